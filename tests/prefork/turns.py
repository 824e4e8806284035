"""Throughput where the machine is busy: masters side by side, whose workers take turns.

    PYTHON tests/prefork/turns.py [--modes plain warmed compiled] [--minutes 2] [--light] [--compile auto]

Run with the environment's Python. Each mode's worker answers a few requests, then the next one's, and so on, in another
order each time: what else the machine does slows all of them alike. Prints requests a second of the workers' CPU time,
and how that compares with the first mode: over all requests, page copies and first executions included, and the
median of the turns of the second half.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
os.environ["PYTHONPATH"] = sys.path[0]

from app import LIGHT, PATHS  # noqa: E402

from andiron.prefork._master import Order  # noqa: E402
from andiron.prefork._measure import MODES, fleet, load  # noqa: E402

#: Requests in a turn; CPU time is counted in ticks of 10 ms.
TURN = 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--modes", nargs="+", choices=MODES, default=["plain", "freeze", "warmed", "compiled"])
    parser.add_argument("--minutes", type=float, default=2)
    parser.add_argument("--light", action="store_true", help="three kinds of requests, not ten")
    parser.add_argument("--compile", default="auto")
    options = parser.parse_args()
    paths = LIGHT if options.light else PATHS
    order = Order("app.wsgi:application", 1, warm_up=paths, rounds=12, compile=options.compile)
    seconds: dict[str, list[float]] = {name: [] for name in options.modes}
    with contextlib.ExitStack() as stack:
        fleets = {name: stack.enter_context(fleet(MODES[name].order(order))) for name in options.modes}
        names = list(options.modes)
        end = time.monotonic() + 60 * options.minutes
        while time.monotonic() < end:
            for name in names:
                running = fleets[name]
                before = running.cpu_seconds()
                failures, _ = load(running.ports, paths, TURN)
                assert failures == 0, f"{failures} requests of {name} failed"
                seconds[name].append(running.cpu_seconds() - before)
            names.append(names.pop(0))
        for running in fleets.values():
            running.stop()
    first = seconds[options.modes[0]]
    print(f"{len(first) * TURN:,} requests each; a CPU second, of the first mode's, of its second half")
    for name, turns in seconds.items():
        half = len(turns) // 2
        late = statistics.median(one / other for one, other in zip(first[half:], turns[half:], strict=True))
        print(f"{TURN * len(turns) / sum(turns):8.1f} {sum(first) / sum(turns):8.3f} {late:8.3f}  {MODES[name].title}")


if __name__ == "__main__":
    main()
