"""Hooks for gunicorn's configuration file: the master prepares once it has the application, before its first worker.

::

    # gunicorn.conf.py
    from andiron.prefork.gunicorn import *          # preload_app, when_ready, on_reload
    when_ready = warmed("/", "/admin/login/")       # requests to warm up with

With gunicorn's own workers and with uvicorn's (``worker_class = "uvicorn_worker.UvicornWorker"``). Workers that the
master starts later (``max_requests``, ``SIGTTIN``) come from the same prepared process. After ``SIGUSR2`` the new
master is a new process, which prepares itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from andiron import prefork
from andiron.prefork import _logged
from andiron.prefork.warmup import ROUNDS, requests

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["on_reload", "preload_app", "warmed", "when_ready"]

#: Without it each worker loads the application by itself, and there is nothing to share.
preload_app = True


def when_ready(server: Any) -> None:
    """Prepares gunicorn's master; call it from your own ``when_ready`` if you have one."""
    _prepare(server, None, {})


def warmed(
    *paths: str, warmup: Callable[[], object] | None = None, rounds: int = ROUNDS, **options: bool
) -> Callable[[Any], None]:
    """Returns a ``when_ready`` hook that warms the application up first.

    It GETs each path `rounds` times, or calls `warmup`. The other options are those of ``prepare()``.
    """
    if paths and warmup is not None:
        raise TypeError("either paths or a warmup function can be given, not both")

    def when_ready(server: Any) -> None:
        ask = requests(server.app.wsgi(), paths, rounds=rounds) if paths else warmup
        _prepare(server, ask, options)

    return when_ready


def on_reload(server: Any) -> None:
    """Says what a ``SIGHUP`` does to a prepared master."""
    server.log.warning(
        "andiron: the application stays as it was loaded and prepared; to load it anew, restart gunicorn or send "
        "SIGUSR2, which starts a new master"
    )


def _prepare(server: Any, warmup: Callable[[], object] | None, options: dict[str, bool]) -> None:
    if not server.cfg.preload_app:
        # gunicorn prints a RuntimeError of its start as one line.
        raise prefork.PreforkError(
            "Andiron's when_ready hook needs preload_app = True in gunicorn's configuration: workers that load the "
            "application by themselves share none of it"
        )
    _logged.prepare(server.log, warmup, options)
