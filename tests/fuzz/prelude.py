"""Classes and functions that generated programs use; imported once a process, and never changed by a program."""

import sys


class Oops(Exception):
    """What generated programs raise themselves."""

    def __init__(self, *args):
        super().__init__(*args)
        self.extra = len(args)


class Common:
    """What all classes here can do, each by means of its own: so one call site meets several classes."""

    __slots__ = ()
    bonus = 3
    maybe_this = 1

    def __add__(self, other):
        if isinstance(other, Common):
            return type(self).make(self.value + other.x)
        if isinstance(other, (int, float)):
            return type(self).make(self.value + other)
        return NotImplemented

    __radd__ = __add__

    def __mul__(self, other):
        return type(self).make(other)

    def __neg__(self):
        return type(self).make(self.y)

    def __lt__(self, other):
        return self.value < other.value

    def __hash__(self):  # so that the order of a set does not depend on addresses
        return 7

    def __contains__(self, item):
        return item == self.value

    def __call__(self, *args, **kwargs):
        return (self.value, args, sorted(kwargs))

    def __repr__(self):
        return type(self).__name__

    @classmethod
    def make(cls, value):
        return cls(value)

    def norm(self, scale=1):
        return self.x * scale if self.x else self.y


class Point(Common):
    """Slots and operators."""

    __slots__ = ("x", "y", "name", "total")

    def __init__(self, x, y=1):
        self.x = x
        self.y = y
        self.name = "point"
        self.total = 0

    @property
    def value(self):
        return self.x

    @value.setter
    def value(self, value):
        self.x = value

    @property
    def double(self):
        return self.x + self.x

    def __eq__(self, other):
        return isinstance(other, Point) and self.x == other.x

    def __hash__(self):
        return 7

    def __len__(self):
        return 2

    def __iter__(self):
        return iter((self.x, self.y))

    def grow(self, by=1):
        self.x += by
        return self


class Box(Common):
    """Attributes in the instance's own table, a property, a fallback for missing ones, and the sequence protocol."""

    bonus = 10
    total = 0
    __match_args__ = ("value", "name")

    def __init__(self, value, name="box"):
        self.value = value
        self.name = name

    @property
    def double(self):
        return self.value + self.value

    @double.setter
    def double(self, value):
        self.value = value

    def __getattr__(self, name):
        if name.startswith("maybe"):
            return len(name)
        if name in ("x", "y"):
            return 2
        raise AttributeError(f"no {name} here")

    def __len__(self):
        return 3

    def __getitem__(self, index):
        if index == 3:
            raise IndexError(index)
        return self.value if index else 5

    def grow(self, by=1):
        self.value += by
        return self

    @classmethod
    def make(cls, value):
        return cls(value, cls.__name__)

    @staticmethod
    def plain(value, other=2):
        return (value, other)


class Child(Box):
    """Inheritance with super() and an overridden property and method."""

    bonus = 2.5
    x = 8

    def __init__(self, value, name="child"):
        super().__init__(value, name)
        self.more = [value]

    @property
    def double(self):
        return super().double

    def grow(self, by=2):
        self.more.append(by)
        return super().grow(by)

    def norm(self, scale=2):
        return super().norm(scale) + 1

    def __bool__(self):
        return self.name != ""


class Shy(Common):
    """No __getattr__, no __len__: attributes appear and vanish, those of the class show through."""

    shared = "class"
    value = 4
    x = 1.5
    y = 6
    name = "shy"
    total = 0

    def __init__(self, value=4):
        if value != 4:
            self.value = value

    def __iadd__(self, other):
        self.total = self.total + 1
        return self

    def __index__(self):
        return 2

    def __len__(self):
        return 1

    def __iter__(self):
        yield self.value
        yield 2

    @property
    def double(self):
        return self.value * 2

    def grow(self, by=1):
        self.grown = by
        return self

    def __enter__(self):
        self.inside = True
        return self

    def __exit__(self, kind, error, traceback):
        self.inside = False
        return kind is not None and issubclass(kind, (ValueError, Oops))


class Slotted(Point):
    """Slots over slots, a class attribute over an inherited property, and an instance table as well."""

    value = 11
    __slots__ = ("extra", "__dict__")

    def __init__(self, x=3, y=2):
        super().__init__(x, y)
        self.extra = y

    def norm(self, scale=1):
        return self.extra + scale


class Shown:
    """The base of generated hierarchies: their objects are shown by their data."""

    __slots__ = ()

    def __repr__(self):
        return "Shown"


class Callable:
    """Called like a function, and shown without an address."""

    def __call__(self, *args, **kwargs):
        return 3

    def __repr__(self):
        return "Callable"


class Iterator:
    """An iterator written in Python, shown without an address."""

    def __init__(self, limit=3):
        self.limit = limit

    def __iter__(self):
        return self

    def __next__(self):
        if self.limit == 0:
            raise StopIteration(self)
        self.limit -= 1
        return self.limit

    def __repr__(self):
        return "Iterator"


def up_to(limit):
    """A generator that ends with a value, and cleans up."""
    try:
        for i in range(limit):  # noqa: UP028
            yield i
    finally:
        trail.append("up_to done")
    return limit


def swap(a, b=2, /, c=3, *rest, d=4, **named):
    """A function with every kind of parameter."""
    return (b, a, c, rest, d, sorted(named))


def fail_if(condition, value):
    """Raise from a callee."""
    if condition:
        raise ValueError("failed", value)
    return value


def steady(items):
    """The set without what hashes by address (NaN, plain objects): its order would differ from process to process."""
    return {item for item in items if item == item and isinstance(item, (int, float, str, tuple, frozenset, Common))}


trail: list = []
_looks = 0


def start_case():
    """Forget what the case before recorded."""
    global _looks
    trail.clear()
    _looks = 0


def look(tag=0):
    """Record what the callers' frames show: names, lines and locals, innermost first."""
    global _looks
    _looks += 1
    if _looks > 12:
        return tag
    frame = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename.startswith("<fuzz"):
        trail.append((tag, frame.f_code.co_qualname, frame.f_lineno, show_locals(frame)))
        frame = frame.f_back
    return tag


def show_locals(frame):
    """The locals of a function's frame as text; only names of those of a module or class."""
    if not frame.f_code.co_flags & 2:
        return frame.f_code.co_name
    return [(name, show(value)) for name, value in sorted(frame.f_locals.items())]


_PLAIN = (int, float, str, bytes, bool, complex, type(None), range, slice)


def _plain_attribute(value, name):
    """An attribute, without the class's `__getattr__`."""
    try:
        return object.__getattribute__(value, name)
    except AttributeError:
        return "unset"


def show(value, depth=3):
    """A text for any value that is the same on both sides: no addresses, no user code."""
    kind = type(value)
    if kind is str and len(value) > 200:
        return f"<str of {len(value)}: {value[:100]!r}…{hash(value)}>"
    if kind is int and value.bit_length() > 1000:
        return f"<int of {value.bit_length()} bits, {value % 1000003}>"
    if kind in _PLAIN:
        return repr(value)
    if depth == 0:
        return f"<{kind.__name__}>"
    if kind in (list, tuple):
        shown = [show(item, depth - 1) for item in value[:30]]
        return f"{kind.__name__}{len(value)}({', '.join(shown)})"
    if kind in (set, frozenset):
        return f"{kind.__name__}({', '.join(sorted(show(item, depth - 1) for item in value))})"
    if kind is dict:
        pairs = [f"{show(key, depth - 1)}: {show(item, depth - 1)}" for key, item in list(value.items())[:30]]
        return f"dict{len(value)}({', '.join(pairs)})"
    if isinstance(value, Point):
        fields = [show(getattr(value, name, "unset"), depth - 1) for name in ("x", "y", "name", "total")]
        return f"{kind.__name__}({', '.join(fields)}, {show(getattr(value, '__dict__', None), depth - 1)})"
    if isinstance(value, Shown):
        fields = [show(_plain_attribute(value, name), depth - 1) for name in ("u", "v", "w")]
        return f"{kind.__name__}({', '.join(fields)})"
    if isinstance(value, BaseException):
        return f"{kind.__name__}({show(value.args, depth - 1)})"
    if isinstance(value, (Box, Shy, Iterator)):
        return f"{kind.__name__}({show(value.__dict__, depth - 1)})"
    if isinstance(value, type):
        return f"<class {value.__qualname__}>"
    name = getattr(value, "__qualname__", None)
    return f"<{kind.__name__} {name}>" if isinstance(name, str) else f"<{kind.__name__}>"
