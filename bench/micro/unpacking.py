"""Tuples made and taken apart: swaps, pairs of items(), starred targets."""

PAIRS = [(i, (i + 1, i + 2)) for i in range(20_000)]


def run():
    total, a, b = 0, 1, 2
    table = {i: i * 2 for i in range(20_000)}
    for _ in range(3):
        for first, (second, third) in PAIRS:
            a, b = b, a + 1
            total += first + second - third + a
        for key, value in table.items():
            total += value - key
        for head, *tail in PAIRS:
            total += head - tail[0][0]
    return total, b
