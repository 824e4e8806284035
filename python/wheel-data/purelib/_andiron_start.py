"""Imported by ``andiron-start.pth`` where Andiron's variables are set as Python starts: silent where it cannot help.

Every Python process of such an environment pays for what is imported here.
"""

import os


def _put_imports_off(text: str) -> None:
    if text == "all":
        include, exclude = None, []
    else:
        from andiron._engine import lazy_imports_wanted

        wanted = lazy_imports_wanted(text)
        if wanted is None:
            return
        include, exclude = wanted
    try:
        from andiron import _andiron
    except ImportError:
        return
    if _andiron.lazy_probe() is None:
        from andiron import _lazy_loader

        try:
            _lazy_loader.install(_andiron, include, exclude, None)
        except RuntimeError:  # Too many users of CPython's watchers.
            pass


def _compile() -> None:
    from andiron import UnsupportedPythonError, enable

    try:
        enable()
    except UnsupportedPythonError:
        pass
    except ValueError as error:
        import sys

        if sys.stderr is not None:
            print(f"andiron: ANDIRON_COMPILE: {error}; nothing is compiled", file=sys.stderr)


if os.environ.get("ANDIRON") != "0":
    if os.environ.get("ANDIRON_LAZY_IMPORTS"):
        _put_imports_off(os.environ["ANDIRON_LAZY_IMPORTS"])
    if os.environ.get("ANDIRON") == "1":
        _compile()
