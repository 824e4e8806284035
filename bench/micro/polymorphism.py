"""One call site that meets objects of several classes."""


class Shape:
    def __init__(self, size):
        self.size = size

    def doubled(self):
        return self.area() * 2


class Square(Shape):
    def area(self):
        return self.size * self.size


class Circle(Shape):
    def area(self):
        return self.size * self.size * 3.14159


class Line(Shape):
    @property
    def length(self):
        return self.size

    def area(self):
        return 0 * self.length


SHAPES = [kind(size) for size in range(1, 5001) for kind in (Square, Circle, Line)]


def run():
    total = 0
    for _ in range(8):
        for shape in SHAPES:
            total += shape.area() + shape.doubled()
    return total
