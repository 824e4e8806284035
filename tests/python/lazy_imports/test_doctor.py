"""`python -m andiron.lazy_imports doctor`."""

from __future__ import annotations

import sys

import pytest

# `first` must have run before `second`, and nothing says so but the order of `app`'s statements.
ORDERED = {
    "app": "import first, second, other1, other2\ndef f(): return first\nprint(second.value, other1.f(), other2.f())",
    "first": "import sys\nsys.mark = 1",
    "second": "import sys\nvalue = getattr(sys, 'mark', 0)",
    "other1": "import fractions\ndef f(): return fractions.__name__",
    "other2": "import colorsys\ndef f(): return colorsys.__name__",
}


def doctor(programs, *command: str):
    return programs.runner.process("-m", "andiron.lazy_imports", *command)


def test_finds_the_package(programs):
    programs.write(ORDERED)
    done = doctor(programs, "doctor", "--", sys.executable, "-c", "import app")
    assert done.status == 1 and done.out.endswith("ANDIRON_LAZY_IMPORTS=all,-app\n")
    setting = done.out.rpartition("=")[2].strip()
    assert programs.run(ANDIRON_LAZY_IMPORTS=setting) == programs.run()


def test_nothing_to_find(programs):
    programs.write({"app": "import fractions\ndef f(): return fractions.Fraction(1, 2)\nprint(f())"})
    done = doctor(programs, "doctor", sys.executable, "-c", "import app")
    assert (done.status, done.out.splitlines()[-1]) == (0, "ANDIRON_LAZY_IMPORTS=all")


def test_unsteady_commands(programs):
    done = doctor(programs, "doctor", "--", sys.executable, "-c", "import os; print(os.getpid())")
    assert done.status == 2 and "each time" in done.out


@pytest.mark.parametrize("arguments", [(), ("doctor",), ("doctor", "--"), ("nurse", "x"), ("--help",)])
def test_usage(programs, arguments):
    done = doctor(programs, *arguments)
    assert done.status == (0 if arguments == ("--help",) else 2) and done.out.startswith("usage: ")


def test_smallest():
    from andiron.lazy_imports.__main__ import smallest

    for needed in ([], ["c"], ["a", "h"], list("abcdefgh")):
        assert smallest(list("abcdefgh"), lambda names, needed=needed: set(needed) <= set(names)) == needed
