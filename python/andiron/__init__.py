"""A just-in-time compiler for stock CPython 3.12.

Importing this package changes nothing. ``andiron.enable()`` starts to compile what runs hot, ``python -m andiron
script.py`` runs a whole program that way, and ``ANDIRON=1`` does it for every Python process of an environment.
``ANDIRON=0`` switches everything off, whatever the program asks for.
"""

# Annotations are strings where that matters: `from __future__ import annotations` is one import more for every start.

import os as _os
import sys as _sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Any, TypeVar

    from andiron._stats import CompiledFunction, ExitCount, RefusedFunction, Stats

    _F = TypeVar("_F", bound=Callable[..., Any])

__all__ = [
    "CompileRefused",
    "CompiledFunction",
    "ExitCount",
    "RefusedFunction",
    "Stats",
    "UnsupportedPythonError",
    "compile",
    "disable",
    "enable",
    "is_compiled",
    "is_enabled",
    "jit",
    "nojit",
    "paused",
    "stats",
    "wait_idle",
]


class UnsupportedPythonError(RuntimeError):
    """This Python cannot run Andiron; the message says why in one sentence."""


class CompileRefused(RuntimeError):
    """A function asked for by name was not compiled; ``reason`` is a short phrase."""

    def __init__(self, qualname: str, reason: str) -> None:
        super().__init__(qualname, reason)
        self.qualname = qualname
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.qualname} was not compiled: {self.reason}"


def enable(compile: "str | int | None" = None) -> None:
    """Compile functions from now on.

    ``"auto"`` compiles, in the background, the functions and loops that sampling finds hot; ``"all"`` compiles every
    function at its first call; a number N compiles every function at its N-th call. Left out, it is what the variable
    ``ANDIRON_COMPILE`` says, else ``"auto"``. Called again, it changes the mode.

    Raises UnsupportedPythonError if this Python cannot run Andiron. Does nothing under ``ANDIRON=0``.
    """
    from andiron import _engine

    if compile is None:
        compile = _os.environ.get("ANDIRON_COMPILE") or "auto"
    mode, calls = _engine.parse_mode(compile)
    if _engine.switched_off():
        return
    _engine.require().enable(mode, calls)
    _engine.report_at_exit_if_asked()


def disable() -> None:
    """Stop compiling and give compiled functions back to the interpreter; what is on the stack finishes first."""
    native = _loaded()
    if native is not None:
        native.disable()


def is_enabled() -> bool:
    """Whether ``enable()`` is in effect."""
    native = _loaded()
    return native is not None and native.is_enabled()


def compile(function: "Callable[..., Any]") -> bool:
    """Compile a function or method now, with what the interpreter has learned about it so far.

    Works with and without ``enable()``. Returns True once the function is compiled, raises CompileRefused with the
    reason if it cannot be, and UnsupportedPythonError if this Python cannot run Andiron. Returns False, and does
    nothing, under ``ANDIRON=0``.
    """
    from andiron import _engine

    target = _engine.function_of(function)
    if _engine.switched_off():
        return False
    reason = _engine.require().compile(target)
    if reason is not None:
        raise CompileRefused(target.__qualname__, reason)
    return True


def is_compiled(function: "Callable[..., Any]") -> bool:
    """Whether calls of this function or method run compiled code."""
    from andiron import _engine

    target = _engine.function_of(function)
    native = _loaded()
    return native is not None and native.is_compiled(target)


def jit(function: "_F") -> "_F":
    """Decorator: compile this function when it is first called, whether or not ``enable()`` is in effect.

    On a Python that cannot run Andiron, and under ``ANDIRON=0``, the function is left as it is.
    """
    from andiron import _engine

    target = _engine.function_of(function)
    native = _engine.usable()
    if native is not None:
        native.compile_on_first_call(target)
    return function


def nojit(function: "_F") -> "_F":
    """Decorator: leave this function to the interpreter, whatever the mode."""
    from andiron import _engine

    target = _engine.function_of(function)
    native = _engine.usable()
    if native is not None:
        native.never_compile(target)
    return function


class paused:
    """Context manager: compiled functions called inside run in the interpreter. Nests, and is for all threads."""

    __slots__ = ("_entered",)

    def __init__(self) -> None:
        self._entered: list[Any] = []

    def __enter__(self) -> None:
        native = _loaded()
        if native is not None:
            native.pause()
        self._entered.append(native)

    def __exit__(
        self, kind: "type[BaseException] | None", error: "BaseException | None", traceback: "TracebackType | None"
    ) -> None:
        native = self._entered.pop()
        if native is not None:
            native.resume()


def stats() -> "Stats":
    """What has been compiled, refused, exited and invalidated since the process started."""
    from andiron import _stats

    native = _loaded()
    return _stats.from_native({} if native is None else native.stats())


def wait_idle() -> None:
    """Wait until no compilation is queued or under way: for tests, and before forking workers."""
    native = _loaded()
    if native is not None:
        native.wait_idle()


def _loaded() -> "Any":
    """The native module if something has asked for it before; nothing can have been compiled otherwise."""
    engine = _sys.modules.get("andiron._engine")
    return None if engine is None else engine.native


def __getattr__(name: str) -> "Any":
    # The statistics' classes need `dataclasses`, which costs more than the rest of the package together.
    if name in ("Stats", "CompiledFunction", "RefusedFunction", "ExitCount"):
        from andiron import _stats

        return getattr(_stats, name)
    if name == "__version__":
        from importlib.metadata import version

        return version("andiron")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
