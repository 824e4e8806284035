"""Calls with keyword arguments, defaults, *args and **kwargs."""


def place(name, x=0, y=0, *, scale=1, label=None):
    return x * scale + y + (len(label) if label else 0)


def spread(*args, **options):
    return place("p", *args, **options)


def run():
    total = 0
    for i in range(100_000):
        total += place("a", i, y=2)
        total += place("b", x=i, scale=2, label="xyz")
        total += spread(i, 1, scale=3)
    return total
