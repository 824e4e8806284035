"""Each program in `programs/` must do the same on stock and under Andiron: output, errors and exit code.

    pytest tests/differential                        # modes all, 2 and auto
    ANDIRON_DIFFERENTIAL_MODES=stock pytest …        # stock against itself: the programs are deterministic
    ANDIRON_PYTHON=.venv/bin/python pytest …         # another interpreter than the one pytest runs on
"""

import functools
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAMS = Path(__file__).resolve().parent / "programs"
NAMES = sorted(path.stem for path in PROGRAMS.glob("*.py") if path.stem != "transcript")
MODES = os.environ.get("ANDIRON_DIFFERENTIAL_MODES", "all,2,auto").split(",")
PYTHON = os.environ.get("ANDIRON_PYTHON", sys.executable)
ADDRESS = re.compile(r"0x[0-9a-fA-F]+")
TIMEOUT = 120


def environment(mode: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANDIRON", "PYTHON", "PYTEST"))}
    andiron = {"ANDIRON": "0"} if mode == "stock" else {"ANDIRON": "1", "ANDIRON_COMPILE": mode}
    return kept | {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"} | andiron


def run(name: str, mode: str) -> tuple[int, str, str]:
    """Exit code, output and errors of a program; addresses in errors are made equal."""
    process = subprocess.run([PYTHON, str(PROGRAMS / f"{name}.py")], env=environment(mode), capture_output=True,
                             text=True, timeout=TIMEOUT, check=False, stdin=subprocess.DEVNULL)
    return process.returncode, process.stdout, ADDRESS.sub("0x", process.stderr)


@functools.cache
def on_stock(name: str) -> tuple[int, str, str]:
    return run(name, "stock")


@pytest.fixture(scope="session")
def active_modes() -> None:
    """Stock against stock would pass quietly: make sure that each mode switches Andiron on."""
    for mode in MODES:
        if mode != "stock":
            code = "import sys; print('andiron' in sys.modules)"
            text = subprocess.run([PYTHON, "-c", code], env=environment(mode), capture_output=True, text=True,
                                  check=False)
            assert text.stdout.strip() == "True", f"{PYTHON} does not start Andiron in mode {mode}: {text.stderr}"


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", NAMES)
def test_same_as_stock(name: str, mode: str, active_modes: None) -> None:
    expected_code, expected_output, expected_errors = on_stock(name)
    assert expected_output, f"{name} prints nothing on stock: {expected_errors}"
    code, output, errors = run(name, mode)
    assert output.splitlines() == expected_output.splitlines()
    assert errors == expected_errors
    assert code == expected_code
