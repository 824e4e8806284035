"""match: literals, sequences, mappings, classes, guards, captures, stars, nested, errors."""
from transcript import each


class P:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return "P"


class Bad:
    __match_args__ = "x"

    def __repr__(self):
        return "Bad"


def classify(v):
    match v:
        case 0 | 1 | -1:
            return "small"
        case True:
            return "true?"
        case int(n) if n > 100:
            return "big", n
        case float() | complex():
            return "inexact"
        case "" | "a":
            return "text"
        case str(s):
            return "str", s[:3]
        case None:
            return "none"
        case []:
            return "empty"
        case [x]:
            return "one", x
        case [P(a, 2), *rest]:
            return "points", a, rest
        case [1, [2, *inner], *_]:
            return "nested", inner
        case (a, b):
            return "two", a, b
        case [first, *middle, last]:
            return "many", first, middle, last
        case {"k": 1, **rest}:
            return "k is 1", rest
        case {"k": [x, y]}:
            return "k pair", x, y
        case {}:
            return "mapping"
        case P(x=0):
            return "x is 0"
        case P(x, y) if x == y:
            return "diagonal"
        case P():
            return "P"
        case _:
            return "other"


def positional(v):
    match v:
        case Bad(1):
            return 1
        case P(1, 2, 3):
            return 2


class Colour:
    RED = 3


def value(v):
    match v:
        case Colour.RED:
            return "red"
        case (Colour.RED as c, d):
            return c, d


VALUES = [0, True, 50, 500, 1.5, 1j, "", "hello", None, [], [5], [P(1, 2), 3], [1, [2, 3, 4]], (7, 8), (1, 2, 3, 4),
          {"k": 1, "z": 2}, {"k": [1, 2]}, {}, P(0, 1), P(2, 2), P(1, 2), object, b"xy", {1}, range(2), "ab"]
each(classify, [(v,) for v in VALUES])
each(positional, [(v,) for v in (Bad(), P(1, 2), 5)])
each(value, [(v,) for v in (3, 4, (3, 4), [3, 5])])
