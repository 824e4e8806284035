"""Finds the native module, or the one sentence that says why it cannot be used.

Everything here must run on any Python from 3.9 on, and import nothing, not even `__future__`: it is on the start-up
path.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: Versions of CPython for which there is native code: the compiler's, and that of lazy imports.
COMPILED = ((3, 12),)
LAZY = ((3, 12), (3, 13), (3, 14))

_FunctionType: "Any" = type(lambda: None)

#: The native module once it has been asked for and can be used.
native: "Any" = None
_reason: "str | None" = None
_report_registered = False


def switched_off() -> bool:
    """Whether ``ANDIRON=0`` is set."""
    return os.environ.get("ANDIRON") == "0"


def lazy_imports_wanted(text: "str | None" = None) -> "tuple[list[str] | None, list[str]] | None":
    """What ``ANDIRON_LAZY_IMPORTS`` asks for: packages to include (None: all) and to exclude; None for nothing."""
    if text is None:
        text = os.environ.get("ANDIRON_LAZY_IMPORTS", "")
    names = [name for name in text.replace(" ", "").split(",") if name]
    if not names or names == ["0"]:
        return None
    excluded = [name[1:] for name in names if name[0] == "-"]
    included = [name for name in names if name[0] != "-"]
    return (None if not included or "all" in included or included == ["1"] else included), excluded


def unsupported_reason() -> "str | None":
    """Why this Python cannot run Andiron, as a sentence, or None. Loads the native module; the answer is kept."""
    global native, _reason
    if native is None and _reason is None:
        module, _reason = _find_native(COMPILED, "Andiron needs CPython 3.12", "probe")
        if _reason is None:
            native = module
    return _reason


def require() -> "Any":
    """The native module; raises UnsupportedPythonError."""
    reason = unsupported_reason()
    if reason is not None:
        from andiron import UnsupportedPythonError

        raise UnsupportedPythonError(reason)
    return native


def lazy_backend() -> "Any":
    """The module that puts imports off in this Python; raises UnsupportedPythonError."""
    if hasattr(sys, "set_lazy_imports"):
        from andiron import _lazy_pep810

        return _lazy_pep810
    _, reason = _find_native(LAZY, "Andiron's lazy imports need CPython 3.12 or later,", "lazy_probe")
    if reason is not None:
        from andiron import UnsupportedPythonError

        raise UnsupportedPythonError(reason)
    from andiron import _lazy_loader

    return _lazy_loader


def usable() -> "Any":
    """The native module, or None where it must not or cannot be used."""
    return native if not switched_off() and unsupported_reason() is None else None


def _find_native(versions: "tuple[tuple[int, int], ...]", needed: str, probe: str) -> "tuple[Any, str | None]":
    """The native module, and why it cannot be used here: what its function `probe` says, if it comes to that."""
    reason = _unsupported_platform(versions, needed)
    if reason is not None:
        return None, reason
    try:
        from andiron import _andiron
    except ImportError as error:
        return None, f"Andiron's native module cannot be loaded ({error}): install it again with this Python's pip"
    return _andiron, getattr(_andiron, probe)()


def _unsupported_platform(versions: "tuple[tuple[int, int], ...]", needed: str) -> "str | None":
    name = sys.implementation.name
    version = ".".join(map(str, sys.version_info[:3]))
    if name != "cpython":
        found = f"{name} {version}"
    elif sys.version_info[:2] not in versions:
        found = f"CPython {version}"
    elif hasattr(sys, "gettotalrefcount"):
        found = f"a debug build of CPython {version}"
    elif "t" in getattr(sys, "abiflags", ""):
        found = f"a free-threaded build of CPython {version}"
    elif sys.platform != "linux":
        found = f"CPython {version} on {sys.platform}"
    elif os.uname().machine != "x86_64" or sys.maxsize <= 2**32:
        found = f"a {sys.maxsize.bit_length() + 1}-bit CPython {version} on {os.uname().machine}"
    else:
        return None
    is_lazy = versions is COMPILED and (sys.version_info[:2] in LAZY or hasattr(sys, "set_lazy_imports"))
    here = " (lazy imports work here, with --no-jit)" if is_lazy else ""
    return f"{needed} on x86-64 Linux, and this is {found}{here}"


def parse_mode(compile: object) -> tuple[str, int]:
    """The native mode and number of calls for what a user wrote; raises ValueError or TypeError."""
    if isinstance(compile, str):
        if compile in ("auto", "all"):
            return compile, 0
        calls = int(compile) if compile.isascii() and compile.isdigit() else 0
    elif isinstance(compile, int) and not isinstance(compile, bool):
        calls = compile
    else:
        raise TypeError(f"compile must be 'auto', 'all' or an int, not {type(compile).__name__}")
    if not 1 <= calls < 2**32:
        raise ValueError(f"compile must be 'auto', 'all' or a number of calls from 1 up, not {compile!r}")
    return "count", calls


def function_of(function: object) -> "Any":
    """The Python function behind a function, bound method, classmethod or staticmethod; raises TypeError."""
    target: Any = function if type(function) is _FunctionType else getattr(function, "__func__", None)
    if type(target) is not _FunctionType:
        raise TypeError(f"a Python function is needed, not {type(function).__name__}")
    return target


def report_at_exit_if_asked() -> None:
    """Registers the report that ``ANDIRON_STATS`` asks for: 1 for a table on stderr, else a file."""
    wanted = os.environ.get("ANDIRON_STATS")
    if wanted and wanted != "0":
        if wanted == "1":
            report_at_exit(table=True)
        elif wanted.endswith(".json"):
            report_at_exit(json_file=wanted)
        else:
            report_at_exit(table_file=wanted)


def report_at_exit(*, table: bool = False, table_file: "str | None" = None, json_file: "str | None" = None) -> None:
    """Writes the statistics when this process (not a fork of it) ends. The first call of a process wins."""
    global _report_registered
    if _report_registered or native is None:
        return
    _report_registered = True
    import atexit

    # The program may change directory, and `%p` keeps processes that share an environment apart.
    table_path, json_path = (
        os.path.abspath(path.replace("%p", str(os.getpid()))) if path else None for path in (table_file, json_file)
    )
    atexit.register(_report, os.getpid(), table, table_path, json_path)


def _report(process: int, table: bool, table_file: "str | None", json_file: "str | None") -> None:
    if os.getpid() == process:
        from andiron import _report

        _report.write(native.stats(), table=table, table_file=table_file, json_file=json_file)
