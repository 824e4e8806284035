"""Compiled code lives as long as its code object, and keeps nothing alive that would die otherwise."""

import textwrap

import pytest

PRELUDE = """
import gc, sys, weakref
from andiron import _andiron

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096

def settle():
    gc.collect()
    _andiron.wait_idle()
    for _ in range(3):      # dead code is unmapped at the next safe point
        sum(range(1000))
        (lambda: None)()

def code_bytes():
    settle()
    return _andiron.stats()["code_bytes"]
"""

KINDS = {
    "exec": """
        def once(i):
            namespace = {}
            exec(f"def f(a):\\n    for i in range(3):\\n        a += i * {i}\\n    return a", namespace)
            return namespace["f"](1) + namespace["f"](2) + namespace["f"](3)
    """,
    "lambda": """
        def once(i):
            function = eval(f"lambda x, y={i}: x + y")
            return function(1) + function(2) + function(3)
    """,
    "closure": """
        def once(i):
            namespace = {}
            exec("def outer(n):\\n    def inner(x):\\n        return x + n\\n    return inner", namespace)
            inner = namespace["outer"](i)
            return inner(1) + inner(2) + inner(3)
    """,
    "recursive": """
        def once(i):
            namespace = {}
            exec(f"def f(n):\\n    return {i} if n == 0 else f(n - 1)", namespace)
            return namespace["f"](5)
    """,
    "class": """
        SOURCE = '''
        class C:
            factor = 2
            def __init__(self, n):
                self.n = n
            def method(self, depth, default=[]):
                return C(self.n).twice if depth == 0 else self.method(depth - 1) + self.factor
            @property
            def twice(self):
                return self.n * 2
        def run(n):
            return sum([C(i).method(2) for i in range(n)])
        '''
        def once(i):
            namespace = {"__name__": "made"}
            exec(textwrap.dedent(SOURCE), namespace)
            return namespace["run"](4)
        import textwrap
    """,
}


@pytest.mark.parametrize("kind", KINDS)
def test_dropped_functions_leave_no_code(runner, kind):
    program = runner.write("program.py", PRELUDE + textwrap.dedent(KINDS[kind]) + textwrap.dedent("""
        for i in range(12):
            once(i)
        before = code_bytes()
        compiled = len(_andiron.stats()["compiled"])
        memory = resident()
        for i in range(100):
            once(i)
        assert len(_andiron.stats()["compiled"]) >= compiled + 80
        after = code_bytes()
        assert after <= before + 20_000, (before, after)
        assert resident() - memory < 4 << 20, (memory, resident())
    """))
    done = runner.process(str(program), environment={"ANDIRON": "1", "ANDIRON_COMPILE": "2"})
    assert (done.status, done.err) == (0, "")


def test_code_bytes_fall_with_the_function(runner):
    program = runner.write("program.py", PRELUDE + textwrap.dedent("""
        import andiron
        def made():
            namespace = {}
            exec("def f(a, b):\\n    return [a + b for _ in range(a)]", namespace)
            return namespace["f"]
        function = made()
        start = code_bytes()
        andiron.compile(function)
        full = code_bytes()
        assert full > start
        del function
        assert code_bytes() == start, (start, full, code_bytes())
    """))
    done = runner.process(str(program))
    assert (done.status, done.err) == (0, "")


def test_numbers_shown_at_safepoints_are_released(runner):
    # Locals in registers are boxed into the frame for a signal handler; the frame goes without them otherwise.
    program = runner.write("program.py", textwrap.dedent("""
        import signal, sys
        def f(n):
            x = 1_000_000
            i = 0
            while i < n:
                y = x + 3
                x = y
                i = i + 1
            return i
        handled = 0
        def handler(signum, frame):
            global handled
            handled += 1
        f(1000), f(1000), f(1000)
        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
        before = None
        for i in range(4000):
            f(100_000)
            if i == 50 or before is None and handled > 20:
                before = sys.getallocatedblocks()
            if before is not None and handled > 320:
                break
        signal.setitimer(signal.ITIMER_REAL, 0)
        after = sys.getallocatedblocks()
        assert handled > 100, handled
        assert after - before < 40, (before, after, handled)
    """))
    done = runner.process(str(program), environment={"ANDIRON": "1", "ANDIRON_COMPILE": "2"})
    assert (done.status, done.err) == (0, "")


@pytest.mark.parametrize("mode", ["auto", "all"])
def test_calls_across_the_edge_of_a_chunk_of_frames_map_no_memory(runner, mode):
    done = runner.process(
        "-m",
        "andiron",
        "--compile",
        mode,
        "-c",
        textwrap.dedent("""
        import resource

        def inner(a):
            return a

        def loop(calls):
            total = 0
            for i in range(calls):
                total += inner(inner(i))
            return total

        def down(depth, calls):
            return loop(calls) if depth == 0 else down(depth - 1, calls)

        def faults(depth):
            before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
            down(depth, 1000)
            return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

        # Frames of `down` are smaller than a chunk by far, so some depth ends at the edge of one.
        for depth in range(300):
            down(depth, 3)
        print(sorted(faults(depth) for depth in range(300))[-3] < 100)
        """),
    )
    assert (done.out, done.err) == ("True\n", "")
