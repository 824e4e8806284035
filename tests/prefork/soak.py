"""A long run under load: does a prepared worker's memory grow faster than a plain one's?

    PYTHON tests/prefork/soak.py [--minutes 10] [--workers 1] [--compile auto] [--json FILE]

Run with the environment's Python (`make prefork-soak` does). Masters run side by side, plain and prepared ones, with
the compiler and without, each with its workers, the collector on and the same requests. Memory is read twice a minute;
growth is the slope of a line through the second half of the readings, in which caches are full. Ends with 1 if a
prepared worker grows faster than a plain one (each with the compiler, or each without) by more than the noise, a
request fails, or a process does not end as it should.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import statistics
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
os.environ["PYTHONPATH"] = sys.path[0]

from app import PATHS  # noqa: E402

from andiron.prefork._master import Order  # noqa: E402
from andiron.prefork._measure import MODES, Fleet, ask, fleet  # noqa: E402

READINGS_A_MINUTE = 2
#: Prepared modes, and what each is compared with.
PLAIN = {"warmed": "plain", "compiled": "plain-compiled"}
#: MB a minute that two equal workers differ by.
NOISE = 0.05


class Load:
    """Requests to every worker of a master until told to stop."""

    def __init__(self, running: Fleet) -> None:
        self.running = running
        self.requests = self.failures = 0
        self._lock = threading.Lock()
        self._end = threading.Event()
        self._threads = [threading.Thread(target=self._drive, args=(port,)) for port in running.ports]
        for thread in self._threads:
            thread.start()

    def _drive(self, port: int) -> None:
        while not self._end.is_set():
            failures = ask(port, PATHS, len(PATHS))
            with self._lock:
                self.requests += len(PATHS)
                self.failures += failures

    def stop(self) -> None:
        self._end.set()
        for thread in self._threads:
            thread.join()


def slope(minutes: list[float], values: list[float]) -> float:
    return statistics.linear_regression(minutes, values).slope


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--modes", nargs="+", choices=MODES, default=[*PLAIN, *PLAIN.values()])
    parser.add_argument("--compile", default="auto")
    parser.add_argument("--json", metavar="FILE")
    options = parser.parse_args()
    order = Order("app.wsgi:application", options.workers, warm_up=PATHS, rounds=12, compile=options.compile)
    readings: dict[str, list[tuple[float, float]]] = {name: [] for name in options.modes}
    well = True
    with contextlib.ExitStack() as stack:
        fleets = {name: stack.enter_context(fleet(MODES[name].order(order))) for name in options.modes}
        loads = {name: Load(running) for name, running in fleets.items()}
        stack.callback(lambda: [each.stop() for each in loads.values()])
        began = time.monotonic()
        print("minute" + "".join(f"{name:>18}" for name in options.modes), flush=True)
        while (elapsed := (time.monotonic() - began) / 60) < options.minutes:
            time.sleep(min(60 / READINGS_A_MINUTE, 60 * (options.minutes - elapsed)))
            minute = (time.monotonic() - began) / 60
            for name, running in fleets.items():
                private = statistics.mean(each.private_dirty for each in running.memory()) / 1e6
                readings[name].append((minute, private))
            row = "".join(f"{readings[name][-1][1]:15.2f} MB" for name in options.modes)
            print(f"{minute:6.1f}{row}", flush=True)
        growth = {}
        for name, load in loads.items():
            load.stop()
            late = readings[name][len(readings[name]) // 2 :]
            growth[name] = slope([at for at, _ in late], [value for _, value in late]) if len(late) > 1 else 0.0
            statuses = fleets[name].stop()
            well &= load.failures == 0 and not any(statuses)
            print(
                f"{MODES[name].title}: {growth[name]:+.3f} MB a minute in the second half, {load.requests:,} requests, "
                f"{load.failures} failed, workers ended with {statuses}"
            )
    if options.json:
        Path(options.json).write_text(json.dumps({"readings": readings, "growth": growth}, indent=1) + "\n")
    compared = [(name, plain) for name, plain in PLAIN.items() if {name, plain} <= growth.keys()]
    well &= all(growth[name] <= max(0.0, growth[plain]) + NOISE for name, plain in compared)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
