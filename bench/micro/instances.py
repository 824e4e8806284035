"""Small objects made by the hundred thousand, with and without __slots__."""


class Plain:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Slotted:
    __slots__ = ("x", "y")

    def __init__(self, x, y=0):
        self.x = x
        self.y = y


def run():
    total = 0
    for i in range(120_000):
        a = Plain(i, 1)
        b = Slotted(i, y=2)
        total += a.x - b.x + a.y * b.y
    return total
