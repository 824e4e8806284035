"""Recursion: direct, mutual, through methods, closures, defaults, and with an exception at the bottom."""
from transcript import repeat


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


class Tree:
    def __init__(self, depth):
        self.children = [Tree(depth - 1), Tree(depth - 1)] if depth else []

    def count(self):
        return 1 + sum(child.count() for child in self.children)

    def deep(self):
        best = 0
        for child in self.children:
            best = max(best, child.deep())
        return best + 1


def closure(n):
    def down(k):
        return 0 if k == 0 else k + down(k - 1)

    return down(n)


def fails(n):
    if n == 0:
        raise ValueError("bottom")
    try:
        return fails(n - 1) + 1
    finally:
        trail.append(n)


trail = []


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


repeat(fib, 16, times=10)
repeat(even, 101, times=200)
tree = Tree(6)
repeat(tree.count, times=60, label="count")
repeat(tree.deep, times=60, label="deep")
repeat(closure, 50, times=300)
repeat(fails, 5, times=300)
print(len(trail), trail[-5:])
repeat(ackermann, 2, 6, times=5)
