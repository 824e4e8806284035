"""gunicorn, with its own workers and with uvicorn's."""

from __future__ import annotations

import re
import signal
import time

import pytest

CONFIGURATION = """
from andiron.prefork.gunicorn import *
from app import PATHS
when_ready = warmed(*PATHS)
workers = 2
bind = "127.0.0.1:{port}"
"""


@pytest.fixture
def gunicorn(start, tmp_path, port):
    def run(more: str = "", app: str = "app.wsgi:application", **variables: str):
        (tmp_path / "gunicorn.conf.py").write_text(CONFIGURATION.format(port=port) + more)
        return start("gunicorn", app, **{"ANDIRON": "1", **variables})

    return run


@pytest.mark.parametrize(
    ("app", "more"),
    [
        ("app.wsgi:application", ""),
        ("app.wsgi:application", "worker_class = 'gthread'\nthreads = 4"),
        ("app.asgi:application", "worker_class = 'uvicorn_worker.UvicornWorker'"),
    ],
    ids=["sync", "threads", "uvicorn"],
)
def test_workers_share_the_prepared_master(gunicorn, app, more):
    server = gunicorn(more, app).wait_ready()
    server.check_prepared(2)
    server.check_stops()


def test_without_the_compiler(gunicorn):
    server = gunicorn(ANDIRON="").wait_ready()
    assert all(one["references"] == 4294967295 and not one["hot"] for one in server.workers(2).values())
    server.check_stops()


def test_needs_preload_app(gunicorn):
    server = gunicorn("preload_app = False")
    assert server.process.wait(30) == 1
    assert "Andiron's when_ready hook needs preload_app = True" in server.log()
    assert "Traceback" not in server.log()


def test_workers_that_are_replaced_come_from_the_same_master(gunicorn):
    server = gunicorn("max_requests = 20").wait_ready()
    seen = {}
    for _ in range(150):
        one = server.worker()
        seen[one["process"]] = one
    assert len(seen) >= 5
    assert all(one["references"] == 4294967295 and one["collector"] for one in seen.values())
    server.check_stops()


def test_reload_warns_and_goes_on(gunicorn):
    server = gunicorn().wait_ready()
    before = server.workers(2)
    server.process.send_signal(signal.SIGHUP)
    server.wait_log("andiron: the application stays as it was loaded and prepared")
    end = time.monotonic() + 30
    while set(server.workers(2)) & set(before):
        assert time.monotonic() < end
    server.check_prepared(2)
    server.check_stops()


def test_upgrade_prepares_a_new_master(gunicorn):
    server = gunicorn(more="pidfile = 'pid'").wait_ready()
    server.process.send_signal(signal.SIGUSR2)
    # The new master says that it is ready as the old one did.
    end = time.monotonic() + 60
    while len(re.findall(r"andiron: .*", server.log())) < 2:
        assert time.monotonic() < end, server.log()
        time.sleep(0.1)
    assert server.stop() == 0
    new = server.workers(2)
    parents = {one["parent"] for one in new.values()}
    assert len(parents) == 1 and parents != {server.process.pid}
    assert all(one["references"] == 4294967295 and one["collector"] for one in new.values())
    import os

    os.kill(parents.pop(), signal.SIGTERM)
    assert "Traceback" not in server.log()


def test_warm_up_that_fails_is_told(gunicorn):
    server = gunicorn("when_ready = warmed('/', '/admin/login/', '/no-such-page/')\n").wait_ready()
    assert "andiron: the warm-up" not in server.log()  # 404 is an answer.
    server.check_stops()
