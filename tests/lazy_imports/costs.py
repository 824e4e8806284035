"""What lazy imports cost: starting Python, and single operations, beside the same without them.

    python tests/lazy_imports/costs.py [--pairs 200]

CPU time of whole processes by turns; single operations in ns, the least of several runs in each of several processes.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

APP = """
import colorsys, fractions, types
import json as package
package.dumps
plain = types.ModuleType("plain")

def resolved(n):
    for _ in range(n):
        {colorsys}

def builtin(n):
    for _ in range(n):
        {len}
    if n < 0:
        fractions

def missed(n, module=plain):
    for _ in range(n):
        {hasattr}

def missed_in_a_package(n, module=package):
    missed(n, module)
"""
#: Operations in one turn of a loop.
TIMES = 10
RUN = """
import app
from time import perf_counter_ns
app.resolved(1)
for name in ("resolved", "builtin", "missed", "missed_in_a_package"):
    function, best = getattr(app, name), 1e9
    for _ in range(9):
        began = perf_counter_ns()
        function(10000)
        best = min(best, (perf_counter_ns() - began) / 10000 / {times})
    print(best)
"""
LABELS = (
    "a name that was resolved",
    "a builtin, where a name is pending",
    "hasattr that misses a name pending elsewhere",
    "the same, of a package",
)


def environments() -> dict[str, dict[str, str]]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ANDIRON", "PYTHON"))}
    return {"eager": clean, "lazy": clean | {"ANDIRON_LAZY_IMPORTS": "all"}}


def start(environment: dict[str, str]) -> float:
    """CPU milliseconds of a Python that does nothing."""
    child = os.posix_spawn(sys.executable, [sys.executable, "-c", "pass"], environment)
    usage = os.wait4(child, 0)[2]
    return (usage.ru_utime + usage.ru_stime) * 1000


def operations(directory: Path, environment: dict[str, str]) -> list[float]:
    done = subprocess.run(
        [sys.executable, "run.py"], cwd=directory, env=environment, capture_output=True, text=True, check=True
    )
    return [float(line) for line in done.stdout.split()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=200)
    pairs = parser.parse_args().pairs
    ways = environments()
    starts: dict[str, list[float]] = {way: [] for way in ways}
    for environment in ways.values():
        start(environment)  # Writes bytecode.
    for number in range(pairs):
        for way in sorted(ways, reverse=number % 2 == 1):
            starts[way].append(start(ways[way]))
    eager, lazy = (statistics.median(starts[way]) for way in ways)
    difference = statistics.median(b - a for a, b in zip(starts["eager"], starts["lazy"], strict=True))
    print(f"python -c pass: {eager:.2f} ms, lazy {lazy:.2f} ms, difference {difference:+.2f} ms ({pairs} pairs)")

    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        repeated = {
            key: ("; ".join([text] * TIMES))
            for key, text in {"colorsys": "colorsys", "len": "len", "hasattr": "hasattr(module, 'fractions')"}.items()
        }
        (directory / "app.py").write_text(APP.format(**repeated))
        (directory / "run.py").write_text(RUN.format(times=TIMES))
        rounds = [{way: operations(directory, ways[way]) for way in ways} for _ in range(7)]
    for index, label in enumerate(LABELS):
        eager, lazy = (min(row[way][index] for row in rounds) for way in ways)
        print(f"{label}: {eager:.1f} ns, lazy {lazy:.1f} ns, difference {lazy - eager:+.1f} ns")


if __name__ == "__main__":
    main()
