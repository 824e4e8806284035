"""Sites that see several classes, long enough for the compiler to learn all of them; then the classes change."""
from transcript import show


class Shape:
    def __init__(self, size):
        self.size = size
        self.seen = 0

    def visit(self, amount=1):
        self.seen += amount
        return self.size

    def area(self):
        raise NotImplementedError(type(self).__name__)


class Square(Shape):
    def area(self):
        return self.size * self.size


class Circle(Shape):
    def area(self):
        return 3.0 * self.size * self.size


class Named(Shape):
    def __init__(self, size):
        self.name = "named"
        super().__init__(size)

    def area(self):
        return len(self.name) + self.size


class Slotted:
    __slots__ = ("seen", "size")

    def __init__(self, size):
        self.size = size
        self.seen = 0

    def visit(self, amount=1):
        self.seen -= amount
        return -self.size

    def area(self):
        return self.size


class Sequence(list):
    size = 3
    seen = 0

    def visit(self, *amounts):
        self.append(amounts)
        return len(self)

    def area(self):
        return sum(1 for _ in self)


class Late(Shape):
    def area(self, factor=2):
        return self.size * factor


def survey(shapes):
    total = 0
    for shape in shapes:
        total += shape.area()
        total += shape.visit()
        total += shape.visit(amount=2) if not isinstance(shape, list) else 0
        shape.seen = shape.seen + shape.size
    return total


def read(shapes):
    out = []
    for shape in shapes:
        try:
            out.append((shape.size, shape.area()))
        except (AttributeError, NotImplementedError, TypeError) as error:
            out.append(repr(error))
    return out


def fresh(*kinds):
    return [kind(i % 5) if kind is not Sequence else Sequence() for i, kind in enumerate(kinds * 4)]


STAGES = [(Square,), (Square, Circle), (Square, Circle, Named), (Square, Circle, Named, Slotted),
          (Square, Circle, Named, Slotted, Sequence), (Late, Square)]
for stage in STAGES:
    names = [kind.__name__ for kind in stage]
    for round_number in range(250):
        result = survey(fresh(*stage)), read(fresh(*stage))
        if round_number % 83 == 0:
            show(names, lambda: result)

# A second set of functions meets two classes, and then what they were compiled for changes.


def ask(shape):
    return shape.area(), shape.size


def tell(shape, value):
    shape.size = value


pair = [Square(2), Circle(3)] * 20
for _ in range(60):
    for shape in pair:
        ask(shape)
        tell(shape, 4)
show("learned", lambda: [ask(shape) for shape in pair[:2]])

pair[0].area = lambda: "the instance's own"
show("hidden by an instance", lambda: [ask(shape) for shape in pair[:2]])
del pair[0].area
show("not hidden any more", lambda: [ask(shape) for shape in pair[:2]])

Circle.area = lambda self: ("replaced", self.size)
show("method replaced", lambda: [ask(shape) for shape in pair[:2]])

vars(pair[0])["size"] = "through the dict"
show("instance with a dict", lambda: [ask(shape) if shape is not pair[0] else shape.size for shape in pair[:2]])
tell(pair[0], 7)
show("stored through the dict", lambda: [ask(shape) for shape in pair[:2]])

pair[1].__class__ = Late
show("another class", lambda: [ask(shape) for shape in pair[:2]])

Shape.area = 5
del Circle.area
show("not callable", ask, Circle(1))
Circle.size = property(lambda self: "property", lambda self, value: print("set", value))
show("now a property", lambda: tell(Circle(1), 2))
del pair[0].size
show("missing", ask, pair[0])
for _ in range(700):
    try:
        ask(pair[0])
    except AttributeError:
        tell(pair[0], 1)
        ask(pair[0])
        del pair[0].size
show("missing again and again", ask, pair[0])


def made(number):
    class Made:
        def value(self):
            return number

    return Made()


def value_of(thing):
    return thing.value()


# Classes that come and go: none of those a site has seen may be alive any more.
for number in range(900):
    assert value_of(made(number)) == number
show("classes that are gone", value_of, made("last"))
