"""What objects with a finalizer miss when they belong to immortal ones: to be finalized when the interpreter ends.

CPython drops all modules when it ends, and with them nearly all objects: files are flushed and closed, `__del__` and
the `finally` of suspended generators run. An immortal object does not let go of what it holds. So the objects that
stayed mortal because they have a finalizer are remembered, weakly, and those that still live are finalized at the
moment when CPython starts to drop modules: after all `atexit` functions, while every module is whole.

That moment is when a module dies that nothing but `sys.modules` refers to. A worker that ends by `os._exit` does none
of this, as without Andiron.
"""

from __future__ import annotations

import io
import sys
import types
import weakref

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_MODULE = "andiron.prefork.at_exit"


class _Ending:
    """Finalizes what is left when it is dropped."""

    def __init__(self, objects: list[Any], finalize: Callable[[Any], None]) -> None:
        self.references = []
        self.finalize = finalize
        for thing in objects:
            try:
                self.references.append(weakref.ref(thing))
            except TypeError:
                pass  # it has no room for weak references

    def __del__(self) -> None:
        left = [thing for reference in self.references if (thing := reference()) is not None]
        standard = {id(stream) for stream in _standard_streams()}
        for thing in sorted(left, key=_rank):
            if id(thing) not in standard:
                self.finalize(thing)


def _rank(thing: Any) -> int:
    """Who uses whom: a text file a compressed one, that one a buffer, that one a raw file."""
    if any((base.__module__, base.__name__) == ("_socket", "socket") for base in type(thing).__mro__):
        return 5
    if not isinstance(thing, io.IOBase):
        return 0
    if isinstance(thing, io.RawIOBase):
        return 4
    if isinstance(thing, io.TextIOBase):
        return 1
    return 3 if type(thing).__module__ == "_io" else 2


def _standard_streams() -> list[Any]:
    """CPython flushes these itself, and lets them live longer."""
    streams = [sys.stdin, sys.stdout, sys.stderr, sys.__stdin__, sys.__stdout__, sys.__stderr__]
    for stream in list(streams):
        buffer = getattr(stream, "buffer", None)
        streams += [buffer, getattr(buffer, "raw", None)]
    return streams


def remember(objects: list[Any], finalize: Callable[[Any], None]) -> None:
    """Have `finalize` called at the end for the objects that still live then."""
    module = types.ModuleType(_MODULE, "Finalizes what immortal objects hold when the interpreter ends.")
    module.ending = _Ending(objects, finalize)  # type: ignore[attr-defined]
    sys.modules[_MODULE] = module


def forget() -> None:
    """Undo `remember`."""
    module = sys.modules.pop(_MODULE, None)
    if module is not None:
        module.ending.references.clear()
