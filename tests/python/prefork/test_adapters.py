"""The hooks that servers call, called as they do; the servers themselves are in tests/prefork/servers."""

from __future__ import annotations

HOOKS = """
import logging, sys
from types import SimpleNamespace
logging.basicConfig(stream=sys.stdout, format="%(levelname)s %(message)s", level=logging.INFO)
asked = []
def app(environ, start_response):
    asked.append(environ["PATH_INFO"])
    start_response("500 Broken" if environ["PATH_INFO"] == "/broken" else "200 OK", [])
    return []
def server(preload=True):
    settings = SimpleNamespace(preload_app=preload)
    return SimpleNamespace(cfg=settings, app=SimpleNamespace(wsgi=lambda: app), log=logging.getLogger())
from andiron import prefork
"""


def test_gunicorn_prepares_when_it_is_ready(program):
    lines = program(
        HOOKS
        + """
namespace = {}
exec("from andiron.prefork.gunicorn import *", namespace)
print(sorted(name for name in namespace if not name.startswith("_")), namespace["preload_app"])
namespace["warmed"]("/", "/broken", rounds=2)(server())
print(asked, prefork.is_prepared())
namespace["on_reload"](server())
"""
    )
    assert lines[0] == "['on_reload', 'preload_app', 'warmed', 'when_ready'] True"
    assert lines[1] == "WARNING andiron: the warm-up request for /broken was answered with status 500"
    assert lines[2].startswith("INFO andiron: prepared for fork: ")
    assert "['/', '/', '/broken'] True" in lines
    assert lines[-1].startswith("WARNING andiron: the application stays as it was loaded and prepared")


def test_gunicorn_without_preloading_is_refused(program):
    assert program(
        HOOKS
        + """
from andiron.prefork import gunicorn
try:
    gunicorn.when_ready(server(preload=False))
except RuntimeError as error:
    print(error)
print(prefork.is_prepared())
"""
    ) == [
        "Andiron's when_ready hook needs preload_app = True in gunicorn's configuration: workers that load the "
        "application by themselves share none of it",
        "False",
    ]


UWSGI = """
import sys
from types import ModuleType
uwsgi = sys.modules["uwsgi"] = ModuleType("uwsgi")
uwsgi.opt, uwsgi.worker_id = {"master": True}, lambda: 0
calls = []
uwsgi.post_fork_hook = lambda: calls.append("theirs")
import gc, os
from andiron import prefork
from andiron.prefork import uwsgi as adapter
def app(environ, start_response):
    calls.append(environ["PATH_INFO"])
    start_response("200 OK", [])
    return []
"""


def test_uwsgi_hangs_what_workers_need_on_its_own_hook(program):
    assert program(
        UWSGI
        + """
print(type(adapter.prepare(app, "/", rounds=1)).__name__, calls, gc.isenabled())
uwsgi.post_fork_hook()
print(calls, gc.isenabled())
"""
    ) == ["Report ['/'] False", "['/', 'theirs'] True"]


def test_uwsgi_that_loads_in_workers_is_refused(program):
    lines = program(
        UWSGI
        + """
for opt, worker in (({}, 0), ({"master": True, "lazy-apps": True}, 0), ({"master": True}, 1)):
    uwsgi.opt, uwsgi.worker_id = opt, lambda: worker
    try:
        adapter.prepare(app, "/")
    except prefork.PreforkError as error:
        print(error)
print(calls, prefork.is_prepared())
"""
    )
    assert "set master = true" in lines[0] and all("unset lazy-apps" in line for line in lines[1:3])
    assert lines[3:] == ["[] False"]


def test_elsewhere_the_uwsgi_adapter_does_nothing(program):
    assert program("from andiron.prefork import uwsgi; print(uwsgi.prepare(None, '/'))") == ["None"]


CELERY = """
import gc, logging, sys
from types import ModuleType, SimpleNamespace
logging.basicConfig(stream=sys.stdout, format="%(levelname)s %(message)s", level=logging.INFO)
class Signal:
    def __init__(self): self.receivers = []
    def connect(self, receiver): self.receivers.append(receiver)
    def send(self, **what):
        for receiver in self.receivers: receiver(signal=self, **what)
celery = sys.modules["celery"] = ModuleType("celery")
celery.signals = sys.modules["celery.signals"] = ModuleType("celery.signals")
celery.signals.celeryd_after_setup, celery.signals.worker_ready = Signal(), Signal()
class Pool: __module__ = "celery.concurrency.prefork"
def worker(pool=Pool, method="fork"): return SimpleNamespace(pool_cls=pool, pool_start_method=method)
from andiron import prefork
from andiron.prefork import celery as adapter
"""


def test_celery_prepares_before_its_pool_forks(program):
    lines = program(
        CELERY
        + """
adapter.install(warmup=lambda: print("warm"))
celery.signals.celeryd_after_setup.send(sender="host", instance=worker(), conf=None)
print(prefork.is_prepared(), gc.isenabled())
celery.signals.worker_ready.send(sender=None)
print(gc.isenabled())
try:
    adapter.install()
except prefork.PreforkError as error:
    print(error)
"""
    )
    assert lines[0] == "warm" and lines[1].startswith("INFO andiron: prepared for fork: ")
    assert lines[-3:] == ["True False", "True", "celery was already told to prepare in this process"]


def test_celery_with_another_pool_is_refused(program):
    for made, reason in (
        ("worker(pool='solo')", "--pool=prefork"),
        ("worker(method='spawn')", "needs celery's pool to fork"),
    ):
        done = program.outcome(
            CELERY
            + f"adapter.install()\ncelery.signals.celeryd_after_setup.send(sender='host', instance={made}, conf=None)"
        )
        assert (
            done.status == 1 and done.err.startswith("andiron: ") and reason in done.err and "Traceback" not in done.err
        )
