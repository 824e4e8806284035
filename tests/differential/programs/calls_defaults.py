"""Calls that leave arguments to their defaults, of functions nobody knew when the caller was compiled."""
from transcript import each, outcome, repeat, show


def call0(f):
    return f()


def call1(f, a):
    return f(a)


def call2(f, a, b):
    return f(a, b)


def none():
    return "none"


def one(a=1):
    return a


def last(a, b, c=[3]):
    return a, b, c


def all_of_three(a="x", b="y", c="z"):
    return a, b, c


def only_keyword(a, b=2, *, c=3):
    return a, b, c


def with_rest(a=1, *rest, **others):
    return a, rest, others


def maker(n):
    def made(a=n, b=(n, n)):
        nonlocal n
        n += 1
        return a, b, n

    return made


class Methods:
    def method(self, a, b=5):
        return a, b

    @staticmethod
    def static(a=1, b=2):
        return a, b

    @classmethod
    def of_class(cls, a, b=7):
        return cls.__name__, a, b


FUNCTIONS = [none, one, last, all_of_three, only_keyword, with_rest, maker(4), Methods().method, Methods.static,
             Methods.of_class, lambda x=0, *, y=1: (x, y), dict, len, 5]
each(call0, [(f,) for f in FUNCTIONS], times=60)
each(call1, [(f, "a") for f in FUNCTIONS], times=60)
each(call2, [(f, "a", "b") for f in FUNCTIONS], times=60)
print(list(map(all_of_three, range(3))), sorted([3, 1, 2], key=lambda v, sign=-1: v * sign))

for defaults in [None, (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), tuple(range(20))]:
    all_of_three.__defaults__ = defaults
    show(f"defaults {defaults}", lambda: (outcome(call0, all_of_three), outcome(call1, all_of_three, 9),
                                          outcome(call2, all_of_three, 9, 8)))
    repeat(call1, all_of_three, 0, times=50)
show("kept", lambda: [call1(maker(i), i) for i in range(5)])
