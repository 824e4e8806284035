"""Slots, data and non-data descriptors, cached properties, __set_name__, class methods."""
import functools

from transcript import repeat


class Logged:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        return self if instance is None else instance.values.get(self.name, "unset")

    def __set__(self, instance, value):
        instance.values[self.name] = value

    def __delete__(self, instance):
        instance.values.pop(self.name)


class NonData:
    def __get__(self, instance, owner):
        return "non-data"


class Thing:
    __slots__ = ("a", "b", "values", "__dict__")
    logged = Logged()
    weak = NonData()

    def __init__(self):
        self.a = 1
        self.values = {}

    @functools.cached_property
    def cached(self):
        return [self.a]

    @classmethod
    def make(cls):
        return cls()

    @staticmethod
    def static(x):
        return x + 1


def use():
    t = Thing.make()
    out = [t.a, t.logged]
    t.logged = 5
    out.append(t.logged)
    del t.logged
    out.append(t.logged)
    out.append(t.weak)
    t.weak = 3
    out.append(t.weak)
    out.append(t.cached is t.cached)
    out.append(t.static(t.a))
    out.append(Thing.static(2))
    t.a += 2
    out.append(t.a)
    del t.a
    return out


def unset():
    return Thing().b


def no_such():
    return Thing().nothing


def bad_set():
    Thing().static.x = 1


for function in (use, unset, no_such, bad_set):
    repeat(function)
