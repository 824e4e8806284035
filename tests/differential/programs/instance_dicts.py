"""Attributes that instances keep in a dict of their own: set too late for the keys that instances of a class share, too many,
or found there after somebody has looked at `__dict__`."""
import copy

from transcript import each


class Late:
    """Other instances exist before the last attributes are set, so those have no place in line."""

    def __init__(self, number):
        self.number = number

    def finish(self, other):
        self.other = other
        self.total = 0

    def add(self, amount):
        self.total += amount
        return self.total

    def chase(self, depth):
        return self.number if depth == 0 else self.other.chase(depth - 1)


class Many:
    def __init__(self, start):
        for i in range(40):
            setattr(self, f"a{i}", start + i)

    def some(self):
        return self.a0, self.a29, self.a30, self.a31, self.a39

    def change(self):
        self.a39, self.a0 = self.a0, self.a39
        return self.a39


def chain(count):
    made = [Late(i) for i in range(count)]
    for i, one in enumerate(made):
        one.finish(made[i - 1])
    return made


LATE = chain(60)
MANY = [Many(i * 100) for i in range(4)]


def totals(objects, amount):
    out = 0
    for one in objects:
        out += one.add(amount) + one.chase(3)
    return out


def read(one):
    return one.number, one.total


def read_or(one):
    try:
        return one.total
    except AttributeError as error:
        return str(error)


def many(objects):
    return [one.some() for one in objects], [one.change() for one in objects]


def shuffled():
    """The same names in other orders, so that each dict keeps them elsewhere."""
    objects = []
    for names in (("number", "total"), ("total", "number"), ("x", "number", "total")):
        one = Late.__new__(Late)
        for name in names:
            one.__dict__[name] = len(name)
        objects.append(one)
    return [read(one) for one in objects * 3]


def deleted_and_back(one):
    del one.total
    gone = read_or(one)
    one.total = 5
    one.__dict__["total"] += 1
    there = read_or(one)
    one.__dict__ = {"number": 7, "total": 70, 5: "five"}
    return gone, there, read(one), one.add(2)


class Watching(dict):
    def __getitem__(self, key):
        return "asked"


def replaced(one):
    one.__dict__ = Watching(number=1, total=2)
    first = read(one)
    one.total = 9
    return first, read(one), vars(one)["total"]


def looked_at(one):
    vars(one)
    copied = copy.copy(one)
    copied.total = 11
    return read_or(one), read_or(copied), sorted(vars(copied))


class Shadowed(Late):
    @property
    def total(self):
        return "property"

    @total.setter
    def total(self, value):
        self.__dict__["total"] = value


def class_says(one):
    before = read(one)
    Late.total = property(lambda self: "of the class")
    during = read(one)
    del Late.total
    Late.total = "plain"
    plain = read(one)
    del Late.total
    return before, during, plain, read(one)


each(totals, [(LATE, 1), (LATE[:7], 2)], times=60)
each(many, [(MANY,)], times=200)
each(shuffled, [()], times=60)
each(read, [(one,) for one in LATE[:5]], times=60)
each(deleted_and_back, [(one,) for one in chain(40)], times=3)
each(replaced, [(one,) for one in chain(40)[-3:]], times=3)
each(looked_at, [(one,) for one in chain(40)[-3:] + [Late(1)]], times=20)
each(read_or, [(Late(3),), (LATE[0],), (MANY[0],), (5,)], times=50)
shadowed = [Shadowed(i) for i in range(40)]
for one in shadowed:
    one.finish(one)
each(read, [(shadowed[0],), (shadowed[-1],)], times=50)
each(class_says, [(LATE[3],)], times=5)
