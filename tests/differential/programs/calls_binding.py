"""Binding of arguments: every mistake a call can make, and its message."""
from transcript import repeat


def f(a, b=2, /, c=3, *args, d, e=5, **rest):
    return a, b, c, args, d, e, sorted(rest.items())


def g(a, b):
    return a, b


def h():
    return "h"


def k(*, only):
    return only


def n1():
    return f(1, d=2), f(1, 2, 3, 4, 5, d=6, z=7), f(1, c=9, d=0, a=5)


def n2():
    return f(1)


def n3():
    return f(d=1)


def n4():
    return f(1, 2, 3, c=4, d=1)


def n5():
    return g(1)


def n6():
    return g(1, 2, 3)


def n7():
    return g(1, b=2, c=3)


def n8():
    return g(1, 2, b=3)


def n9():
    return h(1)


def n10():
    return k(1)


def n11():
    return k()


def n12():
    return g(**{"a": 1, 2: 3})


def n13():
    return g(*5)


def n14():
    return g(**5)


def n15():
    return g(*(1,), **{"a": 2})


def n16():
    return g(b=1, a=2), g(*(1, 2)), g(*[1], b=3), g(**{"a": 1, "b": 2})


def n17():
    return f(1, **{"d": 1}, **{"d": 2})


def n18():
    return (lambda *a, **k: (a, k))(1, *(2, 3), x=4, **{"y": 5})


def n19():
    return None(1), 5


def n20():
    return g(1, 2)(3)


for number in range(1, 21):
    repeat(globals()[f"n{number}"], times=1000)
