"""Infinities, not-a-number, signed zeros, subnormals, overflow."""
from transcript import each

INF, NAN = float("inf"), float("nan")


def arithmetic(a, b):
    return a + b, a - b, a * b


def division(a, b):
    return a / b


def floor_division(a, b):
    return a // b, a % b


def power(a, b):
    return float(a) ** b


def compare(a, b):
    return a < b, a <= b, a == b, a != b, a > b, a >= b, not a, a is a


def branch(a, b):
    if a < b:
        return "less"
    elif a == b:
        return "equal"
    elif a > b:
        return "more"
    return "unordered"


def loop(a, b):
    x = a
    for _ in range(100):
        x = x * b - a / 3.0
    return x


VALUES = [0.0, -0.0, 1.0, -2.5, 1e308, -1e308, 5e-324, INF, -INF, NAN, 3, 2**53 + 1, 10**400]
CASES = [(a, b) for a in VALUES for b in VALUES]
for function in (arithmetic, division, floor_division, power, compare, branch, loop):
    each(function, CASES, times=8)
for function in (division, power):
    each(function, [(1.5, 2.0), (1.0, 0.0), (1e200, 1e200), (-8.0, 1 / 3), (0.0, -1.0)], times=2000)
