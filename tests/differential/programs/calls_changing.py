"""Callees that change between hot calls: redefined, defaults, keyword defaults, code, wrapped."""
import functools

from transcript import repeat, show


def callee(x, y=1, *, z=2):
    return x + y + z


def caller(x):
    return callee(x), callee(x, 5), callee(x, z=7)


repeat(caller, 10)
callee.__defaults__ = (100,)
show("defaults", caller, 10)
callee.__kwdefaults__ = {"z": 1000}
show("keyword defaults", caller, 10)
callee.__kwdefaults__["z"] = 5
show("keyword defaults in place", caller, 10)
callee.__defaults__ = None
show("no defaults", caller, 10)
callee.__kwdefaults__ = None
callee.__defaults__ = (1,)
show("no keyword defaults", caller, 10)
callee.__kwdefaults__ = {"z": 0}
repeat(caller, 10, times=500)
callee.__code__ = (lambda x, y=0, *, z=0: ("other code", x, y, z)).__code__
show("code", caller, 10)
repeat(caller, 10, times=500)


def callee(x, y=3, *, z=4):
    return [x, y, z]


show("redefined", caller, 10)
callee = functools.partial(callee, y=50)
show("partial", caller, 10)
callee = max
show("builtin", caller, 10)
callee = type("Callable", (), {"__call__": lambda self, *a, **k: ("called", a, k)})()
show("instance", caller, 10)
callee = dict
show("type", caller, 10)
del callee
show("deleted", caller, 10)


def hot():
    def inner(a, b=1):
        return a + b

    total = 0
    for i in range(5000):
        total += inner(i)
        if i == 1000:
            inner.__defaults__ = (2,)
        elif i == 2000:
            inner.__code__ = (lambda a, b: a - b).__code__
        elif i == 3000:
            inner = lambda a: a * 2
    return total


repeat(hot, times=5)
