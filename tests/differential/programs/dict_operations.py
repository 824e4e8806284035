"""Dictionaries: lookup, insertion, missing keys, mutation during iteration, unusual keys."""
from transcript import each, repeat


def look_up(table, key):
    return table[key], key in table, table.get(key, "none")


def count(table, key):
    table = dict(table)
    for _ in range(5):
        table[key] = table.get(key, 0) + 1
    table[key] += 1
    return table


def remove(table, key):
    table = dict(table)
    del table[key]
    return table, len(table)


def merge(table, key):
    return {**table, key: 1}, table | {key: 2}, dict(table, extra=key)


def mutate_in_loop(n):
    table = {i: i for i in range(n)}
    for key in table:
        if key == n - 2:
            table[n + 1] = 0
    return table


class Bad:
    def __hash__(self):
        raise ValueError("no hash")


class Equal:
    def __init__(self, fail):
        self.fail = fail

    def __hash__(self):
        return hash("k")

    def __eq__(self, other):
        if self.fail:
            raise RuntimeError("no equality")
        return True

    def __repr__(self):
        return "Equal"


class Defaulting(dict):
    def __missing__(self, key):
        return ("missing", key)


CASES = [({"k": 1}, "k"), ({"k": 1}, "z"), ({}, 1), ({1: 2}, 1.0), ({1: 2}, True), ({"k": 1}, []), ({"k": 1}, Bad()),
         ({"k": 1}, Equal(False)), ({"k": 1}, Equal(True)), (Defaulting(k=1), "q"), ({(1, 2): 3}, (1, 2)), ([1], 0)]
for function in (look_up, count, remove, merge):
    each(function, CASES, times=300)
repeat(mutate_in_loop, 5)
