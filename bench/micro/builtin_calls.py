"""isinstance, len, min, max, abs, ord and friends in a loop."""

VALUES = [1, "two", 3.0, [4], (5, 6), {7: 8}, b"nine", None] * 2500


def weigh(value):
    if isinstance(value, (int, float)):
        return abs(value) + 1
    if value is None:
        return 0
    if isinstance(value, str):
        return ord(value[0]) + len(value)
    return max(1, min(len(value), 10))


def run():
    total = 0
    for _ in range(10):
        for value in VALUES:
            total += weigh(value)
    return total
