"""Many things at once: collections, switches, signals, tracing and forks in the middle of compiled loops.

Each program checks its own results. How long it goes on is its argument, in seconds.
"""

import pytest

WORK = '''
import gc, os, signal, sys, threading, time

UNTIL = time.monotonic() + float(sys.argv[1])
LEAST = 15      # steps that the main thread takes, however slow the machine
steps = 0

def going_on():
    return steps < LEAST or time.monotonic() < UNTIL

class Pair:
    def __init__(self, a, b):
        self.a, self.b = a, b
        self.me = self          # garbage that only the collector finds
    def total(self):
        return self.a + self.b

def numbers(n):
    total, half = 0, 0.0
    for i in range(n):
        total += i * 2
        half += i / 2
    return total, half

def objects(n):
    total = 0
    for i in range(n):
        pair = Pair(i, i + 1)
        total += pair.total()
    return total

def guarded(n):
    total = 0
    for i in range(n):
        try:
            if i % 3 == 0:
                raise ValueError(i)
            total += i
        except ValueError as error:
            total += error.args[0]
        finally:
            total += 1
    return total

def lists(n):
    items = [str(i) for i in range(n)]
    found = {}
    for i, item in enumerate(items):
        found.setdefault(len(item), []).append(i)
    return sum(len(group) for group in found.values()) + sum(map(len, items))

def recursive(n):
    return n if n < 2 else recursive(n - 1) + recursive(n - 2)

TASKS = [(numbers, 300), (objects, 60), (guarded, 90), (lists, 60), (recursive, 9)]
EXPECTED = [task(n) for task, n in TASKS]

def check():
    for (task, n), expected in zip(TASKS, EXPECTED):
        result = task(n)
        assert result == expected, (task.__name__, result, expected)

def rounds():
    while going_on():
        check()

def counted_rounds():
    global steps
    while going_on():
        check()
        steps += 1

def in_threads(count, work=rounds):
    failures = []
    def run():
        try:
            work()
        except BaseException as error:
            failures.append(repr(error))
    threads = [threading.Thread(target=run, daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    return threads, failures

def join(threads, failures):
    for thread in threads:
        thread.join()
    assert not failures, failures
'''

# Switched on and off by one thread while others are in the middle of their loops.
SWITCHED = """
        seen = set()
        def hook(frame, event, arg):
            seen.add(event)
            return hook
        threads, failures = in_threads(2)
        while going_on():
            steps += 1
            threading.{setter}_all_threads(hook)
            time.sleep(0.002)
            threading.{setter}_all_threads(None)
            time.sleep(0.01)
        join(threads, failures)
        assert {events} <= seen, seen
        """

PROGRAMS = {
    "collector": """
        gc.set_threshold(1)
        counted_rounds()
        """,
    "switches": """
        sys.setswitchinterval(1e-6)
        join(*in_threads(4, counted_rounds))
        """,
    "collector and switches": """
        sys.setswitchinterval(1e-6)
        gc.set_threshold(2, 2, 2)
        join(*in_threads(3, counted_rounds))
        """,
    "tracing": SWITCHED.format(setter="settrace", events={"call", "line", "return", "exception"}),
    "profiling": SWITCHED.format(setter="setprofile", events={"call", "return", "c_call", "c_return"}),
    "monitoring": """
        M, seen = sys.monitoring, set()
        M.use_tool_id(1, "stress")
        for event in M.events.__dict__:
            if event.isupper() and event != "NO_EVENTS":
                def note(*args, event=event):
                    seen.add(event)
                M.register_callback(1, getattr(M.events, event), note)
        every = [M.events.PY_START | M.events.PY_RETURN, M.events.LINE,
                 M.events.CALL | M.events.C_RETURN | M.events.C_RAISE,
                 M.events.RAISE | M.events.EXCEPTION_HANDLED, M.events.JUMP | M.events.BRANCH]
        threads, failures = in_threads(2)
        while going_on():
            steps += 1
            M.set_events(1, every[steps % len(every)])
            time.sleep(0.002)
            M.set_events(1, 0)
            M.set_local_events(1, guarded.__code__, every[steps % 2])
            time.sleep(0.005)
            M.set_local_events(1, guarded.__code__, 0)
            time.sleep(0.005)
        join(threads, failures)
        assert {"PY_START", "PY_RETURN", "LINE", "CALL", "RAISE", "JUMP"} <= seen, seen
        """,
    "signals": """
        count = 0
        def handler(signum, frame):
            global count
            count += 1
            assert frame.f_lineno is not None and isinstance(frame.f_locals, dict)
            numbers(5)
        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
        counted_rounds()
        signal.setitimer(signal.ITIMER_REAL, 0)
        assert count > 10, count
        """,
    "signals that raise": """
        class Alarm(Exception):
            pass
        def handler(signum, frame):
            raise Alarm
        signal.signal(signal.SIGALRM, handler)
        while going_on():
            try:
                signal.setitimer(signal.ITIMER_REAL, 0.0002 + steps * 0.000_037 % 0.003)
                while True:
                    check()
            except Alarm as alarm:
                steps += 1
                step = alarm.__traceback__
                while step is not None:
                    assert step.tb_lineno is not None
                    step = step.tb_next
        """,
    "exceptions from another thread": """
        import ctypes
        class Stop(Exception):
            pass
        ready = threading.Event()
        def work():
            global steps
            while going_on():
                try:
                    ready.set()
                    rounds()
                except Stop:
                    steps += 1
        def quiet():
            while True:
                try:
                    return work()
                except Stop:
                    pass
        threads, failures = in_threads(1, quiet)
        ready.wait()
        while threads[0].is_alive():
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(threads[0].ident), ctypes.py_object(Stop))
            time.sleep(0.003)
        join(threads, failures)
        """,
    "changes from another thread": """
        threads, failures = in_threads(2)
        kept = Pair.total, numbers.__code__
        def other(self):
            return self.b + self.a
        while going_on():
            steps += 1
            Pair.total = other if steps % 2 else kept[0]
            Pair.extra = steps
            globals()["extra"] = steps
            recursive.__defaults__ = (steps,)
            recursive.__defaults__ = None
            numbers.__code__ = kept[1].replace(co_name=f"numbers{steps}")
            time.sleep(0.001)
        join(threads, failures)
        """,
    "forks": """
        def churn():
            step = 0
            while going_on():
                step += 1
                namespace = {}
                exec(f"def f(n):\\n    t = {step}\\n    for i in range(n):\\n        t += i\\n    return t", namespace)
                for _ in range(3):
                    assert namespace["f"](2000) == step + sum(range(2000))
        threads, failures = in_threads(1, churn)
        while going_on():
            child = os.fork()
            if child == 0:
                try:
                    for _ in range(5):
                        check()
                    os._exit(0)
                finally:
                    os._exit(1)
            assert os.waitpid(child, 0)[1] == 0
            check()
            steps += 1
        join(threads, failures)
        """,
}


@pytest.mark.parametrize("mode", ["2", "auto"])
@pytest.mark.parametrize("name", PROGRAMS)
def test_stress(runner, name, mode):
    lines = PROGRAMS[name].strip("\n").split("\n")
    indent = len(lines[0]) - len(lines[0].lstrip())
    program = runner.write("program.py", WORK + "\n".join(line[indent:] for line in lines))
    environment = {"ANDIRON": "1", "ANDIRON_COMPILE": mode}
    done = runner.process("-W", "ignore::DeprecationWarning", str(program), "0.5", environment=environment)
    assert (done.status, done.err) == (0, "")


# The system copies the process page by page while our threads run on: a child must not see half of what they did.
FORKS_BY_C = """
import ctypes, os, sys, time
import andiron
from andiron import _andiron as native

C = ctypes.PyDLL(None)
ballast = bytearray(200 << 20)
ballast[:: 4096] = b"1" * (len(ballast) // 4096)   # so many pages to copy, which takes milliseconds

def fresh():
    namespace = {}
    exec("def work(n):\\n    t = 0\\n    for i in range(n):\\n        t += i\\n    return t", namespace)
    return namespace["work"]

def run(work, seconds):
    end = time.process_time() + seconds
    while time.process_time() < end and not andiron.is_compiled(work):
        work(1000)
    return andiron.is_compiled(work)

run(fresh(), 5)
for i in range(100):
    work = fresh()
    run(work, 0.01)
    child = C.fork()
    if child == 0:
        native.resume_in_child()
        os._exit(0 if run(work, 5) else 1)
    assert os.waitpid(child, 0)[1] == 0, f"the {i}th child compiles nothing"
"""


def test_forks_by_c(runner):
    done = runner.process("-c", FORKS_BY_C, environment={"ANDIRON": "1"})
    assert (done.status, done.err) == (0, "")
