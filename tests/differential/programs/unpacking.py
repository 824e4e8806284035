"""Sequence unpacking of every kind of source, with too few, too many and failing iterators."""
from transcript import each


def two(source):
    a, b = source
    return a, b


def starred(source):
    a, *b, c = source
    return a, b, c


def nested(source):
    (a, b), *rest = source
    return a, b, rest


def in_loop(source):
    out = []
    for a, b in source:
        out.append((b, a))
    return out


def calls(source):
    return max(*source, 0), [*source, *source], (*source,), {**dict(enumerate(source))}


def broken():
    yield 1
    raise KeyError("broken")


CASES = [((1, 2),), ([1, 2],), ("ab",), ((1,),), ((1, 2, 3),), ([],), ({1: 2, 3: 4},), (5,), (None,), ([(1, 2), (3, 4)],),
         (["ab", "cd"],), ([[1], [2]],), (range(2),), (range(10),)]
for function in (two, starred, nested, in_loop, calls):
    each(function, CASES, times=300)
    for _ in range(100):
        outcomes = []
        for make in (broken, lambda: iter([1, 2]), lambda: map(int, "12"), lambda: (x for x in range(3))):
            try:
                outcomes.append(function(make()))
            except Exception as error:
                outcomes.append(f"{type(error).__name__} {error}")
    print(function.__name__, outcomes)
