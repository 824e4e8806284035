"""The `.pth` file: nothing when unset, everything when ANDIRON=1, silence when it cannot help."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

ENABLED = "import sys; a = sys.modules.get('andiron'); print(a and a.is_enabled())"
LINE = (Path(__file__).resolve().parents[2] / "python/wheel-data/purelib/andiron-start.pth").read_text()


def test_unset_imports_nothing(runner):
    assert runner.process("-c", ENABLED).out == "None\n"


def test_enables(runner):
    assert runner.process("-c", ENABLED, environment={"ANDIRON": "1"}).out == "True\n"


def test_kill_switch(runner):
    code = """\
import andiron
andiron.enable("all")
@andiron.jit
def f(): return 1
print(f(), andiron.compile(f), andiron.is_compiled(f), andiron.is_enabled(), andiron.stats().compiled)
with andiron.paused(): f()
import sys
print("andiron._andiron" in sys.modules)
"""
    done = runner.process("-c", code, environment={"ANDIRON": "0"})
    assert (done.out, done.err) == ("1 False False False ()\nFalse\n", "")


def test_mode_and_stats(runner):
    environment = {"ANDIRON": "1", "ANDIRON_COMPILE": "all", "ANDIRON_STATS": "1"}
    assert runner.process("-c", "pass", environment=environment).err.startswith("andiron: ")
    runner.process("-c", "pass", environment=environment | {"ANDIRON_STATS": "out.json"})
    assert (runner.directory / "out.json").read_text().startswith("{")
    runner.process("-c", "pass", environment=environment | {"ANDIRON_STATS": "out.txt"})
    assert (runner.directory / "out.txt").read_text().startswith("andiron: ")


def test_wrong_mode_is_one_line(runner):
    done = runner.process("-c", "print(1)", environment={"ANDIRON": "1", "ANDIRON_COMPILE": "loud"})
    assert done.status == 0 and done.out == "1\n"
    assert done.err.startswith("andiron: ANDIRON_COMPILE: ") and done.err.count("\n") == 1


def test_line_is_silent_where_the_package_is_gone(runner):
    code = f"import sys; sys.modules['andiron'] = None\nexec({LINE!r}); print('still here')"
    done = runner.process("-S", "-c", code, environment={"ANDIRON": "1"})
    assert (done.out, done.err) == ("still here\n", "")


def test_unset_costs_under_a_millisecond():
    # What site does with the line, measured here: a whole process is too noisy.
    started = time.perf_counter()
    for _ in range(100):
        exec(LINE)
    assert (time.perf_counter() - started) / 100 < 0.001


@pytest.mark.parametrize("first", ["inspect", "colorsys", "andiron", "andiron.lazy_imports", "andiron._engine"])
def test_lazy_imports_begin_with_the_first_module(runner, first):
    """Whichever it is."""
    code = f"import {first}, textwrap, andiron.lazy_imports as l; print(l.is_enabled(), bool(l.pending()))"
    done = runner.process("-c", code, environment={"ANDIRON_LAZY_IMPORTS": "all"})
    assert (done.out, done.err) == ("True True\n", "")
