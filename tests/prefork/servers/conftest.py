"""Real servers from PyPI, with the application of `../app` (`make prefork-servers` installs and runs them all)."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import environment  # noqa: E402
from app import PATHS  # noqa: E402

#: What a log of a server that is well does not have.
# (uvicorn's workers end by the SIGTERM that they are sent, which is well.)
TROUBLE = ("Traceback", "Segmentation", "Fatal Python", "SIGSEGV", "SIGABRT", "SIGBUS", "SIGKILL", "panicked", "Error:")
IMMORTAL = 4294967295


class Server:
    """A server process on a free port, its log, and requests to it."""

    def __init__(self, directory: Path, command: list[str], port: int, **variables: str) -> None:
        self.port = port
        self.log_path = directory / "log"
        with open(self.log_path, "wb") as log:
            self.process = subprocess.Popen(
                [str(environment.PYTHON.parent / command[0]), *command[1:]],
                cwd=directory,
                env=environment.variables(**variables),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def get(self, path: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers={"Connection": "close"})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def worker(self) -> dict:
        """What the worker looks like that happens to answer."""
        status, body = self.get("/worker/")
        assert status == 200
        return json.loads(body)

    def workers(self, enough: int, tries: int = 400) -> dict[int, dict]:
        """The last answer of each worker, once so many different ones have answered."""
        found: dict[int, dict] = {}
        # One request after the other may always go to the worker that was quicker the last time.
        # And a worker that mostly waits is not looked at by the compiler.
        with ThreadPoolExecutor(2 * enough) as threads:
            for _ in range(tries):
                for one in threads.map(lambda _: self.worker(), range(50 * enough)):
                    found[one["process"]] = one
                if len(found) >= enough:
                    return found
        raise AssertionError(f"only {len(found)} workers answered")

    def wait_ready(self, seconds: float = 60) -> Server:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            assert self.process.poll() is None, self.log()
            try:
                self.get("/admin/login/")
            except OSError:
                time.sleep(0.1)
            else:
                return self
        raise AssertionError(f"not ready: {self.log()}")

    def log(self) -> str:
        return self.log_path.read_text(errors="replace")

    def wait_log(self, text: str, seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while text not in self.log():
            assert time.monotonic() < end and self.process.poll() is None, self.log()
            time.sleep(0.1)

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)

    def check_prepared(self, workers: int) -> None:
        """Every page answers, and workers are forks of a prepared master whose collector runs and which compile."""
        for path in PATHS:
            for _ in range(2 * workers):
                assert self.get(path)[0] == 200, path
        end = time.monotonic() + 60
        while True:
            found = self.workers(workers)
            assert {one["parent"] for one in found.values()} == {self.process.pid}
            assert all(one["collector"] for one in found.values())
            assert all(one["references"] == IMMORTAL for one in found.values()), found
            assert all(one["frozen"] > 100_000 for one in found.values())
            if all(one["hot"] for one in found.values()):
                return
            assert time.monotonic() < end, f"a worker compiles nothing: {found}"

    def check_stops(self, number: int = signal.SIGTERM, status: int = 0) -> None:
        assert self.stop(number) == status, self.log()
        log = self.log()
        assert not [word for word in TROUBLE if word in log], log


@pytest.fixture
def installed() -> None:
    if not environment.installed():
        pytest.skip("the servers are not installed: make prefork-servers installs and runs them")


@pytest.fixture
def port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture
def start(installed, tmp_path: Path, port: int):
    """Starts a server; what still runs at the end of the test is killed."""
    started: list[Server] = []

    def make(*command: str, **variables: str) -> Server:
        server = Server(tmp_path, list(command), port, **variables)
        started.append(server)
        return server

    yield make
    for server in started:
        if server.process.poll() is None:
            children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
            for process in [server.process.pid, *map(int, children)]:
                try:
                    os.kill(process, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            server.process.wait()
