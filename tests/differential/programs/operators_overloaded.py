"""Binary operators on user classes: reflected, in place, NotImplemented, subclasses first."""
from transcript import each


class Base:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return ("Base.add", self.n) if isinstance(other, (int, Base)) else NotImplemented

    def __radd__(self, other):
        return ("Base.radd", self.n)

    def __mul__(self, other):
        raise ArithmeticError(self.n)

    def __getitem__(self, item):
        return item

    def __matmul__(self, other):
        return "matmul"

    def __repr__(self):
        return f"{type(self).__name__}({self.n})"


class Derived(Base):
    def __radd__(self, other):
        return ("Derived.radd", self.n)

    def __iadd__(self, other):
        self.n += 1
        return self

    def __neg__(self):
        return Derived(-self.n)


def add(a, b):
    return a + b


def in_place(a, b):
    a += b
    a += b
    return a if not isinstance(a, Derived) else type(a)


def multiply(a, b):
    return a * b


def matrix(a, b):
    return a @ b


def negative(a, b):
    return -a


def item(a, b):
    return a[b], a[b:], a[b, 1:2]


CASES = [(Base(1), 2), (2, Base(1)), (Base(1), Derived(2)), (Derived(1), Base(2)), ("s", Base(3)), (Base(1), "s"),
         (1, 2), (1.5, Derived(4)), ([1], [2]), ("a", 2)]
for function in (add, in_place, multiply, matrix, negative, item):
    each(function, CASES, times=300)
