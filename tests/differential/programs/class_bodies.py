"""Classes made in hot functions: metaclass, keywords, decorators, __init_subclass__, annotations, errors."""
from dataclasses import dataclass
from enum import Enum

from transcript import repeat


class Meta(type):
    def __new__(cls, name, bases, space, **keywords):
        made = super().__new__(cls, name, bases, space)
        made.keywords = sorted(keywords)
        return made

    def __init__(cls, name, bases, space, **keywords):
        super().__init__(name, bases, space)

    def __call__(cls, *args):
        instance = super().__call__(*args)
        instance.by_meta = True
        return instance


class Registry:
    seen = []

    def __init_subclass__(cls, /, tag=None, **rest):
        Registry.seen.append((cls.__name__, tag))
        super().__init_subclass__(**rest)


def make(n):
    class Made(metaclass=Meta, option=n):
        field: int = n
        """docstring"""

        def method(self):
            return self.field, __class__.__qualname__

    return Made().method(), Made.keywords, Made().by_meta, Made.__annotations__


def registered(n):
    Registry.seen.clear()

    class One(Registry, tag=n):
        pass

    class Two(One):
        pass

    return list(Registry.seen), Two.__mro__[1].__name__


def decorated():
    @dataclass(order=True)
    class Point:
        x: int
        y: float = 2.0

        def norm(self):
            return self.x * self.y

    class Colour(Enum):
        RED = 1
        BLUE = 2

    return Point(1) < Point(2), Point(3).norm(), repr(Point(1))[-14:], Colour(2).name, [c.name for c in Colour]


def failing():
    class Broken:
        x = 1
        y = undefined_name


def conflict():
    class A(int, str):
        pass


def generic[T](x: T) -> T:
    class Box[U]:
        def get(self):
            return x

    type Alias = list[T]
    return Box().get(), Box.__type_params__, Alias.__name__, generic.__type_params__


repeat(make, 3, times=400)
repeat(registered, "t", times=400)
repeat(decorated, times=30)
for call in ((failing,), (conflict,), (generic, 5)):
    repeat(*call, times=400)
