"""`prepare()` beside the compiler and lazy imports, before and after it, in the master and in workers."""

from __future__ import annotations

import pytest

BUSY = """
    import os, sys, time
    import andiron
    from andiron import prefork

    limit, table = 3, {"a": 1}

    class Point:
        def __init__(self, x, y): self.x, self.y = x, y
        def length(self): return self.x * self.x + self.y * self.y

    def total(points):
        result = 0
        for point in points:
            result += point.length() + limit
        return result

    def text(n):
        result = ""
        for i in range(n):
            result += str(i)
        return result

    def fails(n):
        try:
            return table[n]
        except KeyError as error:
            return str(error)

    points = [Point(n, n + 0.5) for n in range(50)]

    def run():
        return total(points), len(text(200)), fails("a"), fails("b")

    def busy():
        end = time.process_time() + 0.3
        while time.process_time() < end:
            run()

    expected = run()
    prefork.prepare(busy)

    def change(who):
        global limit
        assert run() == expected
        limit = 4
        assert run()[0] == expected[0] + 50
        Point.length = lambda self: 0
        table["b"] = 2
        assert run() == (200, 490, 1, 2), run()
        total.__code__ = (lambda points: "code").__code__
        assert run()[0] == "code"
        busy()
        print(who, flush=True)

    if not os.fork():
        change("worker")
        sys.exit()
    assert os.waitstatus_to_exitcode(os.wait()[1]) == 0
    change("master")
    """


@pytest.mark.parametrize("mode", [None, "auto", "all", "2", "50"])
def test_compiled_code_follows_what_changes(program, mode):
    environment = {"ANDIRON": "1", "ANDIRON_COMPILE": mode} if mode else {}
    assert program(BUSY, environment=environment) == ["worker", "master"]


def test_the_compiler_can_be_enabled_and_disabled_after(program):
    assert program(
        """
        import os, sys
        import andiron
        from andiron import prefork
        def early(n): return n + 1
        prefork.prepare()
        def late(n): return n + 2
        for who in ("worker", "master"):
            if who == "worker" and os.fork():
                assert os.waitstatus_to_exitcode(os.wait()[1]) == 0
                continue
            andiron.enable("all")
            answers = early(1), late(1), andiron.is_compiled(early), andiron.is_compiled(late)
            andiron.disable()
            print(who, answers, early(1), late(1), andiron.is_compiled(early), flush=True)
            if who == "worker":
                sys.exit()
        """
    ) == [f"{who} (2, 3, True, True) 2 3 False" for who in ("worker", "master")]


def test_a_queue_of_compilations_is_awaited(program):
    lines = program(
        """
        import time
        import andiron
        from andiron import prefork
        andiron.enable()
        source = "def f{0}(n):\\n    t = 0\\n    for i in range(n): t += i * {0} % 7\\n    return t\\n"
        names = {}
        exec("".join(source.format(n) for n in range(8)), names)
        def warm_up():
            end = time.process_time() + 1
            while time.process_time() < end:
                for n in range(8):
                    names["f%d" % n](300)
        report = prefork.prepare(warm_up)
        print(andiron.stats().pending, report.compiled >= 4)
        """
    )
    assert lines == ["0 True"]


def test_workers_compile_what_stands_out_and_nothing_else(program):
    """What a worker compiles is its own, and a little of everything is not worth it."""
    assert program(
        """
        import os, sys, time
        import andiron
        from andiron import prefork
        andiron.enable()
        source = "def f{0}(n):\\n    t = 0\\n    for i in range(n): t += i * {0} % 7\\n    return t\\n"
        names = {}
        exec("".join(source.format(n) for n in range(101)), names)
        flat = [names["f%d" % n] for n in range(100)]
        def everything(seconds):
            end = time.process_time() + seconds
            while time.process_time() < end:
                for function in flat: function(40)
        def hot():
            end = time.process_time() + 20
            while not andiron.is_compiled(names["f100"]) and time.process_time() < end:
                names["f100"](3000)
        def compiled():
            return sum(andiron.is_compiled(function) for function in flat)
        prefork.prepare(lambda: everything(1))
        print(compiled() < 5, flush=True)
        if not os.fork():
            everything(2)
            print(compiled() < 5)
            hot()
            print(andiron.is_compiled(names["f100"]), flush=True)
            sys.exit()
        print(os.waitstatus_to_exitcode(os.wait()[1]))
        """
    ) == ["True", "True", "True", "0"]


def test_pending_lazy_imports_stay_pending(program):
    """What the warm-up used is there; what it did not use is imported by whoever uses it first."""
    program.runner.write("used.py", "value = ['used']\n")
    program.runner.write("unused.py", "import os\nvalue = [os.getpid()]\n")
    program.runner.write(
        "application.py", "import used\nimport unused\ndef serve(n): return used.value if n else unused.value\n"
    )
    assert program(
        """
        import os, sys
        import application
        from andiron import lazy_imports, prefork
        report = prefork.prepare(lambda: application.serve(1))
        print(sys.getrefcount(application.serve(1)) > 1000, "unused" in sys.modules, len(lazy_imports.pending()) > 0)
        sys.stdout.flush()
        for who in ("worker", "master"):
            if who == "worker" and os.fork():
                assert os.waitstatus_to_exitcode(os.wait()[1]) == 0
                continue
            print(who, application.serve(0) == [os.getpid()], application.unused is sys.modules["unused"], flush=True)
            if who == "worker":
                sys.exit()
        """,
        environment={"ANDIRON_LAZY_IMPORTS": "all", "PYTHONPATH": "."},
    ) == ["True False True", "worker True True", "master True True"]


def test_multiprocessing_forks(program):
    assert program(
        """
        import multiprocessing
        from andiron import prefork
        kept = [[n] for n in range(1000)]
        def work(n):
            import gc
            return kept[n], gc.isenabled()
        if __name__ == "__main__":
            prefork.prepare()
            context = multiprocessing.get_context("fork")
            with context.Pool(2) as pool:
                print(pool.map(work, [1, 2, 3]))
            process = context.Process(target=print, args=("process",))
            process.start()
            process.join()
            print(process.exitcode)
        """
    ) == ["[([1], True), ([2], True), ([3], True)]", "process", "0"]
