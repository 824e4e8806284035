"""sys.setprofile around and inside hot code, with C calls and exceptions."""
import sys
import threading

from transcript import repeat

events = []


def profiler(frame, event, arg):
    if frame.f_code.co_filename == __file__:
        events.append((frame.f_code.co_name, event, getattr(arg, "__name__", None)))


def callee(x):
    return len(str(x))


def loop(on, off):
    total = 0
    for i in range(2000):
        if i == on:
            sys.setprofile(profiler)
        total += callee(i)
        if i == off:
            sys.setprofile(None)
    return total


def failing():
    sys.setprofile(profiler)
    try:
        int("x")
    except ValueError:
        pass
    sys.setprofile(None)


def run(function, *args):
    events.clear()
    return function(*args), len(events), events[:10]


repeat(run, loop, -1, -1, times=10, label="none")
repeat(run, loop, 1000, 1001, times=5, label="two turns")
repeat(run, failing, times=20, label="failing")
