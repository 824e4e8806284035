"""Lines and columns of tracebacks, also of calls and operators over several lines."""
from transcript import formatted, repeat


def operator(a, b):
    return (a +
            b *
            a)


def call(f):
    return f(
        1,
        x=2,
    )


def subscript(a):
    return a["x"][
        "y"]["z"]


def attribute(a):
    return a.b.c(
    ).d


def deep(n):
    if n:
        return deep(n - 1)
    raise ValueError("deep")


def comprehension(items):
    return [1 / x for x in items]


def generator(items):
    return sum(1 / x for x in items)


def loop(items):
    total = 0
    for x in items:
        total += 10 // x
    return total


def text(function, *args):
    try:
        function(*args)
    except Exception as error:
        return formatted(error)


CASES = [(operator, 1, "x"), (operator, "x", 1.5), (call, None), (call, len), (subscript, {"x": {"y": 3}}),
         (subscript, {}), (attribute, 5), (deep, 5), (comprehension, [1, 0]), (generator, [1, 0]), (loop, [1, 2, 0])]
for case in CASES:
    repeat(*case, times=600)
    for _ in range(60):
        last = text(*case)
    print(last)


def uncaught():
    for i in range(5000):
        if i == 4999:
            operator(i, None)
        operator(i, i)


uncaught()
