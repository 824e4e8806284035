"""Decorated functions, caches, partials, wraps, singledispatch, reduce, operator, itertools from hot code."""
import functools
import itertools
import operator

from transcript import repeat


def logged(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return f(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


@logged
def add(a, b=1):
    return a + b


@functools.lru_cache(maxsize=50)
def cached(n):
    return n if n < 2 else cached(n - 1) + cached(n - 2)


@functools.singledispatch
def kind(x):
    return "other"


@kind.register
def _(x: int):
    return "int"


@kind.register
def _(x: list):
    return ["list", *map(kind, x)]


def use():
    half = functools.partial(add, b=-3)
    return (add(1), half(5), cached(30), kind(5), kind([1, "a"]), functools.reduce(operator.mul, range(1, 8)),
            sorted("bca", key=functools.cmp_to_key(lambda a, b: (a < b) - (a > b))),
            list(itertools.accumulate(range(5), lambda a, b: a * 2 + b)),
            [list(g) for _, g in itertools.groupby("aabb", key=lambda c: c)],
            list(filter(lambda x: x % 2, range(6))), max([3, 1], key=lambda x: -x),
            operator.attrgetter("real")(3), operator.itemgetter(1)("ab"), operator.methodcaller("upper")("x"))


repeat(use)
print(add.calls, add.__name__)


def callback_raises():
    return sorted([3, 1, 2], key=lambda x: 1 // (x - 1))


def map_raises():
    return list(map(lambda x: x.y, [1]))


repeat(callback_raises)
repeat(map_raises)
