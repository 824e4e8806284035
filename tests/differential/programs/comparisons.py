"""Chained and rich comparison, identity, membership, truth values with their errors."""
from transcript import each


class Odd:
    def __init__(self, result):
        self.result = result

    def __lt__(self, other):
        return self.result

    __gt__ = __eq__ = __le__ = __lt__
    __hash__ = None

    def __bool__(self):
        if self.result == "raise":
            raise ValueError("no truth")
        return bool(self.result)

    def __contains__(self, item):
        return self.result

    def __repr__(self):
        return f"Odd({self.result!r})"


def chained(a, b):
    return a < b <= a, 0 < 1 < 2, a == b == a


def branch(a, b):
    if a < b:
        return "lt"
    if a == b:
        return "eq"
    return "else"


def truth(a, b):
    return (a and b), (a or b), not a, bool(b), "t" if a else "f"


def identity(a, b):
    return a is b, a is not None, b is None


def member(a, b):
    return a in b, a not in b


def loop(a, b):
    n = 0
    while a and n < 5:
        n += 1
    return n


CASES = [(1, 2), (2, 1), (1, 1.0), ("a", "b"), ("a", 1), (None, 1), ([1], [1, 2]), ((1, 2), (1, "x")), (Odd(1), 2),
         (Odd(0), 2), (Odd("raise"), 1), (1, Odd([])), (1, Odd("raise")), (Odd([0]), Odd(None)), (1j, 2), ({1}, {1, 2}),
         (2**70, 2**70), (float("nan"), 1), (True, 1), ("a", "abc"), (1, (1, 2)), (1, {1: 2})]
for function in (chained, branch, truth, identity, member, loop):
    each(function, CASES, times=200)
