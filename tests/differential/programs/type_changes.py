"""Locals that change type in the middle of loops, back and forth."""
from transcript import each, repeat


def total(items):
    t = 0
    for x in items:
        t += x
    return t


def alternating(n):
    x, out = 0, []
    for i in range(n):
        x = x + 1 if i % 7 else x + 0.5
        if i % 50 == 49:
            x = int(x)
            out.append(x)
    return x, out


def to_none(n):
    x, nones = 5, 0
    for i in range(n):
        if x is None:
            nones += 1
            x = i
        elif i % 3 == 0:
            x = None
        else:
            x = x * 2 % 1000
    return x, nones


def widening(n):
    x = True
    for i in range(n):
        x = x + x
        if i == 40:
            x = float(x)
        if i == 60:
            x = complex(x)
    return x


def phi(flag):
    if flag > 1:
        x = 1
    elif flag:
        x = 2.5
    elif flag is None:
        x = "s"
    else:
        x = [flag]
    return x + x, x * 2


class Int(int):
    def __add__(self, other):
        return Int(int(self) + other + 1000)


class Float(float):
    pass


ITEMS = [([1, 2, 3],), ([1.5, 2],), ([1, 2, 2.5],), ([2**62, 2**62, 1],), ([True, 2],), ([1, "x"],), ([Int(1), 2],),
         ([Float(1.5), 2.5],), ((1, 2),), (range(5),), ({1: 2},), ([],), ([1j, 1],), ([1, None],), ("ab",)]
each(total, ITEMS)
repeat(alternating, 500, times=100)
repeat(to_none, 200, times=200)
repeat(widening, 80, times=200)
each(phi, [(0,), (1,), (2,), (None,), (0.5,), (False,)])
