"""sys.settrace switched on in the middle of hot loops, in callees, and off again."""
import sys

from transcript import repeat

events = []


def tracer(frame, event, arg):
    if frame.f_code.co_filename == __file__:
        events.append((frame.f_code.co_name, event, frame.f_lineno))
    return tracer


def callee(x):
    y = x + 1
    return y


def loop(on, off):
    total = 0
    for i in range(2000):
        if i == on:
            sys.settrace(tracer)
            sys._getframe().f_trace = tracer
        total += callee(i)
        if i == off:
            sys.settrace(None)
    return total


def raising():
    sys.settrace(tracer)
    try:
        callee("x")
    except TypeError:
        pass
    sys.settrace(None)
    return "done"


def jump():
    def jumper(frame, event, arg):
        if event == "line" and frame.f_lineno == first + 3:
            frame.f_lineno = first + 4
        return jumper

    def body():
        x = 1
        x = 2
        x = 100
        return x

    first = body.__code__.co_firstlineno
    plain = [body() for _ in range(3000)][-1]
    sys.settrace(jumper)
    result = body()
    sys.settrace(None)
    return plain, result


def run(function, *args):
    events.clear()
    return function(*args), len(events), events[:14], events[-3:]


repeat(run, loop, -1, -1, times=10, label="no trace")
for on, off in ((0, 0), (1000, 1002), (1999, 1999)):
    repeat(run, loop, on, off, times=5, label=f"{on} {off}")
repeat(run, raising, times=20, label="raising")
repeat(jump, times=3)
