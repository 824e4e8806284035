"""Builtins called from hot code with usual, odd and failing arguments; then shadowed."""
import builtins

from transcript import each, repeat, show


def sizes(x):
    return len(x), bool(x), isinstance(x, (list, str)), type(x).__name__, callable(x)


def numbers(x):
    return abs(x), int(x), float(x), str(x), max(x, 2), min(x, 2), round(x)


def sequences(x):
    return sum(x), sorted(x), list(reversed(list(x))), any(x), all(x), list(enumerate(x))[:2], list(zip(x, x))[:2]


def characters(x):
    return ord(x), chr(ord(x) + 1), hash(x) == hash(x), repr(x)


def getters(x):
    return getattr(x, "real", "none"), hasattr(x, "imag"), isinstance(x, int), issubclass(type(x), object)


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


CASES = [(1,), (-2.5,), ("a",), ("ab",), ([3, 1, 2],), ((1, "x"),), ({1: 2},), (None,), (Sized(3),), (Sized(-1),),
         (Sized("n"),), (2**70,), (True,), (float("nan"),), (float("inf"),), (b"z",)]
for function in (sizes, numbers, sequences, characters, getters):
    each(function, CASES, times=250)


def measure(x):
    total = 0
    for _ in range(10):
        total += len(x)
    return total, isinstance(x, list)


repeat(measure, [1, 2])
len = lambda x: 100
show("global len", measure, [1, 2])
del len
show("and gone", measure, [1, 2])
kept = builtins.len
builtins.len = lambda x: kept(x) + 1000
show("builtins.len", measure, [1, 2])
builtins.len = kept
show("and back", measure, [1, 2])
isinstance = lambda *a: "shadowed"
show("isinstance", measure, [1, 2])
