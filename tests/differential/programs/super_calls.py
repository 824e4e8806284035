"""super() with and without arguments, in class methods, nested functions, multiple inheritance, after changes."""
from transcript import repeat, show


class A:
    def f(self, x=1):
        return ["A", x]

    @classmethod
    def c(cls):
        return cls.__name__

    value = "A.value"


class B(A):
    def f(self, x=2):
        return ["B", *super().f(x + 1)]

    @classmethod
    def c(cls):
        return "B" + super().c()

    @property
    def value(self):
        return super().value + "!"


class C(A):
    def f(self, x=3):
        return ["C", *super(C, self).f(x)]


class D(B, C):
    def f(self, x=4):
        def inner():
            return super(D, self).f(x)

        return ["D", *inner(), __class__.__name__]

    def missing(self):
        return super().nothing

    def rebound(self):
        self = 5
        return super().f()

    def deleted(self):
        del self
        return super().f()


def run(o):
    return o.f(), o.f(10), o.c(), o.value


for kind in (A, B, C, D):
    repeat(run, kind(), label=kind.__name__)
for name in ("missing", "rebound", "deleted"):
    repeat(getattr(D(), name), label=name)
C.f = lambda self, x: ["new C", x]
show("changed", run, D())


def plain():
    return super()


repeat(plain)
