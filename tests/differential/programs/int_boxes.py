"""Ints made and dropped by the thousand: values, identities, and what else looks at them."""
import gc
import sys
from transcript import each


def churn(first, step, n):
    total, last = 0, None
    for i in range(n):
        value = first + i * step
        text = str(value)
        last = value
        total += len(text)
    return total, last, -last, last - 1


def distinct(first, n):
    values = [first + i for i in range(n)]
    others = [first + i for i in range(n)]
    return len({id(v) for v in values}) == n, values == others, sum(values), sum(others), max(values)


def dropped(first, n):
    kept = []
    for i in range(n):
        made = [first + i, first - i, (first + i) * 2]
        kept = made[i % 3:] + kept[:2]
    return kept


def attributes(first):
    a = first + 1
    b = first + 2
    c = a + b
    return a.bit_length(), b.to_bytes(12, "big", signed=True), hash(c), repr(c), float(c), c.real is c, type(c) is int


def boundary(n):
    seen = []
    for shift in (8, 29, 30, 31, 59, 60, 62):
        for around in (-1, 0, 1):
            value = (1 << shift) + around + n
            seen.append((value, -value, value == (1 << shift) + around + n, value.__index__() + 0))
    return seen


EDGES = [0, -6, 250, 256, 2**30 - 3, -(2**30) + 2, 2**31, 2**60 - 2, -(2**63), 2**63, 10**25]
each(churn, [(edge, step, 40) for edge in EDGES for step in (1, -1)], times=60)
each(distinct, [(edge, 500) for edge in EDGES], times=10)
each(dropped, [(edge, 30) for edge in EDGES], times=60)
each(attributes, [(edge,) for edge in EDGES], times=60)
each(boundary, [(0,), (1,)], times=60)
gc.collect()
before = sys.getallocatedblocks()
for _ in range(20):
    distinct(1000, 3000)
    churn(1000, 7, 3000)
gc.collect()
print("grown:", sys.getallocatedblocks() - before > 2000)
