"""A seeded generator of Python programs for comparing two implementations.

    python tests/fuzz/generate.py 42        # print the program of seed 42

A case is a module with one or more functions and a list of actions: calls with fresh arguments, and statements that
change globals, defaults or classes between calls.  Statements are chosen by kind of value, so that most programs do
real work before an error happens; arguments of other kinds come after a few calls, when type feedback has settled.
Loops are bounded and growth is cut, so that every program ends soon.
"""

import dataclasses
import random
import sys

from hierarchies import Hierarchies
from values import ARGUMENTS, CLASSES, KEYS, KINDS, ODD, STRS


@dataclasses.dataclass
class Case:
    """One program: its source, and what to do with it, in order: ("call", expression) or ("do", statement)."""

    seed: int
    source: str
    actions: list[tuple[str, str]]
    functions: int  # how many with generated bodies

    def stored(self):
        """What the worker needs."""
        return {"seed": self.seed, "source": self.source, "actions": self.actions}


class Scope:
    """Names a function can use, by the kind of value they most likely hold."""

    def __init__(self, name, outer=None):
        self.name, self.outer = name, outer
        self.names: dict[str, list[str]] = {kind: [] for kind in KINDS}
        self.declared: set[str] = set()
        self.functions: list[str] = []

    def forget(self, name):
        for names in self.names.values():
            if name in names:
                names.remove(name)

    def add(self, kind, name):
        self.forget(name)
        self.names[kind].append(name)

    def all_names(self):
        return [name for names in self.names.values() for name in names]


class Generator(Hierarchies):
    """Writes one case; all choices come from the seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.seed = seed
        self.lines: list[str] = []
        self.indent = 0
        self.fresh = 0
        self.loops = 0  # depth of loops around this statement, in this function
        self.budget = 0
        self.functions = 0

    # --- small tools ---
    def chance(self, probability):
        return self.random.random() < probability

    def pick(self, items):
        return self.random.choice(items)

    def name(self, prefix):
        self.fresh += 1
        return f"{prefix}{self.fresh}"

    def emit(self, text):
        self.lines.append("    " * self.indent + text)

    def block(self, header, body, scope=None):
        """A header and its body; with a scope, names that are new after it are mostly taken as unbound again."""
        self.emit(header)
        self.indent += 1
        before, names = len(self.lines), scope and {kind: list(names) for kind, names in scope.names.items()}
        body()
        if len(self.lines) == before:
            self.emit("pass")
        self.indent -= 1
        if scope and self.chance(0.93):
            scope.names = names

    # --- expressions ---
    def known(self, scope, kind):
        names = list(scope.names[kind])
        if scope.outer is not None:
            names += scope.outer.names[kind]
        return names

    def expr(self, scope, kind, depth=2):
        if self.chance(0.012):
            kind = self.pick(KINDS)  # wrong on purpose
        names = self.known(scope, kind)
        roll = self.random.random()
        if names and (depth <= 0 or roll < 0.4):
            return self.pick(names)
        if depth <= 0 or roll < 0.47:
            return self.constant(kind)
        if roll < 0.52:
            return (f"({self.expr(scope, kind, depth - 1)} if {self.condition(scope, depth - 1)} "
                    f"else {self.expr(scope, kind, depth - 1)})")
        if roll < 0.54:
            target = self.name("w")
            return f"({target} := {self.expr(scope, kind, depth - 1)})"
        if roll < 0.56:
            operator = self.pick(["and", "or"])
            return f"({self.expr(scope, kind, depth - 1)} {operator} {self.expr(scope, kind, depth - 1)})"
        return getattr(self, f"expr_{kind}")(scope, depth - 1)

    def constant(self, kind):
        if kind == "int" and self.chance(0.75):
            return self.pick(["0", "1", "2", "3", "7", "10", "255"])
        items = ARGUMENTS[kind]
        text = self.pick(items if self.chance(0.25) else items[:max(3, len(items) * 2 // 3)])
        return f"({text})" if text.startswith("-") or "*" in text or "+" in text else text

    def index(self, scope, depth):
        return self.pick(["0", "1", "-1", "0", "-2"]) if self.chance(0.85) else self.expr(scope, "int", depth)

    def divisor(self, scope, depth, kind="int"):
        if self.chance(0.7):
            return self.pick(["2", "3", "7", "-4", "1", "2**31", "10**20"] if kind == "int" else ["2.0", "-0.5", "3"])
        return self.expr(scope, kind, depth) if self.chance(0.3) else f"({self.expr(scope, kind, depth)} or 3)"

    def expr_int(self, scope, depth):
        sub = lambda kind="int": self.expr(scope, kind, depth)
        return self.pick([
            lambda: f"({sub()} {self.pick(['+', '-', '+', '-', '*'])} {sub()})",
            lambda: f"({sub()} {self.pick(['+', '-', '+', '-', '*'])} {sub()})",
            lambda: f"({sub()} {self.pick(['//', '%'])} {self.divisor(scope, depth)})",
            lambda: f"({sub()} {self.pick(['&', '|', '^'])} {sub()})",
            lambda: f"({sub()} {self.pick(['<<', '>>'])} ({sub()} & {self.pick(['7', '31', '63'])}))",
            lambda: f"({sub()} ** {self.pick(['2', '3', '0'])})",
            lambda: f"{self.pick(['-', '~', '+', '-'])}{self.atom(sub())}",
            lambda: f"len({sub(self.pick(['str', 'list', 'tuple', 'dict', 'obj', 'set', 'objs']))})",
            lambda: f"{sub(self.pick(['list', 'tuple']))}[{self.index(scope, depth)}]",
            lambda: f"{sub('dict')}.get({self.pick(KEYS)}, {sub()})",
            lambda: f"{sub('dict')}[{self.pick(KEYS)}]",
            lambda: self.attribute(scope, depth),
            lambda: self.attribute(scope, depth),
            lambda: f"{sub('obj')}.norm({self.pick(['', '2', 'scale=3'])})",
            lambda: f"sum([{self.member()} for o in {sub('objs')}])",
            lambda: f"int({sub(self.pick(['float', 'int', 'int']))})",
            lambda: f"{self.pick(['min', 'max'])}({sub()}, {sub()})",
            lambda: f"sum({self.pick([sub('list'), sub('tuple'), sub('set'), f'up_to(({sub()}) % 6)'])})",
            lambda: f"ord({sub('str')}[0])",
            lambda: f"abs({sub()})",
            lambda: f"fail_if({self.condition(scope, depth)}, {sub()})" if self.chance(0.3) else sub(),
            lambda: f"sum({self.comprehension(scope, depth, '(', ')')})",
            lambda: f"G_COUNT + {sub()}",
            lambda: f"helper({sub()}, {sub()})",
            lambda: f"walk({self.pick(['3', '6', '9'])}, {sub()})",
            lambda: f"int({self.condition(scope, depth)})",
            lambda: f"next(iter({sub('set')}), {sub()})",
            lambda: self.local_call(scope, depth) or sub(),
            lambda: self.local_call(scope, depth) or sub(),
        ])()

    @property
    def loop_attributes(self):
        return ["x", "value", "bonus", "y", "double", "maybe_this", "total"]

    def member(self):
        """Something of an object named `o`."""
        return self.pick([f"o.{self.pick(self.loop_attributes)}", "o.norm()", "len(o)", "o.grow(2).value"])

    def attribute(self, scope, depth):
        return f"{self.expr(scope, 'obj', depth)}.{self.pick(self.loop_attributes)}"

    def expr_float(self, scope, depth):
        sub = lambda kind="float": self.expr(scope, kind, depth)
        return self.pick([
            lambda: f"({sub()} {self.pick(['+', '-', '*'])} {sub()})",
            lambda: f"({sub()} {self.pick(['+', '-', '*'])} {sub('int')})",
            lambda: f"({sub()} {self.pick(['/', '//', '%'])} {self.divisor(scope, depth, 'float')})",
            lambda: f"({sub('int')} {self.pick(['+', '*', '-'])} {sub()})",
            lambda: f"({sub('int')} / {self.divisor(scope, depth)})",
            lambda: f"({sub()} ** {self.pick(['2', '0', '1.0'])})",
            lambda: f"(abs({sub()}) ** {self.pick(['0.5', '-1', '0.25', sub()])})",
            lambda: f"-{self.atom(sub())}",
            lambda: f"+{self.atom(sub())}",
            lambda: f"float({sub('int')})",
            lambda: f"abs({sub()})",
            lambda: f"round({sub()}, 2)",
            lambda: f"{self.pick(['min', 'max'])}({sub()}, {sub()})",
        ])()

    def expr_str(self, scope, depth):
        sub = lambda kind="str": self.expr(scope, kind, depth)
        any_kind = self.pick(KINDS[:3])
        return self.pick([
            lambda: f"({sub()} + {sub()})[:40]",
            lambda: f"{sub()}[{self.pick(['0', '-1', self.index(scope, depth)])}]",
            lambda: f"{sub()}[{self.pick(['1:', ':2', '::-1', '1:-1', '::2'])}]",
            lambda: f"{sub()}.{self.pick(['upper()', 'lower()', 'strip()', 'title()'])}",
            lambda: f"{sub()}.replace({self.pick(STRS)}, {self.pick(STRS)})[:40]",
            lambda: f"str({sub(any_kind)})[:30]",
            lambda: f"f'{{{self.braced(sub(any_kind))}{self.pick(['', '!r', ':>8', '!s:.6', ':^5'])}}}'[:30]",
            lambda: f"f'{{{self.braced(sub())}}}-{{{self.braced(sub('int'))}:{{5}}}}'[:30]",
            lambda: f"','.join(map(str, {sub(self.pick(['list', 'tuple']))}))[:40]",
            lambda: f"('<%s;%r>' % ({sub(any_kind)}, {sub()}))[:40]",
            lambda: f"{sub('obj')}.name",
            lambda: f"{sub()} * ({sub('int')} & 3)",
        ])()

    def expr_list(self, scope, depth):
        sub = lambda kind="list": self.expr(scope, kind, depth)
        return self.pick([
            lambda: f"[{sub('int')}, {sub('int')}]",
            lambda: f"[*{sub(self.pick(['list', 'tuple', 'set']))}, {sub('int')}][:12]",
            lambda: self.comprehension(scope, depth, "[", "]"),
            lambda: f"{sub()}[{self.pick(['1:', ':2', '::-1', '-2:'])}]",
            lambda: f"({sub()} + {sub()})[:12]",
            lambda: f"sorted({sub(self.pick(['list', 'tuple', 'set']))})",
            lambda: f"list({self.pick([sub('tuple'), sub('set'), sub('obj'), f'up_to({sub()} and 3)'])})[:12]",
            lambda: f"[{sub('int')}] * 3",
            lambda: f"list(map({self.small_function(scope, depth)}, {sub()}))",
            lambda: f"list({sub('dict')}.values())",
            lambda: f"[{self.member()} for o in {sub('objs')}]",
        ])()

    def expr_tuple(self, scope, depth):
        sub = lambda kind="tuple": self.expr(scope, kind, depth)
        return self.pick([
            lambda: f"({sub('int')}, {sub(self.pick(KINDS[:2]))})",
            lambda: f"(*{sub('list')}, {sub('int')})[:8]",
            lambda: f"tuple({sub('list')})",
            lambda: f"({sub()} + {sub()})[:8]",
            lambda: f"swap({sub('int')}, {sub('int')})[:2]",
            lambda: f"swap(*{sub()}, d={sub('int')})",
            lambda: f"swap({sub('int')}, c={sub('int')}, **{sub('dict')})",
            lambda: f"swap(1, *{sub('list')}, **{{'d': {sub('int')}, 'e': 1}})",
            lambda: f"divmod({sub('int')}, {self.divisor(scope, depth)})",
            lambda: f"Box.plain({sub('int')}, other={sub('int')})",
            lambda: f"{sub('obj')}({sub('int')}, k={sub('int')})",
            lambda: f"tuple({self.comprehension(scope, depth, '(', ')')})",
            lambda: f"({sub('int')}, {sub('int')}, {sub('float')})",
        ])()

    def expr_dict(self, scope, depth):
        sub = lambda kind="dict": self.expr(scope, kind, depth)
        return self.pick([
            lambda: f"{{{sub('str')}: {sub('int')}, 'a': {sub(self.pick(KINDS[:2]))}}}",
            lambda: f"{{**{sub()}, 'b': {sub('int')}}}",
            lambda: f"dict(a={sub('int')}, b={sub('float')})",
            lambda: f"{{str(k): v for k, v in {sub()}.items()}}",
            lambda: f"{{i: i * 2 for i in {sub(self.pick(['list', 'tuple', 'set']))}}}",
            lambda: f"({sub()} | {{'a': {sub('int')}}})",
        ])()

    def expr_set(self, scope, depth):
        sub = lambda kind="set": self.expr(scope, kind, depth)
        return self.pick([
            lambda: f"({sub()} {self.pick('&|-^')} {sub()})",
            lambda: f"steady({{{sub('int')}, {sub('int')}}})",
            lambda: f"steady({{*{sub('tuple')}, {sub('int')}}})",
            lambda: f"steady(set({sub(self.pick(['list', 'tuple', 'dict']))}))",
            lambda: f"steady({self.comprehension(scope, depth, '{', '}')})",
        ])()

    def expr_obj(self, scope, depth):
        sub = lambda kind="obj": self.expr(scope, kind, depth)
        return self.pick([
            lambda: f"{self.pick(['Point', 'Slotted'])}({sub('int')}, {sub(self.pick(KINDS[:2]))})",
            lambda: f"({sub()} + {sub(self.pick(['int', 'float', 'obj']))})",
            lambda: f"{self.pick(['Box', 'Child', 'Local', 'Shy'])}({sub(self.pick(KINDS[:2]))})",
            lambda: f"{self.pick(['Box', 'Child', 'Local', 'Point', 'Shy'])}.make({sub('int')})",
            lambda: f"{sub()}.grow({self.pick(['', '2', 'by=3', sub('int')])})",
            lambda: f"Local({sub('int')})",
            lambda: f"-{self.atom(sub())}",
            lambda: f"{sub('objs')}[{self.pick(['0', '-1'])}]",
            lambda: f"min({sub('objs')})",
        ])()

    def expr_objs(self, scope, depth):
        sub = lambda kind="obj": self.expr(scope, kind, depth)
        return self.pick([
            lambda: f"[{sub()}, {sub()}]",
            lambda: f"[{sub()}, {sub()}, {sub()}, {sub()}]",
            lambda: f"[*{sub('objs')}, {sub()}][:6]",
            lambda: f"[c({sub('int')}) for c in ({', '.join(self.random.sample(CLASSES, self.pick([2, 3, 5])))})]",
            lambda: f"sorted({sub('objs')})",
        ])()

    @staticmethod
    def atom(text):
        return text if text.startswith("(") and text.endswith(")") else f"({text})"

    @staticmethod
    def braced(text):
        """An expression for inside of an f-string's braces; 3.12 allows nested quotes."""
        return f" ({text})"

    def condition(self, scope, depth=1):
        depth = min(depth, 1)
        kind = self.pick(["int", "int", "float", "str", "list"])
        sub = lambda k: self.expr(scope, k, depth)
        compare = self.pick(["<", "<=", "==", "!=", ">", ">="])
        return self.pick([
            lambda: f"{sub(kind)} {compare} {sub(kind)}",
            lambda: f"{sub('int')} {compare} {sub('int')}",
            lambda: f"{sub('int')} {compare} {sub('float')}",
            lambda: f"0 {compare} {sub('int')} {self.pick(['<', '!='])} {sub('int')}",
            lambda: f"not {self.atom(sub(self.pick(KINDS)))}",
            lambda: f"{sub(self.pick(KINDS))}",
            lambda: f"{sub('int')} {self.pick(['in', 'not in'])} {sub(self.pick(['list', 'tuple', 'dict', 'set']))}",
            lambda: f"{sub('str')} in {sub(self.pick(['str', 'dict']))}",
            lambda: f"{sub(self.pick(KINDS))} is {self.pick(['', 'not '])}None",
            lambda: f"isinstance({sub(self.pick(KINDS))}, {self.pick(['int', 'float', '(int, str)', 'Box', 'Point'])})",
            lambda: f"{sub('obj')} {self.pick(['<', '=='])} {sub('obj')}",
            lambda: f"{sub('set')} {self.pick(['<=', '==', '>'])} {sub('set')}",
            lambda: f"{sub('int')} % 2 == 0",
        ])()

    def comprehension(self, scope, depth, opening, closing):
        variable = self.pick(["i", "j", self.name("c")])
        source = self.pick([lambda: f"range({self.pick(['3', '5', '8'])})", lambda: self.expr(scope, "list", depth),
                            lambda: self.expr(scope, "tuple", depth)])()
        item = self.pick([variable, f"{variable} * 2", f"({variable}, {self.expr(scope, 'int', 0)})[0]",
                          f"{variable} + {self.expr(scope, 'int', 0)}", f"(lambda: {variable})()"])
        extra = f" if {variable} {self.pick(['!= 2', '> 0', '% 2'])}" if self.chance(0.4) else ""
        if self.chance(0.15):
            extra += f" for k in range(({variable} if isinstance({variable}, int) else 1) & 3)"
        return f"{opening}{item} for {variable} in {source}{extra}{closing}"

    def small_function(self, scope, depth):
        return self.pick(["abs", "bool", f"lambda q: q * {self.expr(scope, 'int', 0)}",
                          f"lambda q, r={self.expr(scope, 'int', 0)}: q + r"])

    def local_call(self, scope, depth):
        functions = scope.functions or (scope.outer.functions if scope.outer else [])
        if not functions or self.loops > 2:
            return None
        return f"{self.pick(functions)}({self.expr(scope, 'int', depth)})"

    # --- statements ---
    def body(self, scope, size, **flags):
        for _ in range(size):
            if self.budget <= 0:
                return
            self.statement(scope, **flags)

    def statement(self, scope, looping=False):
        self.budget -= 1
        choices = [
            (30, self.assign), (14, self.augment), (10, self.if_statement), (8, self.for_loop), (5, self.while_loop),
            (8, self.try_statement), (3, self.with_statement), (6, self.mutate), (4, self.unpack), (3, self.match),
            (2, self.delete), (4, self.look), (2, self.raise_statement), (5, self.nested), (2, self.global_statement),
            (2, self.import_statement), (2, self.expression), (1, self.class_statement), (1, self.assert_statement),
        ]
        if looping:
            choices.append((4, self.break_or_continue))
        if self.indent > 5:
            choices = choices[:2] + choices[7:9] + [(2, self.expression), (2, self.look)]
        weights = [weight for weight, _ in choices]
        chosen = self.random.choices(choices, weights)[0][1]
        if chosen in (self.if_statement, self.try_statement, self.with_statement, self.match):
            chosen(scope, looping)
        else:
            chosen(scope)

    def target(self, scope, kind):
        names = scope.names[kind]
        if names and self.chance(0.7):
            return self.pick(names)
        if self.chance(0.1) and scope.all_names():
            name = self.pick(scope.all_names())  # changes kind
        else:
            name = self.name(kind[0])
        scope.add(kind, name)
        return name

    def limited(self, kind, text):
        """Cut growth where a value may feed back into itself."""
        if kind == "int":
            return f"({text}) % {self.pick(['2**30', '2**31', '1000', '2**63', '10**30', '-(2**62)'])}" \
                if "*" in text or "<<" in text or self.loops > 1 else text
        return text

    def assign(self, scope):
        kind = self.random.choices(KINDS, [6, 4, 3, 3, 2, 2, 1, 3, 1])[0]
        text = self.limited(kind, self.expr(scope, kind, 3))
        target = self.target(scope, kind)
        if self.chance(0.05):
            target += f" = {self.target(scope, kind)}"
        elif self.chance(0.03):
            target += f": {kind if kind != 'obj' else 'object'}"
        self.emit(f"{target} = {text}")

    def augment(self, scope):
        kind = self.pick(["int", "int", "float", "str", "list", "obj", "set"])
        names = scope.names[kind]
        if not names:
            return self.assign(scope)
        name = self.pick(names)
        if kind == "int":
            if self.loops and self.chance(0.5):
                self.emit(f"{name} {self.pick(['+=', '-=', '^=', '|='])} {self.expr(scope, 'int', 1)} & 0xffffffffffff")
            else:
                self.emit(f"{name} {self.pick(['+=', '-=', '//=', '%=', '&=', '>>='])} {self.pick(['1', '2', '3'])}")
        elif kind == "float":
            self.emit(f"{name} {self.pick(['+=', '-=', '*=', '/='])} {self.expr(scope, 'float', 1)}")
        elif kind == "str":
            self.emit(f"{name} = ({name} + {self.expr(scope, 'str', 1)})[-30:]")
        elif kind == "list":
            self.emit(f"{name} += {self.expr(scope, 'list', 1)}[:3]")
            self.emit(f"del {name}[12:]")
        elif kind == "set":
            self.emit(f"{name} {self.pick(['|=', '&=', '-=', '^='])} {self.expr(scope, 'set', 1)}")
        else:
            self.emit(f"{name} += {self.expr(scope, 'int', 1)}")

    def if_statement(self, scope, looping):
        inside = lambda: self.body(scope, self.random.randint(1, 3), looping=looping)
        self.block(f"if {self.condition(scope)}:", inside, scope)
        if self.chance(0.25):
            self.block(f"elif {self.condition(scope)}:", lambda: self.body(scope, 1, looping=looping), scope)
        if self.chance(0.45):
            self.block("else:", lambda: self.body(scope, self.random.randint(1, 2), looping=looping), scope)

    def for_loop(self, scope):
        if self.loops >= 3:
            return self.assign(scope)
        count = self.pick([3, 5, 9, 20, 60] if self.loops == 0 else [2, 3, 5])
        kind, source = self.pick([
            ("int", f"range({count})"),
            ("int", f"range({count})"),
            ("int", f"range(({self.expr(scope, 'int', 0)}) % {count})"),
            ("int", f"range({count}, 0, {self.pick(['-1', '-2'])})"),
            ("int", self.expr(scope, "list", 1)),
            ("int", self.expr(scope, "tuple", 1)),
            ("int", self.expr(scope, "set", 0)),
            ("obj", self.expr(scope, "objs", 1)),
            ("obj", self.expr(scope, "objs", 1)),
            ("str", self.expr(scope, "str", 1)),
            ("str", self.expr(scope, "dict", 1)),
            ("int", f"up_to({count})"),
            ("int", self.expr(scope, "obj", 0)),
            ("pair", f"enumerate({self.expr(scope, 'list', 1)})"),
            ("pair", f"{self.expr(scope, 'dict', 0)}.items()"),
            ("pair", f"zip(range({count}), {self.expr(scope, 'list', 0)})"),
        ])
        if kind == "pair":
            variable = f"{self.target(scope, 'int')}, {self.target(scope, 'int')}"
        else:
            variable = self.target(scope, kind)
        self.loops += 1
        inside = lambda: self.body(scope, self.random.randint(1, 4), looping=True)
        self.block(f"for {variable} in {source}:", inside, scope)
        self.loops -= 1
        if self.chance(0.2):
            self.block("else:", lambda: self.body(scope, 1), scope)

    def while_loop(self, scope):
        if self.loops >= 3:
            return self.assign(scope)
        counter = self.name("n")
        limit = self.pick([3, 8, 30] if self.loops == 0 else [2, 4])
        self.emit(f"{counter} = 0")
        test = f"{counter} < {limit}" + (f" and {self.condition(scope)}" if self.chance(0.4) else "")

        def inside():
            self.emit(f"{counter} += 1")
            self.body(scope, self.random.randint(1, 4), looping=True)

        self.loops += 1
        self.block(f"while {test}:", inside, scope)
        self.loops -= 1
        if self.chance(0.2):
            self.block("else:", lambda: self.body(scope, 1), scope)

    def try_statement(self, scope, looping):
        self.block("try:", lambda: self.body(scope, self.random.randint(1, 3), looping=looping), scope)
        kinds = ["ValueError", "TypeError", "(TypeError, ValueError)", "ZeroDivisionError", "Exception",
                 "LookupError", "AttributeError", "Oops", "UnboundLocalError", "ArithmeticError"]
        caught = False
        star = self.chance(0.06)
        for _ in range(self.random.choices([0, 1, 2], [1, 6, 2])[0]):
            caught = True
            name = self.name("e")
            with_name = self.chance(0.6)

            def handler(name=name, with_name=with_name):
                if with_name and self.chance(0.6):
                    self.emit(f"trail.append(('caught', show({name})))")
                self.body(scope, self.random.randint(1, 2))
                if not star and self.chance(0.12):
                    self.emit("raise")
                elif with_name and self.chance(0.1):
                    self.emit(f"raise Oops('again') from {self.pick([name, 'None'])}")

            keyword = "except*" if star else "except"
            self.block(f"{keyword} {self.pick(kinds)}{f' as {name}' if with_name else ''}:", handler, scope)
        if caught and self.chance(0.2):
            self.block("else:", lambda: self.body(scope, 1), scope)
        if not caught or self.chance(0.3):

            def final():
                self.body(scope, 1)
                if self.chance(0.04):
                    self.emit("return 'from finally'")

            self.block("finally:", final, scope)

    def with_statement(self, scope, looping):
        name = self.name("m")
        scope.add("obj", name)
        manager = self.pick(["Shy()", "Shy()", self.expr(scope, "obj", 0)])
        second = f", Shy() as {self.name('m')}" if self.chance(0.2) else ""
        self.block(f"with {manager} as {name}{second}:", lambda: self.body(scope, 2, looping=looping))

    def mutate(self, scope):
        obj, items, table = (self.expr(scope, kind, 0) for kind in ("obj", "list", "dict"))
        value = self.expr(scope, self.pick(KINDS[:3]), 1)
        member = self.pick(["value", "y", "x", "total"])
        choices = [
            f"{obj}.{member} = {self.expr(scope, 'int', 1)}",
            f"{obj}.{member} += {self.pick(['1', '2.5', self.expr(scope, 'int', 0)])}",
            f"for o in {self.expr(scope, 'objs', 1)}: o.{member} = {self.member()}",
            f"{obj}.{self.pick(['value', 'x', 'y', 'name', 'double', 'new_one'])} = {value}",
            f"{items}[{self.index(scope, 0)}] = {value}",
            f"{items}[0] = {self.expr(scope, 'int', 1)}",
            f"{items}[{self.pick(['0', '-1', '1'])}] += {self.pick(['1', '0.5'])}",
            f"{items}.append({value})",
            f"{items}.{self.pick(['pop()', 'pop(0)', 'reverse()', 'sort()', 'insert(0, 3)', 'clear()'])}",
            f"{items}[1:2] = [{value}]",
            f"{table}[{self.expr(scope, 'str', 0)}] = {value}",
            f"{table}['a'] += 1",
            f"{table}.{self.pick(['pop(str(1), 0)', 'clear()', 'update(q=1)', 'setdefault(str(2), [])'])}",
            f"del {table}[{self.pick(KEYS)}]",
            f"del {obj}.{self.pick(['value', 'total', 'new_one', 'x'])}",
            f"G_LIST.append({value})",
            "del G_LIST[5:]",
        ]
        chosen = self.pick(choices)
        self.emit(chosen)
        if items.isidentifier() and ("append" in chosen or "insert" in chosen):
            self.emit(f"del {items}[12:]")  # a loop over the list itself must end

    def unpack(self, scope):
        a, b, rest = self.target(scope, "int"), self.target(scope, "int"), self.target(scope, "list")
        pair = self.pick([self.expr(scope, "tuple", 2), f"{a}, {b}" if self.chance(0.5) else "1, 2.5",
                          self.expr(scope, "list", 1), "(1, 2)"])
        self.emit(self.pick([f"{a}, {b} = {pair}", f"{a}, *{rest} = {self.expr(scope, 'list', 1)}",
                             f"*{rest}, {b} = {self.expr(scope, 'tuple', 1)}", f"({a}, {b}), {rest} = (1, 2), [3]",
                             f"{a}, {b} = {b}, {a}" if a != b else f"{a} = {b}",
                             f"[{a}, *{rest}, {b}] = {self.expr(scope, 'str', 1)}"]))

    def match(self, scope, looping):
        subject = self.expr(scope, self.pick(KINDS), 1)
        cases = self.random.sample([
            "0 | 1", "int()", "float() | str()", "[]", "[x1]", "[x1, x2]", "[x1, *xs]", "(x1, x2, 3)", "{'a': x1}",
            "{'b': x1, **others}", "Box(value=x1)", "Child(x1, x2)", "Point(x=x1, y=x2)", "str(x1)", "None", "True",
            "int(x1) if x1 > 5", "[int(x1) as x2, *_]"], self.random.randint(1, 4))

        def inside():
            for pattern in cases:
                self.block(f"case {pattern}:", lambda: self.body(scope, 1, looping=looping), scope)
            if self.chance(0.5):
                self.block("case _:", lambda: self.body(scope, 1, looping=looping), scope)

        self.block(f"match {subject}:", inside)

    def delete(self, scope):
        names = scope.all_names()
        if names and self.chance(0.4):
            name = self.pick(names)
            self.emit(f"del {name}")
            if self.chance(0.9):
                scope.forget(name)
        else:
            name = self.name("d")
            self.emit(f"{name} = {self.expr(scope, 'int', 1)}")
            self.emit(f"del {name}")

    def look(self, scope):
        self.emit(f"look({self.fresh})")

    def raise_statement(self, scope):
        error = self.pick(["ValueError({})", "Oops({}, 2)", "KeyError({})", "TypeError", "ExceptionGroup('g', "
                           "[ValueError({}), TypeError(2)])"]).format(self.expr(scope, "int", 1))
        condition = self.condition(scope) if self.chance(0.85) else "True"
        self.block(f"if {condition}:", lambda: self.emit(f"raise {error}" + self.pick(
            ["", "", "", " from None", " from Oops(1)"])))

    def nested(self, scope):
        if scope.outer is not None or self.loops > 1:
            return self.assign(scope)
        name, inner = self.name("inner"), Scope("inner", scope)
        saved, self.loops = self.loops, 0
        parameter = self.name("p")
        inner.add("int", parameter)
        default = f", q={self.expr(scope, 'int', 0)}" if self.chance(0.4) else ""

        def inside():
            outer_names = scope.names["int"]
            if outer_names and self.chance(0.4):
                name_here = self.pick(outer_names)
                if name_here in scope.declared:
                    return
                self.emit(f"nonlocal {name_here}")
                self.emit(f"{name_here} = ({name_here} + 1) % 1000")
            self.body(inner, self.random.randint(1, 3))
            if generator:
                self.emit(f"{self.pick(['', 'got = '])}yield {self.expr(inner, 'int', 1)}")
                if self.chance(0.3):
                    self.emit(f"yield from {self.expr(inner, 'list', 1)}")
            self.emit(f"return {self.expr(inner, 'int', 2)}")

        self.functions += 1
        generator = self.chance(0.15)
        self.block(f"def {name}({parameter}{default}):", inside)
        self.loops = saved
        if generator:
            self.emit(f"{self.target(scope, 'list')} = list({name}({self.expr(scope, 'int', 0)}))")
        else:
            scope.functions.append(name)
            if self.chance(0.6):
                self.emit(f"{self.target(scope, 'list')} = [{name}(i) for i in range({self.pick([3, 6])})]")

    def global_statement(self, scope):
        direct = f"globals()['G_COUNT'] = {self.expr(scope, 'int', 0)}"
        self.emit(self.pick(["bump_global()", "bump_global(2)", direct]))

    def import_statement(self, scope):
        name = self.name("v")
        self.emit(self.pick(["import math", "from math import floor", "import os.path as path_module"]))
        self.emit(f"{name} = {self.pick(['len(locals())', 'sorted(locals())', 'G_COUNT', 'len(dir())'])}")

    def expression(self, scope):
        self.emit(self.expr(scope, self.pick(KINDS), 3))

    def class_statement(self, scope):
        name = self.name("K")

        def inside():
            self.emit(f"attribute = {self.expr(scope, 'int', 0)}")
            self.block("def method(self, z=1):", lambda: self.emit("return (self.attribute, z, __class__.__name__)"))

        self.block(f"class {name}({self.pick(['', 'Box', 'object'])}):", inside)
        self.emit(f"trail.append({name}.attribute)")

    def assert_statement(self, scope):
        self.emit(f"assert {self.condition(scope)}, {self.expr(scope, 'str', 1)}")

    def break_or_continue(self, scope):
        self.block(f"if {self.condition(scope)}:", lambda: self.emit(self.pick(["break", "continue"])))

    # --- whole cases ---
    def function(self, name):
        scope = Scope(name)
        kinds = [self.pick(KINDS) for _ in range(self.random.randint(1, 4))]
        if "int" not in kinds:
            kinds[0] = "int"
        parameters, call_names = [], []
        for number, kind in enumerate(kinds):
            parameter = f"{kind[0]}{'abcd'[number]}"
            scope.add(kind, parameter)
            call_names.append(parameter)
            default = f"={self.constant(kind)}" if number and self.chance(0.25) else ""
            if parameters and "=" in parameters[-1] and not default:
                default = f"={self.constant(kind)}"
            parameters.append(parameter + default)
        keyword_only = None
        if self.chance(0.25):
            keyword_only = self.pick(KINDS)
            scope.add(keyword_only, "only")
            parameters += ["*" if self.chance(0.6) else "*rest", f"only={self.constant(keyword_only)}"]
        if self.chance(0.15):
            parameters.append("**named")

        self.functions += 1

        def inside():
            self.budget = self.random.randint(2, 9)
            for kind in self.random.sample(KINDS, 2):
                self.emit(f"{self.target(scope, kind)} = {self.constant(kind)}")
            self.body(scope, 7)
            roll = self.random.random()
            if roll < 0.12:
                self.emit("return locals()")
            elif roll < 0.9:
                kept = self.random.sample(scope.all_names(), min(3, len(scope.all_names())))
                self.emit(f"return ({', '.join([*kept, self.expr(scope, 'int', 2)])},)")

        self.block(f"def {name}({', '.join(parameters)}):", inside)
        return kinds, call_names, keyword_only

    def local_class(self):
        """A class whose methods are generated; its instances are among the objects of the functions."""

        def method():
            scope = Scope("norm")
            scope.add("obj", "self")
            scope.add("int", "scale")
            self.functions += 1
            self.budget = self.random.randint(1, 5)
            self.body(scope, 4)
            self.emit(f"return {self.pick(['super().norm(scale)', 'self.limit', 'self.value'])} + "
                      f"{self.expr(scope, 'int', 2)}")

        def inside():
            self.emit("limit = 4")
            self.block("def grow(self, by=1):", lambda: self.emit("return super().grow(by + self.limit)"))
            if self.chance(0.7):
                self.block("def norm(self, scale=1):", method)
            if self.chance(0.3):
                self.emit("@property")
                self.block(f"def {self.pick(['bonus', 'maybe_this', 'double'])}(self):",
                           lambda: self.emit(f"return {self.pick(['self.value', 'self.limit + 1', 'super().bonus'])}"))

        self.block(f"class Local({self.pick(['Box', 'Child', 'Shy', 'Slotted', 'Point'])}):", inside)

    def case(self):
        self.emit("from prelude import *")
        self.emit("G_COUNT = 3")
        self.emit("G_LIST = [1, 2]")

        def walk():
            self.emit(f"if n <= {self.pick(['0', '1'])}:")
            self.emit(f"    return {self.pick(['a', 'a + 1', '(a, n)[0]'])}")
            self.emit("return " + self.pick(["walk(n - 1, a) + n", "walk(n - 2, n) - a", "walk(n - 1, a + n) % 1000007",
                                             "walk(n - 1, a) if n & 1 else walk(n - 3, a) * 2"]))

        self.block("def walk(n, a=0):", walk)
        self.block("def helper(a, b=2, *, c=0):", lambda: self.emit(self.pick(
            ["return a - b + c", "return a if a else b", "return (a & 7) + c", "return b"])))

        def bump():
            self.emit("global G_COUNT")
            self.emit("G_COUNT += by")
            if self.chance(0.2):
                self.emit("global G_SHORT")
                self.emit("G_SHORT = by")
                self.emit("del G_SHORT")

        self.block("def bump_global(by=1):", bump)

        self.local_class()
        functions = []
        for number in range(self.random.choices([1, 2, 3], [1, 4, 3])[0]):
            name = f"f{number}"
            functions.append((name, *self.function(name)))
        actions = []
        if self.chance(0.4):
            count = self.hierarchy()
            for number in range(self.random.randint(1, 2)):
                self.hierarchy_function(f"h{number}", count)
                actions += self.hierarchy_actions(f"h{number}", count)
        return Case(self.seed, "\n".join(self.lines) + "\n", self.actions(functions) + actions, self.functions)

    def actions(self, functions):
        actions = []
        for name, kinds, names, keyword_only in functions:
            usual = [self.random.sample(items, self.random.randint(1, 3))
                     for items in (ARGUMENTS[kind][:max(3, len(ARGUMENTS[kind]) * 3 // 4)] for kind in kinds)]
            for turn in range(self.random.randint(8, 12)):
                values = [self.pick(choices) for choices in usual]
                if turn >= 5 and self.chance(0.5):  # the feedback goes stale
                    changed = self.random.randrange(len(values))
                    values[changed] = self.pick(ODD if self.chance(0.3) else ARGUMENTS[self.pick(KINDS)])
                arguments = list(values)
                if self.chance(0.15):
                    arguments[-1] = f"{names[-1]}={arguments[-1]}"
                if keyword_only and self.chance(0.4):
                    arguments.append(f"only={self.pick(ARGUMENTS[keyword_only])}")
                if self.chance(0.02):
                    arguments.append(self.pick(["unknown=1", "*(1, 2)", "**{'x y': 2}"]))
                actions.append(("call", f"{name}({', '.join(arguments)})"))
                if turn >= 4 and self.chance(0.15):
                    actions.append(("do", self.pick([
                        "G_COUNT = 2.5", "G_COUNT = 2**62", "G_LIST = []", "len = lambda x: 7", "del len",
                        "Local.limit = 2.5", "Local.bonus = property(lambda self: 99)", "helper = max",
                        "def helper(a, b=1, **k): return b", "helper.__defaults__ = (9,)",
                        "helper.__kwdefaults__ = {'c': 5}", "helper.__code__ = (lambda a, b=0, *, c=0: 42).__code__",
                        "Local.grow = lambda self, by=0: self", "Local.norm = lambda self, scale=0: 5",
                        "Local.bonus = 4", "Local.norm = Box.norm", "del Local.norm", "Local.value = 3",
                        "walk = helper", "Local.y = 2**62", "Local.__bases__ = (Child,)", "del Local.grow",
                        f"{name}.__defaults__ = None", "bump_global = lambda *a: None",
                        "isinstance = lambda *a: False", "range = lambda *a: iter((3, 2, 1))"])))
        return actions


def generate(seed: int) -> Case:
    """The case of a seed: the same text on any machine and in any process."""
    return Generator(seed).case()


if __name__ == "__main__":
    case = generate(int(sys.argv[1]))
    print(case.source)
    for kind, text in case.actions:
        print(f"# {kind}: {text}")
