"""Numbers that pass loops in registers are the objects they were: arguments come back themselves, however they moved."""
import sys

from transcript import each

INTS = [int("12345"), int("99991"), int("777777")]
FLOATS = [float("4.5"), float("7.25"), float("1e10")]


def look(*args):
    return args[-1:]


def kept(function, numbers, *rest):
    """Which of the numbers come back, and how their reference counts have changed meanwhile."""
    names = {id(number): name for number, name in zip(numbers, "abc")}
    before = list(map(sys.getrefcount, numbers))
    results = function(*numbers, *rest)
    after = list(map(sys.getrefcount, numbers))
    changed = [new - old for old, new in zip(before, after)]
    return [names.get(id(result), result) for result in results], changed


def changed_late(a, b, c, n):
    total = 0
    for i in range(n):
        total += a
        if i > 60:
            a = a + 1
    return a, total


def swapped(a, b, c, n):
    total = i = 0
    while i < n:
        total += a - b
        a, b = b, a
        i += 1
        if i > 60:
            a = a + 1
            b = b * 2
    return a, b


def rotated(a, b, c, n):
    total = i = 0
    while i < n:
        total += a - b * c
        a, b, c = b, c, a
        i += 1
        if i > 60:
            a, b, c = a + 1, b + 1, c + 1
    return a, b, c


def rotated_back(a, b, c, n):
    total = i = 0
    while i < n:
        total += a - b * c
        c, a, b = b, c, a
        i += 1
        if i > 60:
            a, b, c = a + 1, b + 1, c + 1
    return a, b, c, total


def greatest_divisor(a, b, c, n):
    while b:
        a, b = b, a % b
    return a, b


def fibonacci(a, b, c, n):
    for _ in range(n):
        a, b = b, a + b
    return a, b


def copied(a, b, c, n):
    y = z = 0
    i = 0
    while i < n:
        z = y
        y = a
        c = c + y
        i += 1
        if i > 60:
            a = a * 2
    return a, y, z


def through_a_third(a, b, c, n):
    total = i = 0
    while i < n:
        total += a - b
        t = a
        a = b
        b = t
        i += 1
        if i > 60:
            a, b, t = a + 1, b + 1, t + 1
    return a, b


def appended(a, b, c, n):
    stored = []
    i = 0
    while i < n:
        stored.append(a)
        look(a)
        c += a
        i += 1
        if i > 60:
            a = a * 2
    return a, len(set(map(id, stored))), stored[:1] == [a], *stored[:2]


def chosen(a, b, c, n):
    total = 0
    last = None
    for i in range(n):
        last = a if i & 1 else b
        total += last
        if i > 60:
            a = a + 1
    return last, a, b


def greatest(a, b, c, n):
    best = a
    for i in range(n):
        best = b if b > best else best
        if i > 60:
            b = b + 1
    return best, b


def nested(a, b, c, n):
    i = 0
    while i < n:
        for j in range(n):
            look()
            c += a
            if j > 60:
                a = a - 1
        i += 1
    return a, c


def seen(a, b, c, n):
    shown = []
    while n > 0:
        n -= 1
        c += a
        if n > 60:
            a = a + 1
        shown.append(sys._getframe().f_locals["a"] is a)
    return a, sys._getframe().f_locals["a"] is a, *shown[-3:]


def there_and_back(a, b, c, n):
    before = a
    while n > 0:
        n -= 1
        a = a + 1
        a = a - 1
    return before, a is before


def wide(a, b, c, n):
    shift = 0
    while n > 0:
        n -= 1
        shift += int(a)
        a = a % 10**30
    return a,


def handled(a, b, c, n):
    total = 0
    for i in range(n):
        try:
            total += a
            if i == 5:
                raise ValueError
            look(a)
            if i > 60:
                a += 1
        except ValueError:
            total -= a
    return a, total


def deleted(a, b, c, n):
    for i in range(n):
        b += a
        a = a + 1
        if i == 3:
            del a
            a = c
    return a, b


FUNCTIONS = [changed_late, swapped, rotated, rotated_back, greatest_divisor, fibonacci, copied, through_a_third, appended,
             chosen, greatest, nested, seen, there_and_back, wide, handled, deleted]
for function in FUNCTIONS:
    print(function.__name__)
    each(kept, [(function, numbers, n) for numbers in (INTS, FLOATS, INTS[::-1]) for n in (80, 0, 1, 2, 3, 4, 7)])
