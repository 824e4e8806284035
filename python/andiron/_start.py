"""Imported by ``andiron-start.pth`` where ``ANDIRON=1`` is set as a process starts: silent where it cannot help."""

from __future__ import annotations

from andiron import UnsupportedPythonError, enable

try:
    enable()
except UnsupportedPythonError:
    pass
except ValueError as error:
    import sys

    if sys.stderr is not None:
        print(f"andiron: ANDIRON_COMPILE: {error}; nothing is compiled", file=sys.stderr)
