"""Sum over a list by index."""


def total_of(items):
    total = 0
    for i in range(len(items)):
        total += items[i]
    return total


ITEMS = list(range(1000, 101000))


def run():
    return [total_of(ITEMS) for _ in range(10)]
