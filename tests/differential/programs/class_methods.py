"""Class methods, static methods and plain attributes asked of a class that the code names, long enough to be compiled;
then the class, its bases, its metaclass and the wrappers themselves change."""
import gc
import sys
import weakref

from transcript import describe


class Base:
    made = 0

    @classmethod
    def create(cls, value=1):
        cls.made += value
        return cls.__name__, value

    @staticmethod
    def double(value, *, by=2):
        return value * by

    @classmethod
    def variadic(cls, *args, **kwargs):
        return cls.__name__, args, sorted(kwargs.items())

    @classmethod
    def where(cls):
        return sys._getframe(1).f_code.co_name

    @classmethod
    def fails(cls):
        raise KeyError(cls.__name__)

    limit = 10

    def plain(self):
        return "plain", self


class Strength(Base):
    @classmethod
    def stronger(cls, a, b):
        return a < b

    @classmethod
    def weakest(cls, a, b):
        return b if cls.stronger(a, b) else a


def compare(n):
    count = 0
    for i in range(n):
        if Strength.stronger(i % 7, i % 5):
            count += 1
        count += Strength.weakest(i % 3, i % 4)
    return count


def statics(n):
    total = 0
    for i in range(n):
        total += Strength.double(i) + Base.double(i, by=3) + Strength.limit
    return total


def created(n):
    out = None
    for i in range(n):
        out = Base.create(), Strength.create(2), Strength.variadic(i, k=i), Strength.where()
    return out


def kept(n):
    for _ in range(n):
        method = Strength.create
    return method(5), method.__self__ is Strength, Strength.plain("me")


def failing(n):
    caught = 0
    for i in range(n):
        try:
            Strength.fails()
        except KeyError as error:
            caught += len(str(error))
    return caught


def wrong(n):
    for i in range(n):
        if i == n - 1:
            return Strength.stronger(1)
        Strength.stronger(1, 2)


def both(times=600):
    print(compare(times), statics(times), created(3), kept(times), failing(50))
    try:
        wrong(100)
    except TypeError as error:
        print(describe(error))


both()
both()
made = Base.made, Strength.made
Base.made = Strength.made = 0
print("counters", type(made[0]), created(2))

# Changes: the method, what it is, the base's, a hiding one in the subclass, a metaclass' attribute.
Strength.stronger = classmethod(lambda cls, a, b: a > b)
print("replaced", compare(600))
Strength.stronger = staticmethod(lambda a, b: a == b)
print("static", compare(600))
Strength.stronger = lambda a, b: a != b
print("function", compare(600))
Base.double = staticmethod(lambda value, by=5: value - by)
print("base's", statics(600))
Strength.double = classmethod(lambda cls, value: len(cls.__name__) + value)
print("hidden", statics(600))
del Strength.double
print("shown", statics(600))
Strength.limit = 7
print("limit", statics(600))
Strength.limit = property(lambda self: 1)
try:
    statics(600)
except TypeError as error:
    print(describe(error))
Strength.limit = 3


# The wrapper is given another function: the class has not changed.
class Wrapped:
    pass


first = classmethod(lambda cls, x: x + 1)
Wrapped.method = first


def wrapped(n):
    total = 0
    for i in range(n):
        total += Wrapped.method(i)
    return total


print("wrapper", wrapped(600), wrapped(600))
first.__init__(lambda cls, x: x + 2)
print("refilled", wrapped(600))
static = staticmethod(lambda x: x * 2)
Wrapped.method = static
print("static wrapper", wrapped(600), wrapped(600))
static.__init__(lambda x: x * 3)
print("refilled", wrapped(600))


class Meta(type):
    def described(cls):
        return "meta " + cls.__name__

    @property
    def hidden(cls):
        return "hidden"


class WithMeta(metaclass=Meta):
    hidden = "own"

    @classmethod
    def make(cls):
        return cls.hidden


def metas(n):
    out = None
    for _ in range(n):
        out = WithMeta.make(), WithMeta.hidden, WithMeta.described()
    return out


print(metas(600))
Meta.make = lambda cls: "from the metaclass"
print(metas(600))
Meta.make = property(lambda cls: lambda: "data descriptor of the metaclass")
print(metas(600))


# A change in the middle of the loop, by the callee.
class Changing:
    @classmethod
    def step(cls, i):
        if i == 500:
            cls.step = classmethod(lambda cls, i: -i)
        return i


def changing(n):
    return sum([Changing.step(i) for i in range(n)])


print(changing(1000), changing(10))


# Classes that nobody else keeps die, though compiled code has called their methods.
def lifetimes():
    class Local:
        @classmethod
        def make(cls):
            return cls()

        @staticmethod
        def nothing():
            return None

    def use(n):
        for _ in range(n):
            Local.make()
            Local.nothing()

    use(400)
    return weakref.ref(Local)


references = [lifetimes() for _ in range(4)]
gc.collect()
print("dead", [reference() is None for reference in references])
namespace = {}
exec("""
class Global:
    @classmethod
    def make(cls):
        return cls()
def use(n):
    for _ in range(n):
        Global.make()
use(400)
""", namespace)
reference = weakref.ref(namespace["Global"])
del namespace
gc.collect()
print("dead", reference() is None)
