"""Generated class hierarchies, and functions whose loops use them while they change.

All classes of a hierarchy share one interface, so that any of them fits any site: data `u`, `v` and `w` (in slots, in
the instance's table, or both), the class attribute `k`, a method `met`, a class method `make`, a static method `stat`
and a property `prop`; each class defines some of them, by means of its own.  `disturb(n)` is called from inside the
loops: at some of its calls it replaces, adds or deletes one of those, on the class or below it, or moves an object to
another class.
"""

import random


class Hierarchies:
    """What `Generator` adds to its cases."""

    random: random.Random

    def class_body(self, number, base):
        """The members of one class; `base` is the one it inherits from, or None."""
        pick, chance = self.pick, self.chance
        if base is None:
            data = pick(["'u', 'v', 'w'", "'u', 'v', 'w', '__dict__'", "'u', 'v', '__dict__'", None])
        else:
            data = pick(["", "", "'more',", "'other', 'third'", None, None])
        if data is not None:
            self.emit(f"__slots__ = ({data})")
        if base is None or chance(0.4):
            self.emit(f"k = {pick(['3', '2.5', str(number), '2**62'])}")
        if base is None:
            self.block("def __init__(self, u=1, v=2):", lambda: self.emit("self.u, self.v, self.w = u, v, 0"))
        elif chance(0.4):
            self.block("def __init__(self, u=1, v=2):", lambda: self.emit(pick(
                ["super().__init__(v, u)", f"{base}.__init__(self, u + 1)", "super(__class__, self).__init__(u, v)"])))
        if base is None or chance(0.5):
            upper = [f"super().met(a) {pick(['+ 1', '- self.k', '* 2'])}"] * 2 if base else []
            self.block("def met(self, a=1):", lambda: self.emit("return " + pick([
                "self.u + a", "a * self.k", "self.stat(a) - self.w", "(self.make(a).u, a)[1]", *upper])))
        if base is None or chance(0.5):
            self.emit("@classmethod")
            upper = ["super().make(a)", "super().make(cls.k)"] * 2 if base else []
            self.block("def make(cls, a=1):", lambda: self.emit("return " + pick(
                ["cls(a)", "cls(a, cls.k)", "cls(cls.stat(a))", *upper])))
        if base is None or chance(0.5):
            self.emit("@staticmethod")
            upper = [f"{base}.stat(a) + 1"] * 2 if base else []
            self.block("def stat(a=1):", lambda: self.emit("return " + pick(["a + 5", "a", "-a", "a * 2", *upper])))
        if base is None or chance(0.5):
            self.emit("@property")
            upper = ["super().prop", "super().prop"] if base else []
            self.block("def prop(self):", lambda: self.emit("return " + pick(
                ["self.v", "self.u + self.k", "self.w", "self.met(2)", *upper])))
            if chance(0.6):
                self.emit("@prop.setter")
                self.block("def prop(self, value):", lambda: self.emit(pick(["self.v = value", "self.w += 1"])))
        if base is not None and chance(0.1):
            self.block("def __getattr__(self, name):", lambda: self.emit(
                "return 4 if name != 'absent' else super().__getattribute__(name)"))
        if chance(0.1):
            self.block("def __setattr__(self, name, value):", lambda: self.emit("super().__setattr__(name, value)"))

    def disturbances(self, count):
        """Statements that change what a loop relies on."""
        at = lambda: f"H{self.random.randrange(count)}"
        return [
            f"{at()}.met = lambda self, a=1: a - 7", f"{at()}.met = {at()}.met", f"{at()}.met = {at()}.stat",
            f"{at()}.met = lambda self, a=1: super({at()}, self).met(a)", f"{at()}.met = functools.partial(max, 3)",
            f"{at()}.make = classmethod(lambda cls, a=1: cls(a, 9))", f"{at()}.make = lambda *a: H0(5)",
            f"{at()}.make = {at()}.__dict__['make']", f"{at()}.stat = staticmethod(lambda a=1: a + 100)",
            f"{at()}.stat = lambda *a: 6", f"{at()}.stat = classmethod(lambda cls, a=1: cls.k)",
            f"{at()}.prop = property(lambda self: self.u - 1)", f"{at()}.prop = 12", f"{at()}.k = 2.5",
            f"{at()}.k = {at()}.k + 1", f"{at()}.k = property(lambda self: 8)", f"del {at()}.met", f"del {at()}.make",
            f"del {at()}.stat", f"del {at()}.prop", f"{at()}.met.__code__ = (lambda self, a=1: a).__code__",
            f"{at()}.met.__defaults__ = (2.5,)", f"{at()}.stat.__defaults__ = None",
            f"{at()}.stat.__code__ = met.__code__",
            f"{at()}.make.__func__.__defaults__ = (3,)", f"{at()}.__bases__ = (H0,)", f"{at()}.__bases__ = ({at()},)",
            f"o.__class__ = {at()}", f"o.__class__ = {at()}", "o.met = lambda a=1: 77", "o.k = 5", "o.u = 1.5",
            "o.u = 2**62", "del o.w", "o.w = 7", f"{at()}.__getattr__ = lambda self, name: 31",
            f"{at()}.__getattribute__ = object.__getattribute__",
            f"{at()}.__init__ = lambda self, u=0, v=0: setattr(self, 'u', u)",
            f"{at()}.prop = {at()}.__dict__['prop']", f"{at()}.u = 44", f"{at()}.stat = {at()}.met",
        ]

    def hierarchy(self):
        """The classes, and the function that changes them."""
        self.emit("import functools")
        self.block("def met(a=1):", lambda: self.emit("return a & 3"))
        count = self.random.randint(2, 4)
        for number in range(count):
            base = f"H{self.random.randrange(number)}" if number else None
            self.block(f"class H{number}({base or 'Shown'}):", lambda: self.class_body(number, base))  # noqa: B023
        chosen = self.random.sample(self.disturbances(count), self.random.randint(1, 4))

        def disturb():
            self.emit("global G_CALLS")
            self.emit("G_CALLS += 1")
            for change in chosen:
                self.block(f"if G_CALLS == {self.random.randint(1, 25)}:", lambda: self.emit(change))  # noqa: B023
            self.emit("return n")

        self.emit("G_CALLS = 0")
        self.block("def disturb(o, n=0):", disturb)
        return count

    def hierarchy_function(self, name, count):
        """A function that uses one object or several in a loop."""
        pick, chance = self.pick, self.chance
        at = lambda: f"H{self.random.randrange(count)}"
        number = lambda: pick(["i", "t", "n", "2", "i + n", "o.u", "o.k"])
        sites = [
            lambda: f"t += o.met({number()})", lambda: f"t = o.met({number()})", lambda: "t += o.met()",
            lambda: f"t += {at()}.met(o, {number()})", lambda: f"m = o.met; t += m({number()})",
            lambda: f"t += {at()}.stat({number()})", lambda: f"t += o.stat({number()})",
            lambda: f"p = {at()}.make({number()})", lambda: f"p = o.make({number()}); t += p.u",
            lambda: f"p = type(o).make({number()})", lambda: f"p = {at()}({number()}, i)", lambda: "t += o.prop",
            lambda: f"o.prop = {number()}", lambda: "t += o.k", lambda: f"t += {at()}.k", lambda: "t += type(o).k",
            lambda: "o.u += 1", lambda: f"o.v = {number()}", lambda: "t += o.u - o.w", lambda: "o.w = o.w + t % 3",
            lambda: f"t += isinstance(o, {at()})", lambda: f"t += o.met(a={number()})",
            lambda: "t += getattr(o, 'u', 1)", lambda: "trail.append(show(o))" if chance(0.3) else "look(i)",
            lambda: f"t += sum([x.met(i) for x in (o, {at()}())])",
        ]

        def site():
            text = pick(sites)()
            if chance(0.2):
                self.block("try:", lambda: self.emit(text))
                self.block(pick(["except AttributeError:", "except (TypeError, AttributeError) as error:"]),
                           lambda: self.emit("t -= 1"))
            else:
                self.emit(text)

        def loop():
            for _ in range(self.random.randint(2, 5)):
                site()
            if chance(0.8):
                self.emit(pick(["disturb(o, i)", "disturb(p)", "if i & 1: disturb(o)"]))
            for _ in range(self.random.randint(0, 3)):
                site()
            self.emit("t = t % 1000003")

        def body():
            self.emit("t, p = 0, o")
            if chance(0.6):
                self.block("for i in range(n):", loop)
            else:
                self.emit("i = 0")
                self.block("for o in (objs * n)[:n]:", lambda: (self.emit("i += 1"), loop()))
            self.emit("return t, p, show(o)")

        self.functions += 1
        self.block(f"def {name}(o, n, objs):", body)

    def hierarchy_actions(self, name, count):
        """Calls: the same few classes at first, then any."""
        new = lambda: f"H{self.random.randrange(count)}({self.pick(['', '3', '2.5', '1, 2**62', '7, [1]'])})"
        usual = new()
        actions = []
        for turn in range(self.random.randint(6, 10)):
            first = usual if turn < 4 else new()
            objects = ", ".join(new() if turn >= 2 else usual for _ in range(3))
            actions.append(("call", f"{name}({first}, {self.pick(['3', '6', '9'])}, [{objects}])"))
            if turn >= 3 and self.chance(0.2):
                actions.append(("do", f"o = {new()}; " + self.pick(self.disturbances(count))))
        return actions
