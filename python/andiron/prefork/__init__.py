"""Memory shared by forked workers: one call in the master process, before it forks.

``prepare()`` warms the program up, compiles what that made hot, and then puts the process into a state in which
forked workers write to as little of the memory they share as possible. ``docs/prefork.md`` says what it does, and its
limits.
"""

from __future__ import annotations

import gc
import os
import sys
import time
import warnings
from contextlib import contextmanager

from andiron.prefork import _at_exit
from andiron.prefork._report import Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

__all__ = ["PreforkError", "Report", "is_prepared", "prepare"]


class PreforkError(RuntimeError):
    """This process cannot be prepared; the message says why in one sentence."""


class _State:
    """What outlives a call."""

    prepared = False
    #: Whether workers are to collect garbage.
    collector = False
    #: Whether the hook for workers is registered.
    hooked = False


def prepare(
    warmup: Callable[[], object] | None = None,
    immortalize: bool = True,
    compile: bool = True,
    plug: bool = True,
    gather: bool = True,
) -> Report:
    """Make the process ready to be forked into workers, as the last step before the first fork.

    ``warmup`` is called first: it should do what workers do, so that what they would import, compute and keep at
    their first request exists already. With ``compile``, what the program has made hot is compiled, if
    ``andiron.enable()`` is in effect. ``immortalize`` makes the objects that exist immortal: nobody counts references
    to them any more, and they are never freed. ``plug`` fills the free blocks of the memory pools in use, so that
    workers allocate elsewhere. ``gather`` moves the code that the warm-up ran, and that the interpreter writes to
    whenever it runs, side by side; it needs ``immortalize``.

    The collector is off afterwards in this process, and every object is frozen (``gc.freeze()``); workers collect
    again if it was on before. Raises PreforkError if the process cannot be prepared. Under ``ANDIRON=0`` only the
    warm-up runs.
    """
    from andiron import _engine

    seconds: dict[str, float] = {}
    notes: list[str] = []

    @contextmanager
    def step(name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        seconds[name] = time.perf_counter() - start

    if _engine.switched_off():
        notes.append("ANDIRON=0 is set: only the warm-up ran")
        if warmup is not None:
            with step("warm-up"):
                warmup()
        return Report(seconds=seconds, warnings=tuple(notes))
    native = _usable()
    if _State.prepared:
        message = (
            "prepare() was called before in this process or its master: what the first call made immortal and the "
            "program has dropped since is never freed"
        )
        notes.append(message)
        warnings.warn(message, RuntimeWarning, stacklevel=2)
    snapshot = native.prefork_snapshot() if gather and immortalize and warmup is not None else None
    compiles = compile and native.prefork_is_automatic()
    if compiles:
        native.prefork_enter_stage("warming-up")
    try:
        if warmup is not None:
            with step("warm-up"):
                warmup()
            # The warm-up may have started what stands in the way.
            native = _usable()
        if compile:
            with step("compile"):
                native.wait_idle()
    except BaseException:
        if compiles:
            native.prefork_enter_stage("usual")
        raise
    native.prefork_enter_stage("prepared")
    _note_threads(notes)
    _register_hook()
    objects = size = gathered = gathered_bytes = 0
    skipped: dict[str, int] = {}
    collected = gc.isenabled()
    with step("collect"):
        gc.collect()
        gc.disable()
    if immortalize:
        if snapshot is not None:
            with step("gather"):
                gathered, gathered_bytes, _ = native.prefork_gather(snapshot)
        with step("immortalize"):
            _at_exit.forget()
            objects, size, reasons, mortal = native.prefork_immortalize()
            skipped = dict(reasons)
            _at_exit.remember(mortal, native.prefork_finalize)
            del mortal
    with step("freeze"):
        gc.freeze()
    plugged: int | None = 0
    if plug:
        with step("plug"):
            plugged = native.prefork_plug()
        if plugged is None:
            notes.append(
                "no plug: objects are not allocated by CPython's own allocator (PYTHONMALLOC, -X dev, tracemalloc)"
            )
    # A second call finds the collector off because of the first.
    _State.collector = collected or (_State.prepared and _State.collector)
    _State.prepared = True
    return Report(
        objects=objects,
        bytes=size,
        seconds=seconds,
        skipped=skipped,
        compiled=len(native.stats()["compiled"]),
        plugged_bytes=plugged or 0,
        gathered=gathered,
        gathered_bytes=gathered_bytes,
        warnings=tuple(notes),
    )


def is_prepared() -> bool:
    """Whether ``prepare()`` has done its work in this process, or in the one it was forked from."""
    return _State.prepared


def _usable() -> Any:
    """The native module; raises PreforkError."""
    from andiron import _engine

    reason = _engine.unsupported_reason()
    if reason is None:
        reason = _engine.native.probe() or _engine.native.prefork_refusal()
    if reason is None:
        import threading

        if threading.current_thread() is not threading.main_thread():
            reason = (
                "prepare() must be called from the main thread, and this is another: forked workers keep only this one"
            )
    if reason is not None:
        raise PreforkError(reason)
    return _engine.native


def _note_threads(notes: list[str]) -> None:
    others = len(sys._current_frames()) - 1
    if others > 0:
        notes.append(
            f"{others} other thread{'s' if others > 1 else ''} running: workers will not have "
            f"{'them' if others > 1 else 'it'}, and locks held there stay locked in workers"
        )


def _register_hook() -> None:
    if not _State.hooked:
        _State.hooked = True
        os.register_at_fork(after_in_child=_in_worker)


def _in_worker() -> None:
    if _State.collector:
        _State.collector = False  # what a worker does about its collector is its own, and for its children
        gc.enable()
