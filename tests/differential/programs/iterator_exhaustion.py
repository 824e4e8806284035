"""A loop's end lets go of what it iterated over, and finalisers run there: they look, change things and raise."""
import sys

from transcript import repeat

log = []
LIMIT = 3


class Noisy:
    """Does something when it dies: the last element of a list that only the loop's iterator owns."""

    def __init__(self, action):
        self.action = action

    def __del__(self):
        self.action()


def looks():
    frame = sys._getframe(2)
    log.append((frame.f_code.co_name, frame.f_locals.get("n")))


def raises():
    raise ValueError("not for you")


def changes():
    global LIMIT
    LIMIT += 1


def collects():
    import gc
    gc.collect()
    log.append("collected")


def recurses():
    if len(log) < 50:
        log.append("deeper")
        in_list(1, changes)


def quiet():
    pass


def in_list(n, action):
    total = 0
    for x in [1, 2, Noisy(action)]:
        total += n
        x = None
    total += LIMIT
    return total


def in_tuple(n, action):
    total = 0.5
    for x in (1, 2, Noisy(action)):
        total += n
        x = None
    total += LIMIT
    return total


def in_empty(n, action):
    total = 0
    items = [Noisy(action)]
    iterator = iter(items)
    items.clear()
    for x in iterator:
        total += 1
    return total, list(iterator)


def items_of(n, action):
    return [n, n + 1, Noisy(action)]


def held(n, action):
    total = 0
    for x in items_of(n, action):
        if type(x) is int:
            total += x
    x = 1
    return total * LIMIT


def nested(n, action):
    total = 0
    for a in [1, 2]:
        for b in [a, Noisy(action)]:
            total += a
            b = None
        for c in (a, Noisy(action)):
            total += LIMIT
            c = None
    return total


def with_else(n, action):
    try:
        for x in [Noisy(action)]:
            x = None
        else:
            n = LIMIT
    except ValueError:
        return "caught"
    return n


def left(n, action):
    for x in [n, Noisy(action), 3]:
        if type(x) is int:
            x = None
            break
    return LIMIT


def unpacked(n, action):
    total = 0
    for a, b in [(1, 2), (3, Noisy(action))]:
        total += a
        b = None
    return total + LIMIT


def attempt(function, action):
    global LIMIT
    LIMIT = 3
    log.clear()
    result = function(10, action)
    return result, LIMIT, len(log), log[:6]


def unraisable(hooked):
    log.append(("unraisable", type(hooked.exc_value).__name__))


sys.unraisablehook = unraisable
for function in (in_list, in_tuple, in_empty, held, nested, with_else, left, unpacked):
    for _ in range(1500):
        function(1, quiet)
    for action in (looks, raises, changes, collects, recurses):
        repeat(attempt, function, action, times=30, label=f"{function.__name__} {action.__name__}")
