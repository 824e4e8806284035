"""Powers, shifts, unary operators, bool arithmetic and mixed operands, with their errors."""
from transcript import each


def power(a, b):
    return a**b


def shift_left(a, b):
    return a << b


def shift_right(a, b):
    return a >> b


def unary(a, b):
    return -a, +a, ~a, not a, abs(b)


def mixed(a, b):
    return a + b * a


def floor(a, b):
    return a // b


def remainder(a, b):
    return a % b


CASES = [(3, 4), (2, 0), (0, 0), (2, -2), (-7, 2), (7, -2), (-7, -2), (True, 3), (True, False), (5, True), (1.5, 2),
         (2, 1.5), (-8, 3), (5, 0), (2**64, 3), (1, 65), (1, "x"), (None, 2), ([1], 2), ("ab", 3), (1j, 2), (7, 2.0)]
for function in (power, shift_left, shift_right, unary, mixed, floor, remainder):
    each(function, CASES, times=100)
