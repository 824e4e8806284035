"""Reference counts of arguments, locals, results and sentinels before and after hot calls."""
import sys

from transcript import repeat


class Thing:
    pass


def ignore(a, b):
    return None


def keep_and_drop(a, b):
    items = [a, b, a]
    table = {"a": a}
    other = a
    for _ in range(10):
        items.append(b)
        other, items[0] = items[0], other
    del table["a"]
    return len(items)


def identity(a, b):
    return a


def overwrite(a, b):
    a = b
    b = None
    a = 5
    return a


def raising(a, b):
    held = [a]
    raise ValueError(b)


def raise_inside(a, b):
    try:
        raising(a, b)
    except ValueError:
        return 1


def attributes(a, b):
    a.other = b
    a.other = None
    return a.other


def star(*args, **kwargs):
    return ignore(*args, **kwargs)


def loops(a, b):
    for x in (a, b, a):
        y = x
    return y


def unpack(a, b):
    (c, d), *e = (a, b), a, b
    return [c, d, e]


def closure(a, b):
    return (lambda: (a, b))()


def counts(function):
    a, b, big, ratio = Thing(), Thing(), 10**30, 1.25 * 3
    before = [sys.getrefcount(x) for x in (a, b, big, ratio)]
    for _ in range(100):
        try:
            function(a, b)
        except ValueError:
            pass
    if function is not attributes:
        for _ in range(50):
            try:
                function(big, ratio)
            except ValueError:
                pass
    inside = sys.getrefcount(a)
    return [now - then for now, then in zip([sys.getrefcount(x) for x in (a, b, big, ratio)], before)], inside


for function in (ignore, keep_and_drop, identity, overwrite, raising, raise_inside, attributes, star, loops, unpack,
                 closure):
    repeat(counts, function, times=30, label=function.__name__)


def inside_local():
    a = Thing()
    b = a
    return sys.getrefcount(a), sys.getrefcount(b)


repeat(inside_local)
