"""Fixtures: both ways to run a program, and an environment without Andiron's variables."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Outcome:
    """How a process ended, with what differs between any two runs (addresses) blotted out."""

    status: int
    out: str
    err: str


class Runner:
    """Runs programs as `python` does and as `python -m andiron` does, in one directory."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def write(self, name: str, text: str) -> Path:
        path = self.directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def process(
        self,
        *arguments: str,
        stdin: str | None = None,
        environment: dict[str, str] | None = None,
        python: str = sys.executable,
    ) -> Outcome:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("ANDIRON", "PYTHON"))}
        done = subprocess.run(
            [python, *arguments],
            input="" if stdin is None else stdin,
            capture_output=True,
            text=True,
            cwd=self.directory,
            env=clean | (environment or {}),
            timeout=60,
        )
        blot = re.compile(r"0x[0-9a-f]{6,}")
        return Outcome(done.returncode, blot.sub("0x…", done.stdout), blot.sub("0x…", done.stderr))

    def plain(self, *arguments: str, flags: tuple[str, ...] = (), **how) -> Outcome:
        return self.process(*flags, *arguments, **how)

    def andiron(self, *arguments: str, flags: tuple[str, ...] = (), options: tuple[str, ...] = (), **how) -> Outcome:
        return self.process(*flags, "-m", "andiron", *options, *arguments, **how)

    def same(self, *arguments: str, **how) -> Outcome:
        """Runs it both ways, checks that nothing differs, and returns the outcome."""
        plain, andiron = self.plain(*arguments, **how), self.andiron(*arguments, **how)
        assert andiron == plain
        return plain


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)
