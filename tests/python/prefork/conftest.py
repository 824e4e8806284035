"""Programs that prepare themselves, each in a process of its own."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest


class Program:
    """Runs a text as a program."""

    def __init__(self, runner) -> None:
        self.runner = runner

    def __call__(self, text: str, *flags: str, environment: dict[str, str] | None = None) -> list[str]:
        """The lines it printed; it must end well and leave nothing on stderr."""
        done = self.outcome(text, *flags, environment=environment)
        assert (done.status, done.err) == (0, ""), done.err
        return done.out.splitlines()

    def outcome(self, text: str, *flags: str, environment: dict[str, str] | None = None):
        path: Path = self.runner.write("program.py", textwrap.dedent(text))
        return self.runner.process(*flags, str(path), environment=environment)


@pytest.fixture
def program(runner) -> Program:
    return Program(runner)
