"""Which operators give an operand itself and which make another number, even where it is an equal one."""
from transcript import each

INT, FLOAT = int("123456789"), float("2.75")
INTS = [INT, -INT, int("4611686018427387904"), int("-9223372036854775808"), int("7")]
FLOATS = [FLOAT, -FLOAT, float("inf"), float("-0.0")]


def neutral_ints(a):
    return [a + 0 is a, 0 + a is a, a - 0 is a, a * 1 is a, 1 * a is a, a // 1 is a, a | 0 is a, 0 | a is a, a ^ 0 is a,
            a & -1 is a, a & a is a, a | a is a, a << 0 is a, -(-a) is a, ~~a is a, +a is a, a**1 is a]


def neutral_floats(a):
    return [a + 0.0 is a, a - 0.0 is a, 0.0 + a is a, a * 1.0 is a, 1.0 * a is a, a / 1.0 is a, -(-a) is a, +a is a,
            a**1 is a, a + 0 is a, a * 1 is a, a - 0 is a, a / 1 is a, abs(a) is a]


def remainders(a, b):
    c = a % b
    d = (a + 0) % b
    e = divmod(a, b)
    return c is a, c is b, d is a, d == a, e[1] is a, a // b is a, c


def own_remainder(a, b):
    before = a
    for _ in range(3):
        a = a % b
    return a is before, a


def own_remainder_in_place(a, b):
    before = a
    a += 0
    a %= b
    return a is before, a


def known_remainders(a, b):
    return [a % 2**31 is a, a % 1000000007 is a, a % -(2**40) is a, a % 2**60 is a, a % 10**30 is a, a % 7 is a]


def shifts(a, b):
    zero = len([])
    return a >> 0 is a, a >> zero is a, a << zero is a, a >> b & 1 is a


def conversions(a, b):
    return int(a) is a, float(b) is b, round(a) is a, abs(a) is a, abs(b) is b, +b is b, max(a, 0) is a


def assigned(a):
    b = a
    b //= 1
    c = b
    return a is b, b is c, [a, b][0] is a, [a, b][1] is b


def twice(a, b):
    x = a + b
    y = a + b
    return x is y, x is x, [x] == [y], x == y


each(neutral_ints, [(value,) for value in INTS])
each(neutral_floats, [(value,) for value in FLOATS])
DIVISORS = [7, 2**29, 2**30 - 1, 2**30, -(2**30), 2**31, -(2**40), 2**60, 2**62]
DIVIDENDS = [200, -6, 257, 2**29, 2**30 - 1, 2**30, 2**30 + 5, -(2**30) - 5, 2**31, -(2**31), 2**40, -(2**45), 2**61]
PAIRS = [(int(str(a)), int(str(b))) for a in DIVIDENDS for b in DIVISORS]
for function in remainders, own_remainder, own_remainder_in_place, known_remainders:
    each(function, PAIRS, times=20)
each(shifts, [(int(str(a)), 0) for a in DIVIDENDS], times=20)
each(conversions, [(int(str(a)), float(a)) for a in DIVIDENDS], times=20)
each(assigned, [(value,) for value in INTS])
each(assigned, [(value,) for value in FLOATS])
each(twice, [(INT, INT), (FLOAT, FLOAT), (INT, FLOAT), (1, 2)])
