"""uWSGI, which forks from C."""

from __future__ import annotations

import signal

import environment
import pytest

MODULE = """
from app import PATHS
from app.wsgi import application
from andiron.prefork import uwsgi
uwsgi.prepare(application, *PATHS)
"""


@pytest.fixture
def uwsgi(start, tmp_path, port):
    def run(*options: str, module: str = MODULE, **variables: str):
        (tmp_path / "site_module.py").write_text(module)
        options = ("--master", *options) if "--no-master" not in options else ()
        command = f"uwsgi --http-socket 127.0.0.1:{port} --module site_module --processes 2 --die-on-term --need-app"
        places = ["--virtualenv", str(environment.PLACE), "--pythonpath", str(tmp_path)]
        return start(*command.split(), *places, *options, **{"ANDIRON": "1", **variables})

    return run


@pytest.mark.parametrize(
    "options",
    [(), ("--enable-threads",), ("--py-call-osafterfork",), ("--enable-threads", "--py-call-uwsgi-fork-hooks")],
    ids=["plain", "threads", "osafterfork", "fork-hooks"],
)
def test_workers_share_the_prepared_master(uwsgi, options):
    server = uwsgi(*options).wait_ready()
    server.check_prepared(2)
    server.check_stops()


def test_beside_other_hooks(uwsgi):
    server = uwsgi(
        module="import uwsgi as real\nreal.post_fork_hook = lambda: print('first hook')\n"
        + MODULE
        + "import uwsgidecorators\nuwsgidecorators.postfork(lambda: print('second hook'))\n"
    ).wait_ready()
    server.check_prepared(2)
    assert "second hook" in server.log()
    server.check_stops()


def test_workers_are_replaced(uwsgi):
    # Not before they have lived for a while, which is a minute by default.
    server = uwsgi("--max-requests", "20", "--min-worker-lifetime", "1").wait_ready()
    seen = {}
    for _ in range(150):
        one = server.worker()
        seen[one["process"]] = one
    assert len(seen) >= 4 and all(one["references"] == 4294967295 and one["collector"] for one in seen.values())
    server.check_stops(signal.SIGINT)


@pytest.mark.parametrize(("option", "needed"), [("--lazy-apps", "unset lazy-apps"), ("--no-master", "master = true")])
def test_refuses(uwsgi, option, needed):
    server = uwsgi(option)
    assert server.process.wait(60) != 0
    assert needed in server.log()


def test_elsewhere_it_does_nothing(installed):
    import subprocess

    code = "from andiron.prefork import uwsgi; print(uwsgi.prepare(None, '/'))"
    done = subprocess.run([environment.PYTHON, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("None\n", "")
