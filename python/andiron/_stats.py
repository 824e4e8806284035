"""What ``andiron.stats()`` returns."""

from __future__ import annotations

from dataclasses import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


@dataclass(frozen=True)
class CompiledFunction:
    """A function that was compiled, or one of its loops."""

    qualname: str
    filename: str
    line: int
    #: Bytes of machine code.
    code_bytes: int
    #: Nanoseconds spent compiling it.
    compile_ns: int
    #: True if this code was made for a loop that was already running (on-stack replacement).
    osr: bool


@dataclass(frozen=True)
class RefusedFunction:
    """A function that was left to the interpreter, and why."""

    qualname: str
    filename: str
    line: int
    reason: str


@dataclass(frozen=True)
class ExitCount:
    """How often compiled code went back to the interpreter at one line for one reason."""

    qualname: str
    filename: str
    line: int
    reason: str
    count: int


@dataclass(frozen=True)
class Stats:
    """A snapshot; all counts are since the process started."""

    compiled: tuple[CompiledFunction, ...]
    refused: tuple[RefusedFunction, ...]
    #: Most frequent first.
    exits: tuple[ExitCount, ...]
    #: Pieces of compiled code that lost an assumption they relied on.
    invalidations: int
    #: Bytes of machine code in use.
    code_bytes: int
    #: Nanoseconds spent compiling, in all threads.
    compile_ns: int
    #: Compilations queued or under way.
    pending: int


def from_native(native: Mapping[str, Any]) -> Stats:
    """The snapshot for what the native module counted; an empty mapping where nothing ever ran."""
    return Stats(
        compiled=tuple(CompiledFunction(*row) for row in native.get("compiled", ())),
        refused=tuple(RefusedFunction(*row) for row in native.get("refused", ())),
        exits=tuple(sorted((ExitCount(*row) for row in native.get("exits", ())), key=lambda e: -e.count)),
        invalidations=native.get("invalidations", 0),
        code_bytes=native.get("code_bytes", 0),
        compile_ns=native.get("compile_ns", 0),
        pending=native.get("pending", 0),
    )
