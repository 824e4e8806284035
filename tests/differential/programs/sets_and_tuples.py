"""Sets and tuples: building, membership, operators, unpacking, comparison."""
from transcript import each


def sets(a, b):
    return sorted({a, b, 1} | {2}), a in {1, 2, 3}, {a, b} - {b}, {a} <= {a, b}, len({a, b})


def tuples(a, b):
    x, y = b, a
    t = (x, y, *(a, b))
    return t, t[1], t[-1:], t + (1,), t * 2, (a, b) < (b, a), t.count(a), a in t


def swap(a, b):
    for _ in range(7):
        a, b = b, a
    return a, b


def star(a, b):
    first, *middle, last = a, b, a, b
    (p, q), [r, *s] = (a, b), (b, a, a)
    return first, middle, last, p, q, r, s


CASES = [(1, 2), (2, 1), (1, 1), (1.0, 1), ("a", "b"), ("a", 1), ((1,), (2,)), ([1], 2), (None, True)]
for function in (sets, tuples, swap, star):
    each(function, CASES, times=500)
