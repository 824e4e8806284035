"""Cells: shared, rebound, deleted, read before set, in loops, in class bodies, through __closure__."""
from transcript import repeat


def counter():
    n = 0

    def up(by=1):
        nonlocal n
        n += by
        return n

    def peek():
        return n

    return up, peek


def shared():
    up, peek = counter()
    for i in range(50):
        up(i)
    return peek(), up.__closure__[0].cell_contents


def late():
    functions = []
    for i in range(5):
        functions.append(lambda: i)
    return [f() for f in functions]


def early():
    functions = [lambda i=i: i for i in range(5)]
    return [f() for f in functions]


def unset():
    def inner():
        return value

    inner()
    value = 1


def deleted():
    value = 1

    def inner():
        return value

    del value
    return inner()


def delete_inside():
    value = 1

    def inner():
        nonlocal value
        del value

    inner()
    return value


def changed_outside():
    x = 1

    def inner():
        total = 0
        for i in range(100):
            if i == 50:
                inner.__closure__[0].cell_contents = inner
                inner.__closure__[1].cell_contents = 1000
            total += x
        return total

    return inner()


def argument_cell(a, b):
    def inner():
        nonlocal a
        a, c = b, a
        return a, c

    return inner(), a


def in_class(x):
    class C:
        y = x
        x = 5
        z = [y for _ in range(2)]

        def m(self):
            return x, __class__.__name__

    return C.y, C.x, C.z, C().m()


for call in ((shared,), (late,), (early,), (unset,), (deleted,), (delete_inside,), (changed_outside,),
             (argument_cell, 1, 2), (in_class, 7)):
    repeat(*call, times=1000)
