"""try blocks and context managers that nothing goes wrong in."""


class Guard:
    depth = 0

    def __enter__(self):
        self.depth += 1
        return self

    def __exit__(self, *details):
        self.depth -= 1
        return False


def run():
    guard, total = Guard(), 0
    for i in range(200_000):
        with guard as held:
            try:
                total += held.depth + i
            finally:
                total -= 1
    return total
