"""Generators consumed by for loops, and a pipeline of them."""


def numbers(n):
    for i in range(n):
        yield i


def evens(source):
    for value in source:
        if value % 2 == 0:
            yield value


def run():
    total = 0
    for value in evens(numbers(200_000)):
        total += value
    total += sum(value * 2 for value in numbers(100_000))
    return total
