"""Call events of sys.monitoring: functions are no C functions, however they are run; on and off, global and local."""
import functools
import sys

from transcript import repeat

M = sys.monitoring
TOOL = 3
M.use_tool_id(TOOL, "test")
events = []


def plain(x, y=1):
    return x + y


def collecting(*args, **kwargs):
    return len(args) + len(kwargs)


def raising(x):
    raise ValueError(x)


class Adder:
    def __init__(self, n):
        self.n = n

    def add(self, x):
        return self.n + x

    @classmethod
    def make(cls, n):
        return cls(n)

    @staticmethod
    def static(x):
        return x

    @property
    def double(self):
        return self.n * 2

    def __call__(self, x):
        return x


def calls(x):
    adder = Adder.make(x)
    total = plain(x) + plain(x, y=2) + plain(*(x, 3)) + plain(**{"x": x})
    total += collecting(1, 2, a=3) + adder.add(x) + Adder.add(adder, x) + adder.static(x) + adder.double + adder(x)
    total += len([x]) + max(x, 1) + functools.partial(plain, x)()
    total += sum(map(plain, [x, x])) + (lambda y: y)(x) + sum(plain(i) for i in range(2))
    try:
        raising(x)
    except ValueError:
        total += 1
    try:
        int("x")
    except ValueError:
        total += 1
    return total


def name(callable):
    return getattr(callable, "__qualname__", type(callable).__qualname__)


def note(kind):
    def callback(code, offset, callable, argument):
        if code.co_name in ("calls", "make", "monitored"):
            events.append((kind, code.co_name, name(callable)))
    return callback


for kind in ("CALL", "C_RETURN", "C_RAISE"):
    M.register_callback(TOOL, getattr(M.events, kind), note(kind))
ALL = M.events.CALL | M.events.C_RETURN | M.events.C_RAISE


def monitored(function, switch_on, switch_off):
    events.clear()
    switch_on()
    result = function(5)
    switch_off()
    return result, list(events)


def on():
    M.set_events(TOOL, ALL)


def off():
    M.set_events(TOOL, 0)


def local_on():
    M.set_local_events(TOOL, calls.__code__, M.events.CALL)


def local_off():
    M.set_local_events(TOOL, calls.__code__, 0)


def nothing():
    pass


for _ in range(2):
    repeat(calls, 5, times=2500)
    repeat(monitored, calls, on, off, times=5)
    repeat(monitored, calls, local_on, local_off, times=5)
    repeat(monitored, calls, nothing, nothing, times=3)


# Functions made while the events are on, and code objects that die with theirs on.
def made():
    return lambda x: plain(x)


def monitored_made(n):
    events.clear()
    on()
    functions = [made() for _ in range(n)]
    total = sum([function(1) for function in functions])
    off()
    total += sum([function(1) for function in functions])
    return total, len(events)


repeat(monitored_made, 5, times=20)


def dying(n):
    namespace = {"plain": plain}
    exec(f"def calls(x):\n    return plain(x) + {n}\n", namespace)
    function = namespace.pop("calls")
    M.set_local_events(TOOL, function.__code__, M.events.CALL)
    events.clear()
    return function(n), list(events)


for n in range(3):
    repeat(dying, n, times=5)
repeat(calls, 5, times=2500)
print(type(M.set_events), M.set_events.__name__, M.set_events.__doc__, M.set_events.__text_signature__)
