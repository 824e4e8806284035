"""Loops whose counters and totals pass from small to big ints and back."""
from transcript import repeat, show


def grow(n):
    x, seen = 1, []
    for i in range(n):
        x = x * 3 + i
        if i % 20 == 0:
            seen.append(x)
    return x, seen


def shrink(x):
    steps = 0
    while x > 1:
        x = x // 2 if x % 2 == 0 else 3 * x + 1
        steps += 1
    return steps


def count_over(limit):
    i = limit - 5
    while i < limit + 5:
        i += 1
    return i


def sum_near(start):
    total = start
    for i in range(2000):
        total += i
    for i in range(2000):
        total -= i
    return total == start, total


repeat(grow, 100, times=200)
repeat(shrink, 27)
show("big", shrink, 2**200 + 1)
for limit in (2**30, 2**31, 2**60, 2**62, 2**63, 2**64):
    repeat(count_over, limit, times=500)
    repeat(count_over, -limit, times=500)
for start in (2**62 - 1000, 2**63 - 1000, -(2**63) + 500, 2**30 - 7):
    repeat(sum_near, start, times=20)


def module_loop():
    total = 0
    for i in range(10000):
        total += i if i != 9000 else 2**63
    return total


repeat(module_loop, times=20)
