"""Programs that must do the same with imports done at once and put off, with the compiler and without."""

from __future__ import annotations

import sys
import textwrap

import pytest

if hasattr(sys, "set_lazy_imports"):
    # Python has them itself, and what is Andiron's is another thing.
    collect_ignore_glob = ["test_[!p]*", "test_patterns.py", "test_processes.py"]
elif sys.version_info >= (3, 13):
    # What native code does beside lazy imports is for 3.12 and, some of it, 3.13.
    collect_ignore = ["test_collector.py"]
    if sys.version_info >= (3, 14):
        collect_ignore += ["test_ending.py", "test_patterns.py"]

LAZY = {"ANDIRON_LAZY_IMPORTS": "all"}
WAYS = {"lazy": LAZY, "lazy, compiled": LAZY | {"ANDIRON": "1", "ANDIRON_COMPILE": "all"}}


class Programs:
    """Writes modules and runs `import app` in all ways."""

    def __init__(self, runner) -> None:
        self.runner = runner

    def write(self, modules: dict[str, str]) -> None:
        for name, text in modules.items():
            self.runner.write(name if "." in name else f"{name}.py", textwrap.dedent(text))

    def run(self, code: str = "import app", flags: tuple[str, ...] = (), **environment: str):
        return self.runner.process(*flags, "-c", code, environment=environment)

    def same(self, code: str = "import app", flags: tuple[str, ...] = (), **modules: str):
        """Runs it in all ways; nothing may differ. Returns how it ended."""
        self.write(modules)
        eager = self.run(code, flags)
        for way, environment in WAYS.items():
            outcome = self.run(code, flags, **environment)
            assert (way, outcome) == (way, eager)
        return eager

    def lazy(self, code: str = "import app", **modules: str) -> str:
        """What it prints with imports put off, which must not depend on the compiler; it must succeed."""
        self.write(modules)
        outcomes = [self.run(code, **environment) for environment in WAYS.values()]
        assert outcomes[0] == outcomes[1]
        assert (outcomes[0].status, outcomes[0].err) == (0, "")
        return outcomes[0].out


@pytest.fixture
def programs(runner) -> Programs:
    return Programs(runner)


@pytest.fixture
def lazy(programs):
    return programs.lazy


@pytest.fixture
def same(programs):
    return programs.same
