"""A long loop whose callee switches monitoring or tracing on and raises: whoever handles it, the events are exact."""
import sys
import types

TOOL = 3
events = []


def tracer(frame, event, arg):
    if frame.f_code.co_filename == __file__:
        events.append((frame.f_code.co_name, event, frame.f_lineno, type(arg[1]).__name__ if event == "exception" else ""))
    return tracer


def trace():
    frame = sys._getframe(1)
    while frame is not None:
        frame.f_trace = tracer
        frame = frame.f_back
    sys.settrace(tracer)


KINDS = ("RAISE", "PY_UNWIND", "EXCEPTION_HANDLED", "RERAISE", "PY_RETURN", "LINE")


def note(kind):
    def callback(code, place, *rest):
        if code.co_filename == __file__ and code.co_name != "once":
            where = place if kind == "LINE" else list(code.co_positions())[place // 2]
            events.append((kind, code.co_name, where, *(type(value).__name__ for value in rest)))
    return callback


def monitor():
    known = sys.monitoring.events
    for kind in KINDS:
        sys.monitoring.register_callback(TOOL, getattr(known, kind), note(kind))
    sys.monitoring.set_events(TOOL, sum(getattr(known, kind) for kind in KINDS))


class Managed:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        return kind is KeyError


def step(i, n, start):
    if i == n - 3:
        start()
        raise ValueError(i)
    return i


def inside(n, start):
    total = 0
    for i in range(n):
        try:
            total += step(i, n, start)
        except ValueError:
            total += 1
    return total


def finished(n, start):
    total = 0
    for i in range(n):
        try:
            total += step(i, n, start)
        finally:
            total += 1
    return total


def managed(n, start):
    total = 0
    for i in range(n):
        with Managed():
            total += step(i, n, start)
    return total


def chained(n, start):
    total = 0
    for i in range(n):
        try:
            total += step(i, n, start)
        except ValueError:
            try:
                total += step(n - 3, n, start)
            except ValueError as error:
                total -= error.args[0]
    return total


def once(function, start):
    del events[:]
    try:
        result = function(3_000_000, start)
    except ValueError as error:
        result = repr(error)
    sys.settrace(None)
    sys.monitoring.set_events(TOOL, 0)
    print(function.__name__, start.__name__, result)
    for event in events[:60]:
        print("   ", event)


sys.monitoring.use_tool_id(TOOL, "test")
for function in (inside, finished, managed, chained):
    for start in (trace, monitor):
        # Code of its own, so that the loop is entered while it runs.
        once(types.FunctionType(function.__code__.replace(), globals(), function.__name__), start)
