"""Integer arithmetic around digit, word and double-word boundaries."""
from transcript import each


def add(a, b):
    return a + b, a - b, b - a


def multiply(a, b):
    return a * b, a * a - b


def divide(a, b):
    return a // b, a % b, divmod(a, b), a / b


def bits(a, b):
    return a & b, a | b, a ^ b, ~a, a >> (b & 15), a << (b & 70)


def compare(a, b):
    return a < b, a <= b, a == b, a != b, a > b, a >= b


def accumulate(a, b):
    total = a
    for _ in range(70):
        total += b
        total = -total
        total *= 3
    return total


EDGES = [2**30 - 1, 2**30, 2**31, 2**60 - 1, 2**60, 2**62 - 1, 2**62, 2**63 - 1, 2**63, 2**64]
CASES = [(sign * edge, other) for edge in EDGES for sign in (1, -1) for other in (1, -1, 3, 2**63 - 1, -(2**62), 0)]
for function in (add, multiply, divide, bits, compare, accumulate):
    each(function, CASES, times=30)
each(add, [(1, 2), (2**62, 2**62), (-(2**63), -1), (2**63 - 1, 1)], times=3000)
