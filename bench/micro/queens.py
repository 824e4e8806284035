"""Backtracking with lists, tuples and recursion: eight queens."""


def solve(row, columns, rising, falling, size):
    if row == size:
        return 1
    found = 0
    for column in range(size):
        if column in columns or row + column in rising or row - column in falling:
            continue
        found += solve(row + 1, columns | {column}, rising | {row + column}, falling | {row - column}, size)
    return found


def run():
    return solve(0, frozenset(), frozenset(), frozenset(), 8)
