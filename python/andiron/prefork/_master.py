"""The master process of one measurement: loads the application, prepares in one of the ways, forks, waits.

``python -m andiron.prefork._master`` with the order as JSON in its last argument. It speaks JSON lines on the socket
whose file descriptor the order names: first where its workers are, then an answer to each command.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
import time
import traceback
from dataclasses import asdict, dataclass, field
from typing import Any

from andiron.prefork._loading import LoadError, load


@dataclass(frozen=True)
class Order:
    """What a master is to do. `freeze` alone is ``gc.freeze()``; `options` are those of ``prepare()``, or None."""

    app: str
    workers: int
    control: int = -1
    port: int = 0
    freeze: bool = False
    options: dict[str, bool] | None = None
    warm_up: list[str] = field(default_factory=list)
    rounds: int = 1
    compile: str = ""


def listeners(order: Order) -> list[socket.socket]:
    """One for each worker, so that all get the same requests."""
    made = []
    for number in range(order.workers):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        port = order.port + number if order.port else 0
        try:
            listener.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            reason = error.strerror if isinstance(error, OSError) else "there is no such port"
            raise LoadError(f"port {port} of 127.0.0.1 cannot be used: {reason}") from None
        listener.listen(64)
        made.append(listener)
    return made


def prepare(order: Order, app: Any) -> dict[str, Any]:
    """Brings the process into the state that workers are forked from."""
    from andiron import prefork
    from andiron.prefork.warmup import requests

    warm_up = requests(app, order.warm_up, rounds=order.rounds) if order.warm_up else None
    if order.options is not None:
        return prefork.prepare(warmup=warm_up, **order.options).as_dict()
    if warm_up is not None:
        warm_up()
    if order.freeze:
        gc.collect()
        gc.disable()
        gc.freeze()
        os.register_at_fork(after_in_child=gc.enable)
    return {}


def main(order: Order) -> None:
    control = socket.socket(fileno=order.control)
    channel = control.makefile("rw", encoding="utf-8")

    def say(what: dict[str, Any]) -> None:
        channel.write(json.dumps(what) + "\n")
        channel.flush()

    # A server has its own code when it forks.
    from andiron.prefork import _worker

    try:
        sockets = listeners(order)
        if order.compile:
            import andiron

            andiron.enable(int(order.compile) if order.compile.isdigit() else order.compile)
        began = time.perf_counter()
        app = load(order.app)
        loaded = time.perf_counter() - began
        report = prepare(order, app)
    except (LoadError, RuntimeError, ValueError) as error:
        if error.__cause__ is not None:
            traceback.print_exception(error.__cause__)
        say({"error": str(error)})
        return
    collected, written = os.pipe()
    workers = []
    for listener in sockets:
        worker = os.fork()
        if worker == 0:
            os.close(control.detach())
            os.close(collected)
            _worker.serve(app, listener, written)
        workers.append(worker)
    os.close(written)
    ports = [listener.getsockname()[1] for listener in sockets]
    say({"process": os.getpid(), "workers": workers, "ports": ports, "report": report, "load_seconds": loaded})
    for command in channel:
        if command == "collect\n":
            for worker in workers:
                os.kill(worker, signal.SIGUSR1)
            count = 0
            while count < len(workers):
                count += len(os.read(collected, 64)) or len(workers)
            say({})
    for worker in workers:
        os.kill(worker, signal.SIGTERM)
    say({"statuses": [os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) for worker in workers]})


if __name__ == "__main__":
    main(Order(**json.loads(sys.argv.pop())))


def as_argument(order: Order) -> str:
    return json.dumps(asdict(order))
