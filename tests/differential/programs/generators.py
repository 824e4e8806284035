"""Generators driven from hot functions: for, next, send, throw, close, yield from, return values."""
from transcript import repeat

log = []


def numbers(n):
    try:
        for i in range(n):
            got = yield i
            if got:
                log.append(got)
    except ValueError as error:
        yield ("caught", str(error))
    finally:
        log.append("closed")
    return "result"


def delegate(n):
    value = yield from numbers(n)
    yield value


def sums(n):
    return sum(numbers(n)), list(delegate(n)), [x for x in numbers(n) if x % 2], sum(x * x for x in numbers(n))


def driven():
    g = numbers(5)
    out = [next(g), g.send("hello"), g.throw(ValueError("v"))]
    try:
        next(g)
    except StopIteration as stop:
        out.append(stop.value)
    return out, next(g, "over")


def broken_off():
    for x in numbers(10):
        if x == 3:
            break
    g = numbers(3)
    next(g)
    g.close()
    return x


def raising():
    def inner():
        yield 1
        raise KeyError("inside")

    total = 0
    for x in inner():
        total += x
    return total


def stop_inside():
    def inner():
        yield 1
        raise StopIteration

    return list(inner())


def reentrant():
    def inner():
        yield next(g)

    g = inner()
    return next(g)


def state():
    g = numbers(2)
    before = g.gi_frame is not None, g.gi_running
    list(g)
    return before, g.gi_frame, g.gi_code.co_name


def run(function, *args):
    log.clear()
    return function(*args), list(log)


for call in ((sums, 6), (driven,), (broken_off,), (raising,), (stop_inside,), (reentrant,), (state,)):
    repeat(run, *call, times=800, label=call[0].__name__)
