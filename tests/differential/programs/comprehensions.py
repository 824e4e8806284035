"""Inlined comprehensions: scoping, names that collide, closures, errors, nesting, walrus, class bodies."""
import sys

from transcript import repeat

x = "global x"


def isolated():
    x = "outer"
    inner = [x for x in range(3)]
    return x, inner, {y: x for y, x in enumerate("ab")}, {x for x in (1, 1)}, x


def unbound():
    values = [y for y in range(3)]
    return y


def captured():
    functions = [lambda: i for i in range(4)]
    return [f() for f in functions], [(lambda: j)() for j in range(3)]


def nested(n):
    return [[i * j for j in range(i) if j != 1] for i in range(n) if i % 2], [a + b for a in "xy" for b in "12"]


def walrus():
    seen = [last := i * 2 for i in range(5) if (half := i / 2) > 0.5]
    return seen, last, half


def failing(items):
    x = 5
    try:
        return [10 / x for x in items]
    except ZeroDivisionError:
        return "failed", x


def names():
    a = 1
    return [sorted(locals()) for b in range(1)], sorted(locals()), [sys._getframe().f_code.co_name for _ in "a"]


def in_class():
    class C:
        k = 3
        values = [i for i in range(k)]
        again = {i: i for i in values}

    return C.values, C.again, hasattr(C, "i")


def with_cell():
    x = 1

    def f():
        return x

    out = [x for x in (10, 20)]
    return out, f(), x


for call in ((isolated,), (unbound,), (captured,), (nested, 5), (walrus,), (failing, [1, 2]), (failing, [1, 0]),
             (names,), (in_class,), (with_cell,)):
    repeat(*call, times=1000)
