"""`tools/check_environment.sh`: what is missing is said in one sentence, before anything is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECK = Path(__file__).resolve().parents[2] / "tools/check_environment.sh"
PYTHON = os.path.realpath(sys.executable)
RUST = {"cargo": "", "rustc": "echo rustc 99.0.0"}


def check(folder: Path, programs: dict[str, str], **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the script with nothing on PATH but the shell's usual tools and these programs, written in shell."""
    for tool in ("sh", "cat", "cut", "dirname", "head", "sed", "sort"):
        (folder / tool).symlink_to(str(shutil.which(tool)))
    for name, text in programs.items():
        (folder / name).write_text(f"#!/bin/sh\n{text}\n")
        (folder / name).chmod(0o755)
    return subprocess.run(["sh", CHECK], capture_output=True, text=True, env={"PATH": str(folder), **environment})


@pytest.mark.parametrize(
    ("programs", "environment", "said"),
    [
        ({}, {}, "install Rust"),
        (RUST | {"rustc": "echo rustc 1.2.3"}, {}, "this is 1.2.3; run `rustup update`"),
        (RUST | {"rustc": "exit 1"}, {}, "no rustc at all"),
        (RUST, {}, "no C compiler (cc); install gcc or clang"),
        (RUST, {"CC": "other -m64"}, "no C compiler (other -m64)"),
        (RUST | {"cc": ""}, {}, "CPython 3.12 was not found; install it with `pyenv install 3.12."),
        (RUST | {"cc": ""}, {"ANDIRON_PYTHON": "/nowhere/python"}, "names /nowhere/python, which is not CPython 3.12"),
        (RUST | {"cc": "", "python3.12": f'case "$2" in *sysconfig*) echo /nowhere;; *) exec {PYTHON} "$@";; esac'}, {},
         "the C headers of python3.12 are not in /nowhere; install them"),
        (RUST | {"cc": "", "python3.12": f'case "$2" in *ensurepip*) exit 1;; *) exec {PYTHON} "$@";; esac'}, {},
         "python3.12 cannot create virtual environments; install"),
    ],
)  # fmt: skip
def test_what_is_missing_is_one_sentence(tmp_path, programs, environment, said):
    done = check(tmp_path, programs, **environment)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.startswith("andiron: ") and done.stderr.count("\n") == 1 and said in done.stderr


def test_where_nothing_is_missing(tmp_path):
    done = check(tmp_path, RUST | {"gcc": ""}, CC="gcc -m64", ANDIRON_PYTHON=PYTHON)
    assert (done.returncode, done.stderr) == (0, "") and done.stdout.strip()
