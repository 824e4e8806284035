"""sys._getframe, inspect.stack, f_back, f_lineno, f_locals of callers that are running."""
import inspect
import sys

from transcript import repeat, stack


def look():
    frame = sys._getframe(1)
    return frame.f_code.co_name, frame.f_lineno, dict(frame.f_locals), sorted(frame.f_back.f_locals)[:3]


def locals_of_loop(n):
    total, ratio, text = 0, 0.5, "t"
    seen = None
    for i in range(n):
        total += i
        ratio *= 1.5
        if i == n - 2:
            seen = look()
    return seen


def closure_locals():
    a, b = 1, 2.5

    def inner():
        nonlocal a
        a += 1
        return look()

    return inner(), look()


def unbound_locals(flag):
    if flag:
        x = 1
    return look()


def stack_of(n):
    return stack_of(n - 1) if n else stack()


def by_inspect():
    return [(info.function, info.lineno) for info in inspect.stack()[:2]], inspect.currentframe().f_lineno


def arguments(a, *args, b=2, **rest):
    a = a + 1
    return look()


def kept_frame():
    x = 10
    frame = sys._getframe()
    x = 20
    return frame


def code_and_last():
    frame = sys._getframe()
    return frame.f_code is code_and_last.__code__, frame.f_lasti > 0, frame.f_globals is globals(), frame.f_trace


repeat(locals_of_loop, 50, times=300)
repeat(closure_locals)
repeat(unbound_locals, 0)
repeat(unbound_locals, 1)
repeat(stack_of, 6, times=500)
repeat(by_inspect, times=100)
repeat(arguments, 1, 2, 3, c=4)
repeat(lambda: sorted(kept_frame().f_locals.items(), key=str)[1], label="kept frame")
repeat(code_and_last)
