"""CPython's own tests after `prepare()`; the whole list takes minutes: `python tests/conformance/prefork.py`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "conformance" / "prefork.py"


@pytest.mark.parametrize("modules", [["test_dict", "test_tuple", "test_list"], ["test_weakref"], ["test_unicode"]])
def test_modules_of_the_suite_give_the_same_results(modules):
    done = subprocess.run([sys.executable, SCRIPT, *modules], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
