"""What both ways of putting imports off go by: the shipped list, and whether a module can be found.

The list says whose imports are never put off, and which modules are always imported at once, each with the reason. On
the path of every start with lazy imports: annotations need no `__future__`, and nothing is imported that is not loaded.
"""

import _frozen_importlib
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import Any

_bootstrap: "Any" = _frozen_importlib

#: Modules that are imported where the import statement stands, because code needs them when imports no longer work.
MODULES = {
    "atexit": "registers what runs at exit",
    "warnings": "used in __del__ while the interpreter ends",
    "weakref": "its finalizers run while the interpreter ends",
    "readline": "is imported to change how input() works",
    "rlcompleter": "is imported to change the interactive prompt",
    "antigravity": "is imported for what it does",
    "this": "is imported for what it does",
}

#: Packages whose own imports are never put off.
PACKAGES = {
    "logging": "used in __del__ and finalizers while the interpreter ends",
    "traceback": "used in __del__ and finalizers while the interpreter ends",
    "linecache": "used in __del__ and finalizers while the interpreter ends",
    "warnings": "used in __del__ and finalizers while the interpreter ends",
    "weakref": "used in __del__ and finalizers while the interpreter ends",
    "tempfile": "used in __del__ and finalizers while the interpreter ends",
    "shutil": "used in __del__ and finalizers while the interpreter ends",
    "subprocess": "used in __del__ and finalizers while the interpreter ends",
    "threading": "used in __del__ and finalizers while the interpreter ends",
    "encodings": "looked up by the codec machinery while it imports",
    "andiron": "nothing to gain: it imports where it needs",
    "alembic": "its modules register operations with each other in the order of their imports",
    "matplotlib": "its docstrings are made of parts that other modules register as they are imported",
    "pandas": "its C extensions import parts of it in an order that its own import statements set up",
    "sqlalchemy": "its modules register themselves with each other in the order of their imports",
    "sympy": "its modules register themselves with each other in the order of their imports",
}

if hasattr(sys, "set_lazy_imports"):
    # Python's own mechanism raises ImportCycleError there.
    PACKAGES["_pytest.assertion"] = "its import hook would have to import while something is imported"
    PACKAGES["_pytest.pathlib"] = "its import hook would have to import while something is imported"

#: Of these packages, imports of these modules may wait nevertheless: what needs them cannot happen so late.
PARTLY = {
    "logging": ("string",),  # styles of formatters
    "logging.config": ("functools", "logging.handlers", "queue", "re", "socketserver", "struct"),  # nothing at the end
    "logging.handlers": ("copy", "pickle", "queue", "socket", "struct"),  # sockets and queues, opened before
    "shutil": ("fnmatch",),  # ignore_patterns()
    "subprocess": ("contextlib", "locale"),  # starting a process
    "tempfile": ("random",),  # names of new files
}


def packages() -> "Collection[str]":
    """What of ``PACKAGES`` is in effect: for tests, which measure what the list is good for, it can be put aside."""
    return PACKAGES if os.environ.get("ANDIRON_LAZY_IMPORTS_LIST") != "0" else ("andiron",)


def selection(
    include: "Iterable[str] | None", exclude: "Iterable[str]"
) -> "tuple[frozenset[str] | None, frozenset[str], dict[str, tuple[str, ...]]]":
    """Whose imports may wait (all if none), whose may not, and what may in some of the latter: the user's wishes and
    the list together."""
    named, listed = frozenset(exclude), packages()
    is_partly = include is None and len(listed) > 1
    partly = {name: some for name, some in PARTLY.items() if is_partly and name not in named}
    return None if include is None else frozenset(include), named.union(listed), partly


def is_observed() -> bool:
    """Whether the doctor or a report runs this process, and wants to know what is imported."""
    return "ANDIRON_LAZY_IMPORTS_REPORT" in os.environ or "ANDIRON_LAZY_IMPORTS_LOG" in os.environ


#: Modules of the standard library that a Python may have been built without.
_OPTIONAL = frozenset(
    "bz2 crypt ctypes curses dbm idlelib lzma msilib msvcrt nis nt ossaudiodev posixsubprocess readline spwd sqlite3 "
    "ssl tkinter turtle turtledemo winreg winsound zlib".split()
)


def can_be_found(root: str) -> bool:
    """Whether the import system finds a top-level module."""
    if root in sys.stdlib_module_names and root not in _OPTIONAL and root[0] != "_":
        return True
    try:
        return _bootstrap._find_spec(root, None) is not None
    except Exception:
        return False


# Tracebacks, tracers and debuggers leave out the import system, which they know by this name.
can_be_found.__code__ = can_be_found.__code__.replace(co_filename="<frozen importlib._bootstrap_external>")
