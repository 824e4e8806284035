"""Tracing and monitoring switched on by a callee that then raises: its callers' events are those of the interpreter."""
import sys

from transcript import repeat

TOOL = 3
events = []


def tracer(frame, event, arg):
    if frame.f_code.co_filename == __file__:
        events.append((frame.f_code.co_name, event, frame.f_lineno, type(arg[1]).__name__ if event == "exception" else ""))
    return tracer


def trace_and_raise():
    frame = sys._getframe(1)
    while frame is not None:
        frame.f_trace = tracer
        frame = frame.f_back
    sys.settrace(tracer)
    raise ValueError


def monitor_and_raise():
    codes = {"uncovered", "two_up", "covered", "cleaned", "looping", "finished", "trace_and_raise", "monitored"}

    def note(kind):
        def callback(code, place, *rest):
            if code.co_filename == __file__ and code.co_name in codes:
                # The interpreter names an inline cache of the call where the callee was a function.
                events.append((kind, code.co_name, place if kind == "LINE" else list(code.co_positions())[place // 2]))
        return callback

    known = sys.monitoring.events
    kinds = ("RAISE", "PY_UNWIND", "PY_THROW", "EXCEPTION_HANDLED", "RERAISE", "PY_RETURN", "LINE", "PY_RESUME")
    kinds = [kind for kind in kinds if hasattr(known, kind)]
    for kind in kinds:
        sys.monitoring.register_callback(TOOL, getattr(known, kind), note(kind))
    sys.monitoring.set_events(TOOL, sum(getattr(known, kind) for kind in kinds))
    raise ValueError


def uncovered(start):
    x = 1
    start()
    return x


def two_up(start):
    return uncovered(start)


def covered(start):
    x = 0
    try:
        start()
    except ValueError:
        x = 1
    return x


def cleaned(start):
    x = 0
    try:
        try:
            two_up(start)
        finally:
            x = 2
    except (KeyError, ValueError) as error:
        x = str(error)
    return x


def looping(start):
    n = 0
    for i in range(3):
        try:
            start()
        except ValueError:
            n += 1
        finally:
            n += 2
    return n


def started(function, start):
    del events[:]
    try:
        result = function(start)
    except ValueError as error:
        result = str(error)
    sys.settrace(None)
    sys.monitoring.set_events(TOOL, 0)
    return result, events


def harmless():
    pass


sys.monitoring.use_tool_id(TOOL, "test")
for function in (uncovered, two_up, covered, cleaned, looping):
    for _ in range(2000):
        function(harmless)
    for start in (trace_and_raise, monitor_and_raise):
        repeat(started, function, start, times=6, label=f"{function.__name__} {start.__name__}")


# Deep enough that the frame fills a chunk of the data stack at some depth or other.
def deep(n):
    if n == 0:
        return covered(trace_and_raise)
    return deep(n - 1)


for depth in range(300, 340):
    sys.settrace(None)
    del events[:]
    deep(depth)
    sys.settrace(None)
    print(depth, len(events), events[:4])
