"""Closures that read and rebind variables of the function around them."""


def counter(step):
    count = 0

    def advance(by=1):
        nonlocal count
        count += step * by
        return count

    return advance


def run():
    advance, total = counter(3), 0
    for i in range(250_000):
        total ^= advance()
    key = [(lambda x, k=k: x * k)(7) for k in range(50_000)]
    return total, sum(key)
