"""A loop that calls functions, run at each depth of the call stack: at some, its calls cross the edge of a chunk of frames."""


def inner(value):
    return value + 1


def loop(calls):
    total = 0
    for number in range(calls):
        total += inner(number)
    return total


def down(depth, calls):
    return loop(calls) if depth == 0 else down(depth - 1, calls)


def run():
    return sum(down(depth, 100) for depth in range(300))
