"""Lazy imports: an ``import`` at a module's top level happens when one of its names is first used.

``enable()`` puts off the imports of modules that are loaded from then on. Names that wait are simply not there yet; the
first use, by whatever way, imports the module and binds the real object in the real namespace. `docs/lazy_imports.md`
says which imports wait, and what to do about a program that does not take it.
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
    native = _engine.require()
    from andiron import _lazy_loader

    _lazy_loader.install(native, include, exclude, filter)


def disable() -> None:
    """Stop putting imports off. What is pending stays so until it is used."""
    loader = _loaded()
    if loader is not None:
        loader.uninstall()


def is_enabled() -> bool:
    """Whether ``enable()`` is in effect."""
    loader = _loaded()
    return loader is not None and loader.installed


def resolve(module: ModuleType | str) -> None:
    """Import everything that is pending in a module, given as such or by name."""
    loader = _loaded()
    if isinstance(module, str):
        module = _sys.modules[module]
    if loader is not None:
        loader.native.lazy_resolve(module)


def pending() -> list[PendingImport]:
    """The names that wait, by module and in the order of their statements."""
    loader = _loaded()
    return [] if loader is None else [PendingImport(row) for row in loader.native.lazy_pending()]


class eager:
    """Context manager: modules that this thread loads inside have their imports done at once. Nests."""

    __slots__ = ("_entered",)

    def __init__(self) -> None:
        self._entered: list[bool] = []

    def __enter__(self) -> None:
        loader = _loaded()
        self._entered.append(loader is not None)
        if loader is not None:
            loader.native.lazy_enter_eager()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._entered.pop():
            _sys.modules["andiron._lazy_loader"].native.lazy_leave_eager()


def _loaded() -> Any:
    """The loader module, if lazy imports were ever enabled."""
    return _sys.modules.get("andiron._lazy_loader")
