"""When an object that a global held goes: compiled code that took it for a constant must not keep it."""
import sys

from transcript import repeat


class Noisy:
    def __init__(self, number):
        self.number = number

    def __del__(self):
        print("gone:", self.number)


number, thing = 3, None


def bump(by=1):
    global number
    number += by


def replace(new):
    global thing
    old = thing.number
    thing = new
    del new
    return old + reader()


def reader():
    return thing.number


def references(value):
    return list(map(sys.getrefcount, (value,)))[0]


def bumped(value):
    global number
    before = references(value)
    number = value
    bump()
    return references(value) - before


# Each call gets another object, and so has the first call after a compilation.
for i in range(12):
    print("bump", i, bumped(10**20 + i), bumped(5000 + i))

thing = Noisy(0)
for i in range(1, 12):
    print("replaced", replace(Noisy(i)))
repeat(reader, times=50)
thing = Noisy("last")
print("the last came")
thing = None
print("end")
