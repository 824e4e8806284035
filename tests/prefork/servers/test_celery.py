"""celery's prefork pool, with messages in files."""

from __future__ import annotations

import json
import subprocess
import time

import environment
import pytest

APPLICATION = """
from app.tasks import celery, hot, price_of, worker
from andiron.prefork import celery as andiron_celery
andiron_celery.install(warmup=lambda: [price_of.apply((2, 3.0)) for _ in range(20)])
"""
#: Sends tasks until all wanted processes have answered and compiled; prints what they said.
CLIENT = """
import json, sys, time
from app.tasks import celery, hot, price_of, worker
from celery import group
assert price_of.delay(2, 3.0).get(timeout=30) == 6.0
found, end = {}, time.time() + 60
while time.time() < end:
    group([hot.s(300_000) for _ in range(8)]).apply_async().get(timeout=60)
    for one in group([worker.s() for _ in range(8)]).apply_async().get(timeout=60):
        found[one["process"]] = one
    if len(found) >= int(sys.argv[1]) and any(one["compiled"] for one in found.values()):
        break
print(json.dumps(list(found.values())))
"""


@pytest.fixture
def celery(start, tmp_path):
    def run(*options: str, application: str = APPLICATION):
        (tmp_path / "project.py").write_text(application)
        return start(
            "celery", "-A", "project", "worker", "--loglevel=INFO", "--concurrency=2", *options,
            ANDIRON="1", ANDIRON_TEST_QUEUE=str(tmp_path),
        )  # fmt: skip

    return run


def ask(tmp_path, count: int) -> list[dict]:
    variables = environment.variables(ANDIRON_TEST_QUEUE=str(tmp_path))
    done = subprocess.run(
        [environment.PYTHON, "-c", CLIENT, str(count)], env=variables, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("options", [(), ("--max-tasks-per-child=10",)], ids=["pool", "replaced"])
def test_pool_shares_the_prepared_master(celery, tmp_path, options):
    server = celery(*options)
    server.wait_log(" ready.")
    found = ask(tmp_path, 4 if options else 2)
    assert {one["parent"] for one in found} == {server.process.pid}
    assert all(one["collector"] and one["references"] == 4294967295 for one in found), found
    assert options or any(one["compiled"] for one in found)
    assert "andiron: " in server.log()
    server.check_stops()


def test_other_pools_are_refused(celery):
    server = celery("--pool=solo")
    assert server.process.wait(60) != 0
    assert "Andiron prepares celery's prefork pool" in server.log()
    time.sleep(0.1)
    assert "Traceback" not in server.log()
