"""Imported by ``andiron-start.pth`` where Andiron's variables are set as Python starts: silent where it cannot help."""

from __future__ import annotations

import os

from andiron import UnsupportedPythonError, enable
from andiron._engine import lazy_imports_wanted, switched_off

try:
    wanted = None if switched_off() else lazy_imports_wanted()
    if wanted is not None:
        from andiron import lazy_imports

        lazy_imports.enable(*wanted)
    if os.environ.get("ANDIRON") == "1":
        enable()
except UnsupportedPythonError:
    pass
except ValueError as error:
    import sys

    if sys.stderr is not None:
        print(f"andiron: ANDIRON_COMPILE: {error}; nothing is compiled", file=sys.stderr)
