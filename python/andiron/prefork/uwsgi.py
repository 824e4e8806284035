"""For uWSGI: prepares the master while it loads the application, and lets its workers know.

::

    # the module that uWSGI loads (master = true, no lazy-apps)
    application = get_wsgi_application()

    from andiron.prefork import uwsgi
    uwsgi.prepare(application, "/", "/admin/login/")        # the last statement; paths to warm up with

uWSGI forks from C, and by default runs none of the hooks of ``os.register_at_fork()`` in its workers. What has to
happen in them hangs on its own hook, ``uwsgi.post_fork_hook``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from andiron import _engine, prefork
from andiron.prefork.warmup import ROUNDS, requests

if TYPE_CHECKING:
    from collections.abc import Callable

    from andiron.prefork import Report

__all__ = ["prepare"]


def prepare(
    app: Any, *paths: str, warmup: Callable[[], object] | None = None, rounds: int = ROUNDS, **options: bool
) -> Report | None:
    """Prepares uWSGI's master to fork workers.

    It first GETs each path `rounds` times, or calls `warmup`; the other options are those of ``prefork.prepare()``.
    Does nothing and returns None where no uWSGI is running, so that the module can be imported anywhere.
    """
    try:
        uwsgi: Any = import_module("uwsgi")  # Only uWSGI itself has it.
    except ImportError:
        return None
    if paths and warmup is not None:
        raise TypeError("either paths or a warmup function can be given, not both")
    if not uwsgi.opt.get("master"):
        raise prefork.PreforkError("Andiron needs uWSGI's master process, which forks the workers: set master = true")
    if uwsgi.opt.get("lazy-apps") or uwsgi.opt.get("lazy") or uwsgi.worker_id():
        raise prefork.PreforkError("Andiron needs uWSGI to load the application before it forks: unset lazy-apps")
    _after_fork(uwsgi, _in_worker)
    return prefork.prepare(warmup=requests(app, paths, rounds=rounds) if paths else warmup, **options)


def _in_worker() -> None:
    """What the hooks of ``os.register_at_fork()`` do elsewhere; done twice it does no harm."""
    prefork._in_worker()
    if _engine.native is not None and not _engine.switched_off():
        _engine.native.resume_in_child()


def _after_fork(uwsgi: Any, function: Callable[[], None]) -> None:
    """Has uWSGI call a function in each worker, beside what else has been or will be hung there."""
    try:
        # Importing it replaces the hook by a list of functions, so it had better happen now.
        decorators: Any = import_module("uwsgidecorators")
    except ImportError:
        pass
    else:
        decorators.postfork(function)
        return
    before = getattr(uwsgi, "post_fork_hook", None)

    def chained() -> None:
        if before is not None:
            before()
        function()

    uwsgi.post_fork_hook = chained
