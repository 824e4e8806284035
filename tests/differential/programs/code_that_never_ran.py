"""Branches, handlers and the ends of loops that run for the first time after their function was compiled."""


def options(x, verbose=False, limit=None):
    result = []
    for i in range(x):
        if verbose:
            result.append(f"step {i} of {x}")
        if limit is not None and i >= limit:
            result.append(("stopped", i, sorted([3, 1, 2])))
            break
        result.append(i * 2)
    else:
        if verbose:
            result.append(str(len(result)))
    return result


def converted(text):
    try:
        value = int(text)
    except ValueError as error:
        kind = type(error).__name__
        value = len(text) + len(kind)
    except TypeError:
        value = sum([1, 2, 3])
    finally:
        done.append(len(done))
    return value


def first_loop(items, stop):
    total = 0
    while True:
        total += items[total % len(items)]
        if total > stop:
            break
    if total % 2:
        return ("odd", max(total, stop))
    return ("even", min(total, stop))


class Managed:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        if kind is not None:
            seen.append(kind.__name__)
        return kind is KeyError


def managed(error):
    x = y = 1.5
    with Managed():
        x = y * 2
        if error:
            raise error("here")
        y = x + 1
    return x, y


done, seen = [], []
for round in range(12):
    print(options(3), options(2, limit=None))
    print(converted("12"))
    print(first_loop([2, 4], 10))
    print(managed(None))
for round in range(700):
    late = options(3, verbose=round % 2 == 0, limit=round % 5 or None)
    converted(["7", "seven", None][round % 3])
    first_loop([1, 2, 3], round)
    managed([None, KeyError][round % 2])
    if round % 100 == 3:
        print(late, done[-1], len(seen), first_loop([3, 5], round), converted("x" * round), converted(None))
try:
    managed(LookupError)
except LookupError as error:
    print(error, error.__traceback__.tb_next.tb_lineno - managed.__code__.co_firstlineno, seen[-1])
