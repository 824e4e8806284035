"""For celery's prefork pool: prepares ``celery worker`` when all tasks are imported, before its pool forks.

::

    # the module of the celery application
    app = Celery("tasks")

    from andiron.prefork import celery as andiron_celery
    andiron_celery.install(warmup=lambda: add.apply((1, 2)))      # a task, run in the process
"""

from __future__ import annotations

import gc
import logging
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from andiron import prefork
from andiron.prefork import _logged

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["install"]

log = logging.getLogger("andiron.prefork")
_hooks: list[Callable[..., None]] = []


def install(warmup: Callable[[], object] | None = None, **options: bool) -> None:
    """Has the next ``celery worker`` of this process prepare before its pool forks.

    `warmup` and the options are those of ``prefork.prepare()``. Other processes that import the module go on as before.
    """
    signals: Any = import_module("celery.signals")
    if _hooks:
        raise prefork.PreforkError("celery was already told to prepare in this process")
    collecting = gc.isenabled()

    # The last signal before the pool forks; worker_init comes before the pool's own classes are chosen.
    def before_pool(instance: Any, **rest: object) -> None:
        try:
            _check(instance)
            _logged.prepare(log, warmup, options)
        except prefork.PreforkError as error:
            # celery logs what its signals' receivers raise and goes on, but for this.
            print(f"andiron: {error}", file=sys.stderr)
            raise SystemExit(1) from error

    def after_pool(**rest: object) -> None:
        # The parent goes on working, with the queue: what it leaves behind must be collected.
        if collecting:
            gc.enable()

    _hooks.extend((before_pool, after_pool))
    signals.celeryd_after_setup.connect(before_pool)
    signals.worker_ready.connect(after_pool)


def _check(instance: Any) -> None:
    pool = instance.pool_cls
    pool = getattr(pool, "__module__", pool)
    if pool != "celery.concurrency.prefork":
        raise prefork.PreforkError(
            f"Andiron prepares celery's prefork pool, and this worker has {pool}: use --pool=prefork"
        )
    if getattr(instance, "pool_start_method", "fork") != "fork":
        raise prefork.PreforkError("Andiron needs celery's pool to fork: unset worker_pool_start_method")
