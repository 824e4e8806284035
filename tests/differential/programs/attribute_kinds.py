"""Attributes that are neither in an instance nor plain in its class, at sites that see many classes: `__class__`, a class's
own name and attributes, members of built-in classes, instances with a dict of the old kind."""
import types

from transcript import describe


class A:
    limit = 1

    def method(self):
        return "A.method"

    @classmethod
    def make(cls):
        return cls.__name__

    @staticmethod
    def helper():
        return "helper"

    @property
    def computed(self):
        return "computed"


class B(A):
    limit = 2


class C(A):
    __name__ = "in the class"


class D(A):
    @property
    def __class__(self):
        return B


class E(A):
    def __init__(self):
        self.__dict__["__class__"] = "in the instance"


class Slotted:
    __slots__ = ("value",)
    limit = 3


class Meta(type):
    limit = property(lambda cls: "the metaclass's")

    @property
    def __name__(cls):
        return "renamed"


class WithMeta(metaclass=Meta):
    limit = "hidden"


class Hooked(type):
    def __getattribute__(cls, name):
        return f"asked for {name}"


class WithHook(metaclass=Hooked):
    limit = "hidden"


def own_class(values):
    return [value.__class__ for value in values]


def class_name(values):
    return [value.__class__.__name__ for value in values]


def names(classes):
    return [cls.__name__ for cls in classes]


def limits(classes):
    return [cls.limit for cls in classes]


def unbound(classes, owner):
    return [(cls.method(owner), cls.make(), cls.helper()) for cls in classes]


def kept(classes):
    return [(cls.method, cls.helper, cls.computed) for cls in classes]


def missing(classes):
    for cls in classes:
        try:
            cls.nothing
        except AttributeError as error:
            print(describe(error))


def ends(slices):
    return [(piece.start, piece.stop, piece.step) for piece in slices]


def spaces(values):
    return [(value.name, value.size) for value in values]


def documented(functions):
    return [(function.__doc__, function.__name__, function.__qualname__, function.__class__) for function in functions]


VALUES = [A(), B(), C(), D(), E(), Slotted(), WithMeta(), 1, "text", None, A, Meta, print, own_class]
CLASSES = [A, B, C, D, E, Slotted, WithMeta, WithHook]
PLAIN = [A, B, C, D, E]
SPACES = [types.SimpleNamespace(name=str(i), size=i) for i in range(4)]


def everything(times):
    for _ in range(times):
        out = (own_class(VALUES), class_name(VALUES), names(CLASSES), limits(CLASSES), unbound(PLAIN, A()), kept(PLAIN),
               ends([slice(1), slice(1, 2), slice(None, None, -1)]), spaces(SPACES), documented([own_class, A.method]))
    for values in out:
        print([str(value).split(" at 0x")[0] for value in values])
    missing(PLAIN)


everything(120)
everything(1)

# Each of them changes.
A.limit = 10
B.__name__ = "Bee"
B.__qualname__ = "Hive"
C.limit = property(lambda self: 5)
A.method = lambda self: "new method"
A.helper = staticmethod(lambda: "new helper")
Slotted.limit = 30
SPACES[0].size = "changed"
del SPACES[1].size
types_seen = own_class(VALUES)
VALUES[0].__class__ = B
try:
    everything(1)
except AttributeError as error:
    print(describe(error))
SPACES[1].size = 1
SPACES[2].__dict__[3] = "a key that is no string"
everything(120)


class Text(str):
    pass


class Namespace(types.SimpleNamespace):
    size = "the class's"


name = Text("name")
SPACES.append(Namespace(name="sub"))
SPACES.append(Namespace(size="own", **{name: "a name that is a subclass of str"}))
everything(120)
Namespace.size = property(lambda self: "a property")
everything(2)


# Classes that come and go at one site.
def made(number):
    return type(f"Made{number}", (A,), {"limit": number})


print([limits([made(i), A]) for i in range(300)][-3:], names([made(i) for i in range(300)])[-2:])
