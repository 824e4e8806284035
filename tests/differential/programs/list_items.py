"""Reading and writing items of lists by index, from all sides."""
from transcript import each


def get(items, i):
    return items[i]


def put(items, i):
    items = list(items)
    items[i] = "new"
    return items


def add_in_place(items, i):
    items = list(items)
    items[i] += 1
    items[i] *= 2
    return items


def walk(items, i):
    total = 0
    for k in range(len(items)):
        total += items[k]
    return total, items[i:], items[:i]


def delete(items, i):
    items = list(items)
    del items[i]
    return items


class Index:
    def __index__(self):
        return 1


CASES = [([1, 2, 3], 0), ([1, 2, 3], -1), ([1, 2, 3], 3), ([1, 2, 3], -4), ([], 0), ([1.5, 2.5], 1), ([1, 2.5], 1),
         ([1, 2], 2**70), ([1, 2], True), ([1, 2], Index()), ([1, 2], 1.0), ([1, 2], "0"), ((1, 2), 1), ("ab", 1),
         ([2**62, 2**62], 0), ({0: 1}, 0), ([None, 1], 0), (range(5), 2), ([1, 2, 3], slice(0, 2))]
for function in (get, put, add_in_place, walk, delete):
    each(function, CASES, times=250)
