"""Subclasses of int, str, list, dict, tuple with overridden methods, where exact types were seen before."""
from transcript import each


class Int(int):
    def __add__(self, other):
        return "Int.add"

    def __lt__(self, other):
        return "Int.lt"

    def __bool__(self):
        return False

    def __index__(self):
        return 0


class List(list):
    def __getitem__(self, i):
        return "List item"

    def __len__(self):
        return 42

    def __iter__(self):
        return iter("list")


class Dict(dict):
    def __getitem__(self, key):
        return "Dict item"

    def __contains__(self, key):
        return True


class Str(str):
    def __add__(self, other):
        return "Str.add"

    def __str__(self):
        return "Str.str"


class Tuple(tuple):
    def __iter__(self):
        return iter("xy")


def arithmetic(a):
    return a + a, a < a, not a, a == a


def container(a):
    return a[0], len(a), [x for x in a], 0 in a


def unpack(a):
    x, y = a
    return x, y, f"{a}", [*a]


def index(a):
    return [10, 20, 30][a], "abc"[a]


each(arithmetic, [(1,), (Int(5),), ("s",), (Str("t"),), (1.5,), ([1],), (List([1]),)])
each(container, [([1, 2],), (List([1, 2]),), ({0: 1},), (Dict(),), ((1, 2),), (Tuple((1, 2)),), ("ab",)])
each(unpack, [((1, 2),), (Tuple((1, 2)),), ([1, 2],), (List([1, 2]),), ("ab",), (Str("cd"),)])
each(index, [(1,), (Int(2),), (True,), (-1,)])
