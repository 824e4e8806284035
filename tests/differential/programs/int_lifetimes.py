"""Ints that are made and dropped all the time among ints that are kept: each kept one stays what it was."""
from transcript import repeat


class Counter:
    def __init__(self):
        self.count = 1000
        self.last = None

    def step(self, amount):
        self.count += amount
        self.last = self.count * 3
        return self.last


def keep(start, stop, step):
    kept, counter = [], Counter()
    for i in range(start, stop, step):
        counter.step(i)
        if i % 7 == 0:
            kept.append(counter.count)
            kept.append(-i)
    return sum(kept), kept[:5], kept[-5:], len({id(x) for x in kept if abs(x) > 300}) == len(
        [x for x in kept if abs(x) > 300])


def digits(counter):
    # Around one digit, either sign.
    out = []
    for i in range(2**30 - 20, 2**30 + 20):
        counter.count = i
        counter.count = -counter.count
        out.append(counter.count)
        counter.step(1)
        out.append(counter.last)
    return out


def shared(values):
    values = list(values)
    for i in range(len(values)):
        values[i] = values[i] + 1000
        copy = values[i]
        values[i] = copy - 1
        values.append(copy)
    return values


repeat(keep, 0, 5000, 1, times=20)
repeat(keep, 2**30 - 100, 2**30 + 5000, 3, times=20)
repeat(keep, -3000, 3000, 2, times=20)
repeat(digits, Counter(), times=30)
repeat(shared, range(250, 300), times=60)
