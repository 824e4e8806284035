"""Slices of every kind of sequence by every kind of bound: what is taken, what is stored, what goes wrong and where."""
from transcript import each


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


class Wrong:
    def __index__(self):
        raise ZeroDivisionError("asked for an index")


class List(list):
    def __getitem__(self, key):
        return ("own", key)


class Sliced:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)


def simple(sequence, start, stop):
    return sequence[start:stop], sequence[:stop], sequence[start:], sequence[:]


def stepped(sequence, start, stop, step):
    return sequence[start:stop:step], sequence[start::step], sequence[:stop:step]


def handled(sequence, start, step):
    kept = [sequence]
    try:
        return kept, sequence[start::step], kept
    except (TypeError, ValueError, ZeroDivisionError) as error:
        return repr(error), error.__traceback__.tb_lineno


def reverse_head(sequence, k):
    sequence = sequence[:]
    sequence[:k + 1] = sequence[k::-1]
    return sequence


def replace(items, start, stop, new):
    items = items[:]
    items[start:stop] = new
    return items


def replace_self(items, start):
    items = list(items)
    items[start:] = items
    return items


class Told:
    """Says when it ends, and what its list holds by then."""

    def __init__(self, name, items):
        self.name, self.items = name, items

    def __del__(self):
        shown = [item.name if isinstance(item, Told) else item for item in self.items]
        print("ends", self.name, shown)
        if self.name == 2:
            self.items.append("late")


def replace_told(count, start, stop):
    items = []
    items += [Told(i, items) for i in range(count)]
    new = list("abcdefgh")[:stop - start]
    items[start:stop] = new
    items[start:stop] = new[::-1]
    left = len(items), [item for item in items if isinstance(item, str)], new
    items[:] = [None] * len(items)
    return left


def replace_many(count):
    items = [str(i) for i in range(count)]
    items[1:-1] = items[-2:0:-1]
    items[:count // 2] = [[i] for i in range(count // 2)]
    return items


def truths(values):
    out = []
    for value in values:
        if value:
            out.append("yes")
        while not value:
            out.append("no")
            break
    return out


BOUNDS = [None, 0, 1, -1, 3, -3, 100, -100, 2**31, 2**63, -2**63, 2**64, -2**70, True, Index(2), Wrong(), 1.5, "1"]
SEQUENCES = [[1, 2.5, "three", None, (5,)], (1, 2, 3, 4), "text é", "", b"bytes", range(7), List([1, 2]), Sliced(), 5]
each(simple, [(s, a, b) for s in SEQUENCES for a, b in zip(BOUNDS, BOUNDS[3:] + BOUNDS)], times=3)
each(simple, [(SEQUENCES[0], 1, 3), (SEQUENCES[1], 1, 3), (SEQUENCES[2], -4, None)], times=600)
each(stepped, [(s, a, b, c) for s in SEQUENCES
               for a, b, c in zip(BOUNDS, BOUNDS[5:] + BOUNDS, [1, -1, 2, -2, 0, None, 3, -3, Index(-1), 2**64, -2**63] * 2)],
     times=3)
each(handled, [(s, a, c) for s in SEQUENCES for a in (0, Wrong(), "x") for c in (-1, 0, Wrong(), None)], times=3)
each(reverse_head, [([5, 4, 3, 2, 1], k) for k in range(-6, 7)] + [("text", 2), (None, 1)], times=100)
each(replace, [([1, 2, 3, 4], a, b, new) for a, b in zip(BOUNDS, BOUNDS[2:])
               for new in ([], [9], (8, 7, 6), "ab", 5, iter([1]))], times=2)
each(replace_self, [([1, 2, 3], 1), ([1, 2, 3], -10)], times=100)
each(replace_told, [(5, 1, 4), (5, 0, 5), (3, 2, 2), (4, 3, 1)], times=60)
each(replace_many, [(n,) for n in (0, 1, 2, 3, 31, 32, 33, 34, 35, 70)], times=60)
each(truths, [([1, 0, -1, 2**70, True, False, None, "", "x", [], [0], 0.0, -0.0, Index(0)],), ([3, 2, 1, 0],)], times=700)
