"""One attribute site whose objects change shape, class and layout while it is hot."""
from transcript import repeat, show


class A:
    pass


class B:
    x = "class attribute of B"


class Slots:
    __slots__ = ("x",)


class Property:
    @property
    def x(self):
        return "property"


class Fallback:
    def __getattr__(self, name):
        return f"fallback {name}"


class Everything:
    def __getattribute__(self, name):
        return f"everything {name}"


def read(o):
    return o.x


def write(o, value):
    o.x = value
    return o.x


def make(kind, **attributes):
    o = kind()
    for name, value in attributes.items():
        setattr(o, name, value)
    return o


objects = [make(A, x=1), make(A, y=0, x=2), make(A), make(B), make(B, x=3), make(Slots, x=4), make(Slots), Property(),
           Fallback(), Everything(), 5, None, A, B, (1, 2)]
for o in objects:
    repeat(read, o, times=1000, label=f"read {type(o).__name__}")
for o in objects:
    if not isinstance(o, type):
        repeat(write, o, "w", times=1000, label=f"write {type(o).__name__}")
        show("then", read, o)


def long_loop():
    o, out = A(), []
    o.x = 0
    for i in range(5000):
        o.x += 1
        if i == 3000:
            o.x = float(o.x)
        if i == 3500:
            o.__dict__ = {"x": 10}
        if i == 4000:
            o.__class__ = B
        if i == 4500:
            del o.x
            out.append(o.x)
            o.x = 7
    return o.x, out


repeat(long_loop, times=5)
