"""Loops with break, continue, else, nested, with changing bounds and odd iterators."""
from transcript import each, repeat


def nested(n):
    out = []
    for i in range(n):
        for j in range(i, n):
            if j == 3:
                continue
            if j > 5:
                break
            out.append((i, j))
        else:
            out.append("else")
        k = 0
        while k < i:
            k += 2
            if k == 6:
                break
        else:
            out.append(k)
    else:
        out.append("end")
    return out


def ranges(start, stop, step):
    total = 0
    for i in range(start, stop, step):
        total += i
        if total > 10**6:
            break
    return total, i


class Countdown:
    def __init__(self, n, fail=False):
        self.n, self.fail = n, fail

    def __iter__(self):
        return self

    def __next__(self):
        self.n -= 1
        if self.n < 0:
            raise RuntimeError("fail") if self.fail else StopIteration
        return self.n


class Items:
    def __getitem__(self, i):
        if i > 4:
            raise IndexError
        return i * i


def over(make):
    out = []
    for x in make():
        out.append(x)
    return out


def reassigned(n):
    out = []
    for i in range(n):
        out.append(i)
        i = 100
        n = 1
    return out, i, n


repeat(nested, 8, times=500)
each(ranges, [(0, 10, 1), (10, 0, -3), (0, 0, 1), (0, 10, 0), (2**63 - 2, 2**63 + 2, 1), (-(2**63) + 1, -(2**63) - 2, -1),
              (0, 2.5, 1), (True, 3, True), (2**70, 2**70 + 3, 1)])
for make in (lambda: Countdown(4), lambda: Countdown(2, True), Items, lambda: "ab", lambda: {1: 2}, lambda: 5,
             lambda: iter(int, 0), lambda: map(str, range(3)), lambda: reversed([1, 2]), lambda: zip("ab", [1]),
             lambda: enumerate("ab", 5), lambda: {3}, lambda: b"ab", lambda: open(__file__).readlines()[:1]):
    repeat(over, make, times=400, label="over")
repeat(reassigned, 5)
