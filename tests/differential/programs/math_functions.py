"""Functions of the math module on every kind of number, errors included."""
import math

from transcript import each


def circular(x):
    return math.sin(x), math.cos(x), math.tan(x)


def inverse(x):
    return math.asin(x), math.acos(x), math.atan(x)


def growth(x):
    return math.exp(x), math.exp(-x)


def roots(x):
    return math.sqrt(x), math.fabs(x), abs(x)


def mixed(x, y):
    return math.sqrt(x * x + y * y), math.sin(x) + math.cos(y) * 2


NUMBERS = [0.5, 0.0, -0.0, 1.0, -1.0, 1.0000001, 3.5, 1e-320, 1e22, 709.0, 710.0, -750.0, float("inf"), float("-inf"),
           float("nan"), 1, 0, -3, 2**70, True, "x", None, 1j]
for function in (circular, inverse, growth, roots):
    each(function, [(0.25,)], times=600)
    each(function, [(number,) for number in NUMBERS], times=3)
    each(function, [(0.25,), (float("inf"),)] * 2, times=300)
each(mixed, [(x, y) for x in NUMBERS for y in (0.5, 2, float("nan"))], times=3)
