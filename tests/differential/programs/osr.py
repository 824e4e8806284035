"""Loops that are running already when they get hot: in functions called once, nested, with handlers, and how they end."""
import contextlib
import signal
import sys

from transcript import describe, stack

LONG = 300_000


def once(name, function, *args):
    """One call, its outcome, and how the exception came if there was one."""
    try:
        print(name, repr(function(*args)), flush=True)
    except Exception as error:
        print(name, describe(error), flush=True)


def numbers(n):
    total, half, negative = 0, 0.0, True
    for i in range(n):
        total += i * 3 - 1
        half += i / 2
        negative = not negative
    return total, half, negative, i


def widening(n):
    x, kinds = 1, []
    for i in range(n):
        if i == n // 2:
            x = float(x)
        if i == n - 10:
            x = str(x)
        x = x + 1 if type(x) is not str else x[:5]
        if type(x).__name__ not in kinds:
            kinds.append(type(x).__name__)
    return kinds, x


def overflowing(n):
    x = 1
    for i in range(n):
        x = x * 3 % (1 << 62) if i % 5000 else x * (1 << 40)
    return x


def nested(n):
    total = 0
    for i in range(n):
        row = 0
        for j in range(40):
            if j == 35:
                break
            row += i ^ j
        else:
            row = -1
        k = 0
        while k < 5:
            k += 1
            if k == 3:
                continue
            total += row
    return total, i, j, k, row


def handled(n):
    caught, cleaned, last = 0, 0, None
    for i in range(n):
        try:
            if i % 7 == 0:
                raise KeyError(i)
            10 // (i % 5)
        except KeyError as error:
            caught += 1
            last = error
        except ZeroDivisionError:
            caught += 2
        finally:
            cleaned += 1
    return caught, cleaned, describe(last)


@contextlib.contextmanager
def swallowing():
    try:
        yield 1
    except ValueError:
        pass


class Manager:
    def __enter__(self):
        return 2

    def __exit__(self, kind, error, traceback):
        return kind is ValueError


def managed(n):
    total, manager = 0, Manager()
    for i in range(n):
        with manager as x:
            total += x
            if i % 3 == 0:
                raise ValueError
            total += 1
        if i % 1000 == 0:
            with swallowing() as y:
                total += y
                raise ValueError
    return total


def fails(n):
    table = [1] * (n - 100)
    total = 0
    for i in range(n):
        total += table[i]
    return total


def fails_below(n):
    def deeper(i):
        return 1 // (n - 100 - i)

    total = 0
    for i in range(n):
        try:
            total += deeper(i)
        except ZeroDivisionError as error:
            raise RuntimeError(i, total) from error
    return total


def fails_in_finally(n):
    log = []
    for i in range(n):
        try:
            if i == n - 5:
                return log, i
        finally:
            if i > n - 8:
                log.append(i)
            if i == n - 5:
                log[99]


def unbound(n):
    missing = 0
    for i in range(n):
        if i % 3 == 0:
            x = i
        if i % 3 == 1:
            del x
        try:
            x
        except UnboundLocalError:
            missing += 1
            x = 1.5
    del i
    try:
        return i
    except UnboundLocalError as error:
        return missing, x, str(error)


def never_bound(n):
    for i in range(n):
        if i == n - 1:
            return late
    late = 1


def locals_seen(n):
    seen = []

    def look():
        names = sys._getframe(1).f_locals
        seen.append((names["i"], names["total"], names.get("x")))

    total = 0
    for i in range(n):
        total += i
        if i % (n // 4) == 5:
            look()
            seen.append((sorted(locals()), stack()[0]))
        x = i / 2
    return seen


def mutated_locals(n):
    cell = 0

    def bump():
        nonlocal cell
        cell += 1

    for i in range(n):
        bump()
        if cell % 2:
            cell += 1
    return cell


def traced(n):
    events = []

    def tracer(frame, event, arg):
        events.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
        return tracer

    def switch(i):
        if i == n - 50:
            sys._getframe(1).f_trace = tracer
            sys.settrace(tracer)
        if i == n - 47:
            sys.settrace(None)
        return i

    total = 0
    for i in range(n):
        try:
            total += switch(i)
            if i % 2:
                raise ValueError
        except ValueError:
            total += 1
    return total, len(events), events[:30]


def generated(n):
    def numbers_of(k):
        for i in range(k):
            yield i * 2

    total = 0
    for i, (a, b) in enumerate(zip(numbers_of(n), (x * 3 for x in range(n)))):
        total += a - b + i
        total += sum(y for y in range(3))
    return total


def growing(n):
    items = [1]
    for item in items:
        if len(items) < n:
            items.append(item + 1)
    return len(items), items[-1]


def tables(n):
    counts = {}
    for i in range(n):
        key = str(i % 10)
        counts[key] = counts.get(key, 0) + 1
    total = 0
    for _ in range(n // 20):
        for key, value in counts.items():
            total += value + len(key)
    return counts, total


def alternating(n):
    values, total = [1, 2.5, "x", None, True], []
    for i in range(n):
        x = values[i * 7 % 5]
        try:
            y = x + 1
        except TypeError:
            y = x
        if i > n - 6:
            total.append(y)
    return total


def recursive(n, depth=0):
    total = 0
    for i in range(n):
        total += i
        if i % 50_000 == 49_999 and depth < 2:
            total += recursive(n // 2, depth + 1)
    return total


def returns_inside(n):
    for i in range(n):
        for j in range(10):
            if i * 10 + j == n * 9:
                return i, j
    return None


class Shape:
    side = 2

    def area(self):
        return self.side ** 2


class Square(Shape):
    def area(self):
        total = 0
        for i in range(LONG):
            total += super().area() + self.side
        return total


def interrupted(n):
    class Alarm(Exception):
        pass

    def handler(signum, frame):
        assert frame.f_code.co_name == "interrupted" and frame.f_locals["n"] == n
        raise Alarm

    old = signal.signal(signal.SIGALRM, handler)
    rounds = 0
    for _ in range(5):
        signal.setitimer(signal.ITIMER_REAL, 0.03)
        i = 0
        try:
            while True:
                i += 1
        except Alarm:
            rounds += i > 0
    signal.signal(signal.SIGALRM, old)
    return rounds


for function in (numbers, widening, overflowing, handled, managed, fails, fails_below, fails_in_finally, unbound, never_bound,
                 locals_seen, mutated_locals, traced, generated, growing, tables, alternating, recursive):
    once(function.__name__, function, LONG)
for function in (nested, returns_inside, interrupted):
    once(function.__name__, function, LONG // 10)
once("area", Square().area)
once("again", numbers, LONG)
once("again", handled, LONG)

# The same at module level, where locals are globals.
total, failures = 0, []
for i in range(LONG):
    total += i
    try:
        if i % 40_000 == 7:
            failures.append(unknown)
    except NameError as error:
        failures.append(str(error))
    if i == LONG - 3:
        del total
        total = 0.5
print(total, failures, i, sorted(name for name in globals() if len(name) == 1))


class Body:
    made = 0
    for step in range(LONG):
        made += step
    del step


print(Body.made, hasattr(Body, "step"))
try:
    for i in range(LONG):
        total += 1
        if i == LONG - 2:
            raise LookupError(total)
except LookupError as error:
    print(describe(error))
