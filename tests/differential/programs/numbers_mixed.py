"""Arithmetic whose operands are now ints, now floats, now something else, long enough for the compiler to learn which."""
from decimal import Decimal
from fractions import Fraction

from transcript import each, outcome


def add(a, b):
    return a + b


def subtract(a, b):
    return a - b, 1 - a, b - 1


def multiply(a, b):
    return a * b, 2 * a, b * 0.5


def divide(a, b):
    return a / b


def half(a, b):
    return a / 2, 2 / b


def floor_divide(a, b):
    return a // b, a % b


def power(a, b):
    return a ** 2, b ** 2


def compare(a, b):
    return a < b, a == b, a >= b, a != 1, b > 0, 0.5 <= a


def in_place(a, b):
    a += b
    a *= 3
    b -= a
    b /= 2
    return a, b


def dot(u, v):
    return u[0] * v[0] + u[1] * v[1] + u[2] * v[2]


def accumulate(values):
    total = 0
    for value in values:
        total += value
    return total


def mean(values):
    total = count = 0
    for value in values:
        total = total + value * 2
        count += 1
    return total / count


NUMBERS = [1, 2.5, -3, -0.0, 0, 7, 1e300, 2**53 + 1, 2**62, 2**70, float("inf"), float("nan"), True,
           Fraction(1, 3), Decimal("1.5"), 1 + 2j, "text", (1,), None]
FUNCTIONS = (add, subtract, multiply, divide, half, floor_divide, power, compare, in_place)
for function in FUNCTIONS:
    # Floats and ints by turns, for one kind of pair after another to be learned.
    for cases in ([(1.5, 2.5)], [(1.5, 2), (3, 0.5)], [(3, 0.5), (2.5, 1.5), (3, 4)], [(3, 4)]):
        for _ in range(450):
            for a, b in cases:
                outcome(function, a, b)
    each(function, [(a, b) for a in NUMBERS for b in NUMBERS], times=2)

vectors = [(1, 0.5, 2), (0, 1, 0), (1.0, 2.0, 3.0), (0.0, 1, -1)]
for _ in range(400):
    for u in vectors:
        for v in vectors:
            dot(u, v)
each(dot, [(u, v) for u in vectors for v in vectors] + [((1, 2, 2**70), (1, 2.0, 3)), (("a", 1, 2), (2, 1, 2))], times=3)

SERIES = [[1, 2.5, 3], [1.5] * 5, [1, 2, 3], [2**60, 0.5], [True, 1.5], [2**63, 2**63, 1], [1e308, 1e308, -1], ["a"], []]
each(accumulate, [(values,) for values in SERIES], times=300)
each(mean, [(values,) for values in SERIES], times=300)
