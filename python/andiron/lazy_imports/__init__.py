"""Lazy imports: an ``import`` at a module's top level happens when one of its names is first used.

``enable()`` puts off the imports of modules that are loaded from then on. Names that wait are simply not there yet; the
first use, by whatever way, imports the module and binds the real object in the real namespace. From Python 3.15 on,
Python's own lazy imports (PEP 810) are used, by the same rules. `docs/lazy_imports.md` says which imports wait, and
what to do about a program that does not take it.
"""

from __future__ import annotations

import sys as _sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType, TracebackType
    from typing import Any

__all__ = ["LazyImportError", "PendingImport", "disable", "eager", "enable", "is_enabled", "pending", "resolve"]


class LazyImportError(ImportError):
    """A deferred import failed with an exception that would be misunderstood where its name was used; see its cause."""


class PendingImport(tuple):  # type: ignore[type-arg]
    """A name that waits: ``module`` is where, ``name`` what, ``target`` the module that its first use imports."""

    __slots__ = ()

    @property
    def module(self) -> str:
        return self[0]  # type: ignore[no-any-return]

    @property
    def name(self) -> str:
        return self[1]  # type: ignore[no-any-return]

    @property
    def target(self) -> str:
        return self[2]  # type: ignore[no-any-return]

    def __repr__(self) -> str:
        return f"PendingImport(module={self[0]!r}, name={self[1]!r}, target={self[2]!r})"


def enable(
    include: Iterable[str] | None = None,
    exclude: Iterable[str] = (),
    filter: Callable[[str, str, tuple[str, ...] | None], bool] | None = None,
) -> None:
    """Put off the imports of modules loaded from now on. Called again, it replaces what was said before.

    ``include`` names the packages and modules whose import statements may wait (None: all); ``exclude`` those whose
    statements may not, beside the shipped list. ``filter(importer, imported, names)`` is asked about each statement
    that could wait; ``names`` is what stands between ``from`` and ``import``, or None. Modules that set
    ``__lazy_modules__`` (PEP 810) have what it lists put off even if they are not included.

    Raises UnsupportedPythonError if this Python cannot. Does nothing under ``ANDIRON=0``.
    """
    from andiron import _engine

    for names in (include, exclude):
        if isinstance(names, str):
            raise TypeError("include and exclude are collections of names, not one string")
    if _engine.switched_off():
        return
    _engine.lazy_backend().install(include, exclude, filter)


def disable() -> None:
    """Stop putting imports off. What is pending stays so until it is used."""
    backend = _loaded()
    if backend is not None:
        backend.uninstall()


def is_enabled() -> bool:
    """Whether ``enable()`` is in effect."""
    backend = _loaded()
    return backend is not None and backend.installed


def resolve(module: ModuleType | str) -> None:
    """Import everything that is pending in a module, given as such or by name; one that waits itself is loaded."""
    backend = _loaded()
    if isinstance(module, str):
        __import__(module)
        module = _sys.modules[module]
    if backend is not None:
        backend.resolve(module)


def pending() -> list[PendingImport]:
    """The names that wait, by module and in the order of their statements."""
    backend = _loaded()
    return [] if backend is None else [PendingImport(row) for row in backend.pending()]


class eager:
    """Context manager: modules that this thread loads inside have their imports done at once. Nests."""

    __slots__ = ("_entered",)

    def __init__(self) -> None:
        self._entered: list[Any] = []

    def __enter__(self) -> None:
        backend = _loaded()
        self._entered.append(backend)
        if backend is not None:
            backend.enter_eager()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        backend = self._entered.pop()
        if backend is not None:
            backend.leave_eager()


def _loaded() -> Any:
    """The module that puts imports off, if that was ever enabled."""
    return _sys.modules.get("andiron._lazy_pep810") or _sys.modules.get("andiron._lazy_loader")
