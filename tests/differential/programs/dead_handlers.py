"""A handler inside a loop that never goes on with it, although its bytecode would."""
from transcript import each, show


def never_goes_on(n):
    result = []
    for i in range(n):
        k = 0
        while k < 4:
            k += 1
            try:
                i = (~i) % 2**30
            except ArithmeticError:
                assert "text" is None, "never"  # noqa: F632
            result.append(i)
        result.append(k)
    return result


def always_raises(n):
    total = 0
    for i in range(n):
        try:
            total += 10 // (i - 7)
        except ZeroDivisionError:
            if None is not None:
                total += 1
            else:
                raise
        total += 1
    return total


def raises_or_goes_on(items):
    total = 0
    while items:
        try:
            total += items[0] + 1
        except TypeError:
            try:
                total += len(items[0])
            except TypeError:
                raise ValueError(total) from None
        items = items[1:]
    return total


each(never_goes_on, [(0,), (1,), (3,), (20,)])
each(always_raises, [(0,), (5,), (9,)])
each(raises_or_goes_on, [([1, 2, 3],), (["a", 2, "b"],), ([1, None],)])
show("late", always_raises, 9)
