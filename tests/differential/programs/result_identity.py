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
each(assigned, [(value,) for value in INTS])
each(assigned, [(value,) for value in FLOATS])
each(twice, [(INT, INT), (FLOAT, FLOAT), (INT, FLOAT), (1, 2)])
