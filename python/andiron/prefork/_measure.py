"""``python -m andiron.prefork measure``: a user's own application, forked in several ways, under load.

Each way gets a fresh master process (`_master`), which loads the application, prepares, and forks workers that each
listen on a loopback socket of their own. They get the same requests, collect their garbage once, and are read.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from andiron.prefork._master import Order, as_argument
from andiron.prefork._memory import Memory, cpu_seconds_of, memory_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

#: Longest wait for an answer, and for a master to be ready, in seconds.
ANSWER_TIMEOUT, READY_TIMEOUT = 60.0, 300.0


class MeasureError(Exception):
    """What was asked for cannot be measured; the message is for the user."""


@dataclass(frozen=True)
class Mode:
    """One way to fork. `warm` and `compile` say whether it gets the user's warm-up and compiler mode."""

    title: str
    freeze: bool = False
    options: dict[str, bool] | None = None
    warm: bool = False
    compile: bool = False

    def order(self, order: Order) -> Order:
        return replace(
            order,
            freeze=self.freeze,
            options=self.options,
            warm_up=order.warm_up if self.warm else [],
            compile=order.compile if self.compile else "",
        )


MODES = {
    "plain": Mode("plain fork"),
    "freeze": Mode("gc.freeze()", freeze=True),
    "immortal": Mode("immortal + freeze", options={"compile": False, "plug": False}),
    "cold": Mode("immortal + freeze + plug", options={"compile": False}),
    "warmed": Mode("immortal + freeze + plug, warmed up", options={"compile": False}, warm=True),
    "compiled": Mode("the same, with compiled code", options={}, warm=True, compile=True),
    "plain-warmed": Mode("plain fork, warmed up", warm=True),
    "plain-compiled": Mode("plain fork, warmed up, with compiled code", warm=True, compile=True),
    "freeze-warmed": Mode("gc.freeze(), warmed up", freeze=True, warm=True),
    "unplugged": Mode("immortal + freeze, warmed up", options={"compile": False, "plug": False}, warm=True),
}
#: The four ways that a table is about; ``--compile`` adds "compiled".
USUAL = ("plain", "freeze", "immortal", "warmed")


@dataclass
class Result:
    """What one mode came to. Memory is the mean of the workers, in bytes."""

    mode: str
    title: str
    workers: list[Memory]
    master: Memory
    requests: int
    failures: int
    seconds: float
    cpu_seconds: float
    load_seconds: float
    statuses: list[int]
    report: dict[str, Any] = field(default_factory=dict)

    @property
    def pss(self) -> float:
        return statistics.mean(each.pss for each in self.workers)

    @property
    def private_dirty(self) -> float:
        return statistics.mean(each.private_dirty for each in self.workers)

    @property
    def rate(self) -> float:
        """Requests a second of elapsed time."""
        return self.requests / self.seconds

    @property
    def cpu_rate(self) -> float:
        """Requests a second of the workers' CPU time."""
        return self.requests / self.cpu_seconds if self.cpu_seconds else 0.0

    @property
    def preparation(self) -> float:
        """Seconds that ``prepare()`` took without the warm-up, which is the application's own time."""
        seconds: dict[str, float] = self.report.get("seconds", {})
        return sum(value for step, value in seconds.items() if step != "warm-up")

    def as_dict(self) -> dict[str, Any]:
        figures = ("pss", "private_dirty", "rate", "cpu_rate", "preparation")
        return asdict(self) | {name: getattr(self, name) for name in figures}


class Fleet:
    """A master with its workers, while they run."""

    def __init__(self, order: Order) -> None:
        ours, theirs = socket.socketpair()
        self._control = ours
        self._channel = ours.makefile("rw", encoding="utf-8")
        command = [sys.executable, *_flags(), "-m", "andiron.prefork._master"]
        with theirs:
            order = replace(order, control=theirs.fileno())
            self._master = subprocess.Popen(
                [*command, as_argument(order)], pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=2
            )
        try:
            said = self._answer(READY_TIMEOUT)
        except BaseException:
            self._master.kill()
            self._master.wait()
            raise
        if "error" in said:
            self._master.wait()
            raise MeasureError(said["error"])
        self.process: int = said["process"]
        self.workers: list[int] = said["workers"]
        self.ports: list[int] = said["ports"]
        self.report: dict[str, Any] = said["report"]
        self.load_seconds: float = said["load_seconds"]

    def _answer(self, timeout: float) -> dict[str, Any]:
        self._control.settimeout(timeout)
        try:
            line = self._channel.readline()
        except TimeoutError:
            raise MeasureError(f"the master process said nothing for {timeout:.0f} s") from None
        if not line:
            status = self._master.wait()
            raise MeasureError(f"the master process {_how_it_ended(status)} before its workers were ready")
        return dict(json.loads(line))

    def _tell(self, what: str) -> None:
        self._channel.write(what + "\n")
        self._channel.flush()

    def collect(self) -> None:
        """Lets each worker collect its garbage."""
        self._tell("collect")
        self._answer(ANSWER_TIMEOUT)

    def memory(self) -> list[Memory]:
        try:
            return [memory_of(worker) for worker in self.workers]
        except (FileNotFoundError, ProcessLookupError, KeyError):
            raise MeasureError("a worker has ended while requests were being sent") from None

    def cpu_seconds(self) -> float:
        return sum(map(cpu_seconds_of, self.workers))

    def stop(self) -> list[int]:
        """Ends the workers, then the master; returns the workers' exit statuses."""
        self._control.shutdown(socket.SHUT_WR)
        statuses: list[int] = self._answer(ANSWER_TIMEOUT)["statuses"]
        if self._master.wait(ANSWER_TIMEOUT):
            raise MeasureError(f"the master process {_how_it_ended(self._master.returncode)}")
        return statuses

    def close(self) -> None:
        """Leaves no process behind, whatever has happened."""
        self._control.close()
        if self._master.poll() is None:
            for process in [*self.workers, self.process]:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            self._master.wait()


@contextlib.contextmanager
def fleet(order: Order) -> Iterator[Fleet]:
    running = Fleet(order)
    try:
        yield running
    finally:
        running.close()


def _flags() -> list[str]:
    """This Python's own options, for another one like it."""
    return subprocess._args_from_interpreter_flags()  # type: ignore[attr-defined,no-any-return]


def _how_it_ended(status: int) -> str:
    return f"was ended by {signal.Signals(-status).name}" if status < 0 else f"exited with status {status}"


def ask(port: int, paths: Sequence[str], count: int) -> int:
    """Sends requests one after the other; returns how many failed or were answered with a status from 500 up."""
    failures = 0
    for number in range(count):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_TIMEOUT)
        try:
            connection.request("GET", paths[number % len(paths)])
            answer = connection.getresponse()
            answer.read()
            failures += answer.status >= 500
        except (OSError, http.client.HTTPException):
            failures += 1
        finally:
            connection.close()
    return failures


def load(ports: Sequence[int], paths: Sequence[str], count: int) -> tuple[int, float]:
    """Sends `count` requests to each port at once; returns how many failed, and the elapsed seconds."""
    failures = [0] * len(ports)

    def drive(at: int) -> None:
        failures[at] = ask(ports[at], paths, count)

    threads = [threading.Thread(target=drive, args=(at,)) for at in range(len(ports))]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(failures), time.perf_counter() - began


def run(name: str, order: Order, paths: Sequence[str], requests: int) -> Result:
    """Measures one mode: `requests` to each worker."""
    mode = MODES[name]
    with fleet(mode.order(order)) as running:
        before = running.cpu_seconds()
        failures, seconds = load(running.ports, paths, requests)
        used = running.cpu_seconds() - before
        if failures == requests * order.workers:
            raise MeasureError(f"no request to {order.app} succeeded ({mode.title}); see its messages above")
        running.collect()
        workers, master = running.memory(), memory_of(running.process)
        return Result(
            mode=name,
            title=mode.title,
            workers=workers,
            master=master,
            requests=requests * order.workers,
            failures=failures,
            seconds=seconds,
            cpu_seconds=used,
            load_seconds=running.load_seconds,
            report=running.report,
            statuses=running.stop(),
        )


def measure(
    order: Order, paths: Sequence[str], requests: int, modes: Sequence[str], say: Callable[[str], object]
) -> list[Result]:
    results = []
    for name in modes:
        say(f"{MODES[name].title}…")
        results.append(run(name, order, paths, requests))
    return results


TITLES = ("", "Pss MB", "private dirty MB", "of plain", "requests/s", "per CPU s", "prepared in")


def rows(results: Sequence[Result]) -> list[tuple[str, ...]]:
    """The table's cells; memory and rates are those of one worker."""
    first = results[0]
    found: list[tuple[str, ...]] = []
    for result in results:
        found.append(
            (
                result.title,
                megabytes(result.pss),
                megabytes(result.private_dirty),
                f"{result.private_dirty / first.private_dirty:.0%}",
                f"{result.rate:,.0f}",
                f"{result.cpu_rate:,.0f}",
                f"{result.preparation * 1000:,.0f} ms" if result.report else "",
            )
        )
    return found


def megabytes(count: float) -> str:
    return f"{count / 1e6:,.1f}"


def notes(results: Sequence[Result]) -> list[str]:
    """What a reader must know of the figures: how much was asked, and what went wrong."""
    first = results[0]
    found = [
        f"{len(first.workers)} workers of a master of {megabytes(first.master.rss)} MB, "
        f"{first.requests // len(first.workers):,} requests each; memory is a worker's, after a collection"
    ]
    for result in results:
        failed = [status for status in result.statuses if status]
        if failed:
            found.append(f"{result.title}: workers ended with status {', '.join(map(str, failed))}")
        if result.failures:
            found.append(f"{result.title}: {result.failures:,} of {result.requests:,} requests failed")
        found += [f"{result.title}: {warning}" for warning in result.report.get("warnings", ())]
    return found
