"""Arithmetic through special methods: a small vector class."""


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __lt__(self, other):
        return self.x < other.x


def run():
    place, step, turns = Vector(0.0, 0.0), Vector(0.5, 0.25), 0
    for i in range(60_000):
        place = place + step * 2.0
        if step < place and not place == step:
            turns += 1
    return place.x, place.y, turns
