"""Measure programs on stock CPython and on Andiron, side by side, and print one table.

    python bench/run.py                        # real programs: what `make run` shows
    python bench/run.py --suite all --json bench-results.json
    python bench/run.py --suite micro --only fib dict_count --rounds 5

Each side of each round is a process of its own (`driver.py`).  Both warm up, then take turns of a tenth of a second.
What is compared is CPU time by iteration, turn against turn: the ratio of a round is the median over its pairs,
the ratio of a benchmark the median over rounds.  So a machine whose speed changes from second to second gives ratios.
Both sides must compute the same results.  `report.py` turns the JSON into the tables of the documentation.
"""

import argparse
import contextlib
import dataclasses
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import cold
import tomllib

HERE = Path(__file__).resolve().parent
PROGRAMS = ["richards", "deltablue", "nbody", "fannkuch", "spectral_norm", "float", "chaos", "raytrace"]


@dataclasses.dataclass
class Side:
    """One of the two commands compared: how it starts Python, and with which environment."""

    name: str
    command: list[str]
    environment: dict[str, str]

    @staticmethod
    def stock(python: str) -> "Side":
        return Side("stock", [python], _environment({"ANDIRON": "0"}))

    @staticmethod
    def andiron(python: str, mode: str) -> "Side":
        if mode == "stock":  # stock against stock: shows the noise of the machine
            return Side("stock again", [python], _environment({"ANDIRON": "0"}))
        return Side("andiron", [python, "-m", "andiron", "--compile", mode], _environment({}))


def _environment(extra: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANDIRON", "PYTHON"))}
    return kept | {"PYTHONHASHSEED": "0"} | extra


class Contestant:
    """A process of one side, which warms up at once and then measures a turn whenever it is asked."""

    def __init__(self, side: Side, name: str, folder: Path, options: argparse.Namespace):
        self.report, self.stats, self.errors = folder / "report.json", folder / "stats.json", folder / "stderr"
        command = list(side.command)
        if side.name == "andiron":
            command += ["--stats-json", str(self.stats)]
        command += [str(HERE / "driver.py"), name, "--report", str(self.report), "--warmup", str(options.warmup),
                    "--turn", str(options.turn)]
        with self.errors.open("w") as stderr:
            self.process = subprocess.Popen(command, env=side.environment, text=True, bufsize=1, stderr=stderr,
                                            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.alarm = threading.Timer(options.timeout, self.process.kill)
        self.alarm.start()

    def answer(self) -> str | None:
        """What it says next; nothing if it has ended."""
        return self.process.stdout.readline() or None

    def turn(self) -> float | None:
        """Let it measure: the CPU seconds it spent, or nothing if it has ended."""
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.write("turn\n")
        answer = self.answer()
        return float(answer) if answer else None

    def end(self) -> dict:
        """Its report, with Andiron's own figures where it gave any, or `{"error": …}`."""
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.wait()
        self.alarm.cancel()
        if self.process.returncode or not self.report.exists():
            last = self.errors.read_text().strip().splitlines()[-1:] or ["no message"]
            return {"error": f"exit status {self.process.returncode}: {last[0]}"}
        result = json.loads(self.report.read_text())
        if self.stats.exists():
            result["stats"] = json.loads(self.stats.read_text())
        return result


def run_round(sides: tuple[Side, Side], name: str, first: int, options: argparse.Namespace) -> list[dict]:
    """One round of a benchmark: the reports of both sides, which took turns, beginning with side `first`."""
    with contextlib.ExitStack() as stack:
        folders = [Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-"))) for _ in sides]
        contestants = [Contestant(side, name, folder, options) for side, folder in zip(sides, folders)]
        order = contestants[first:] + contestants[:first]
        alive = all([contestant.answer() for contestant in order])
        spent = turns = 0
        while alive and (spent < options.measure * 2 or turns < options.minimum):
            seconds = [contestant.turn() for contestant in order]
            alive = None not in seconds
            spent += sum(second or 0 for second in seconds)
            turns += 1
        return [contestant.end() for contestant in contestants]


def count(value: object) -> int | None:
    """A number out of what `--stats-json` holds under one name: a number, a list of entries, or a table of either."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return int(value)
    if isinstance(value, dict):
        if "count" in value:
            return count(value["count"])
        return sum(count(entry) or 0 for entry in value.values())
    if isinstance(value, list):
        return sum((count(entry["count"]) or 0) if isinstance(entry, dict) and "count" in entry else 1
                   for entry in value)
    return None


def summarise(name: str, stock: list[dict], other: list[dict], target: float | None) -> dict:
    """One row of the table from the reports of all rounds."""
    errors = [f"{side}: {run['error']}" for side, runs in (("stock", stock), ("andiron", other))
              for run in runs if "error" in run]
    if errors:
        return {"name": name, "error": errors[0]}
    results = {(tuple(run["results"]), run["output"]) for run in stock + other}
    turns = [[[statistics.median(turn) for turn in run["turns"]] for run in runs] for runs in (stock, other)]
    before, after = (statistics.median(statistics.median(run) for run in runs) for runs in turns)
    rounds = [statistics.median(a / b for a, b in zip(*pair)) for pair in zip(*turns)]
    stats = other[-1].get("stats", {})
    memory = [statistics.median(run["peak_kib"] for run in runs) for runs in (stock, other)]
    return {
        "name": name,
        "stock_seconds": before,
        "andiron_seconds": after,
        "ratio": statistics.median(rounds),
        "ratio_low": min(rounds),
        "ratio_high": max(rounds),
        "first_ratio": statistics.median(run["first"] for run in stock)
        / statistics.median(run["first"] for run in other),
        "same_output": len(results) == 1 and len(next(iter(results))[0]) == 1,
        "compiled": count(stats.get("compiled")),
        "exits": count(stats.get("exits")),
        "code_bytes": count(stats.get("code_bytes", stats.get("bytes_of_code"))),
        "stock_peak_mib": memory[0] / 1024,
        "andiron_peak_mib": memory[1] / 1024,
        "memory_ratio": memory[1] / memory[0],
        "memory_within_bound": memory[1] <= memory[0] * 1.15 + 15 * 1024,
        "target": target,
    }


COLUMNS = ["program", "stock", "Andiron", "ratio", "rounds", "goal", "compiled", "exits", "memory", "output"]


def cells(row: dict) -> list[str]:
    if "error" in row:
        return [row["name"], "", "", "failed", "", "", "", "", "", row["error"][:60]]
    return [
        row["name"],
        f"{row['stock_seconds'] * 1000:.1f} ms",
        f"{row['andiron_seconds'] * 1000:.1f} ms",
        f"{row['ratio']:.2f}×",
        f"{row['ratio_low']:.2f}–{row['ratio_high']:.2f}",
        f"{row['target']:g}×" if row["target"] else "",
        "" if row["compiled"] is None else str(row["compiled"]),
        "" if row["exits"] is None else str(row["exits"]),
        f"{row['memory_ratio']:.2f}×",
        "same" if row["same_output"] else "DIFFERENT",
    ]


def print_table(title: str, columns: list[str], rows: list[list[str]]) -> None:
    try:
        from rich.console import Console
        from rich.table import Table
    except ImportError:
        widths = [max(len(line[i]) for line in [columns, *rows]) for i in range(len(columns))]
        print(f"\n{title}")
        for line in [columns, ["-" * width for width in widths], *rows]:
            left, *right = (text.ljust(w) if i == 0 else text.rjust(w)
                            for i, (text, w) in enumerate(zip(line, widths)))
            print("  ".join([left, *right]))
        return
    table = Table(title=title, title_justify="left")
    for number, column in enumerate(columns):
        table.add_column(column, justify="left" if number == 0 else "right", no_wrap=True)
    for line in rows:
        style = "red" if "DIFFERENT" in line or "failed" in line else None
        table.add_row(*line, style=style)
    console = Console()
    if not console.is_terminal:
        console = Console(width=140)
    console.print(table)


def geometric_mean(rows: list[dict]) -> float | None:
    ratios = [row["ratio"] for row in rows if "ratio" in row]
    return statistics.geometric_mean(ratios) if ratios else None


def chosen(options: argparse.Namespace) -> list[tuple[str, str]]:
    """(section, name) of every benchmark asked for."""
    listed = [("programs", name) for name in PROGRAMS]
    listed += [("applications", path.stem) for path in sorted((HERE / "apps").glob("*.py"))]
    listed += [("micro", path.stem) for path in sorted((HERE / "micro").glob("*.py"))]
    if options.only:
        wanted = [(section, name) for section, name in listed if name in options.only]
        missing = set(options.only) - {name for _, name in wanted}
        if missing:
            sys.exit(f"no benchmark is called {', '.join(sorted(missing))}")
        return wanted
    sections = {"real": ("programs", "applications"), "micro": ("micro",), "cold": (),
                "all": ("programs", "applications", "micro")}[options.suite]
    return [entry for entry in listed if entry[0] in sections]


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--suite", choices=["real", "micro", "cold", "all"], default="real",
                        help="real: pyperformance's programs and applications (default); cold: start-up and cold code")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only these benchmarks")
    parser.add_argument("--rounds", type=int, default=3, help="pairs of processes (default: 3)")
    parser.add_argument("--quick", action="store_true", help="one round with short measurements")
    parser.add_argument("--warmup", type=float, default=4.0, help="CPU seconds before measuring (default: 4)")
    parser.add_argument("--measure", type=float, default=1.5, help="CPU seconds measured on each side (default: 1.5)")
    parser.add_argument("--minimum", type=int, default=5, help="turns measured at least (default: 5)")
    parser.add_argument("--turn", type=float, default=0.1, help="CPU seconds of a turn (default: 0.1)")
    parser.add_argument("--timeout", type=float, default=300, help="seconds for one process (default: 300)")
    parser.add_argument("--mode", default="auto", help="Andiron's --compile, or stock to compare stock with itself")
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has Andiron installed")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.warmup, options.measure, options.minimum = 1, 0.5, 0.3, 2
    return options


def main() -> int:
    options = parse_arguments()
    sides = Side.stock(options.python), Side.andiron(options.python, options.mode)
    targets = tomllib.loads((HERE / "targets.toml").read_text())
    listed = chosen(options)
    reports: dict[str, tuple[list, list]] = {name: ([], []) for _, name in listed}
    progress, total = 0, len(listed) * options.rounds
    for round_number in range(options.rounds):
        for _, name in listed:
            progress += 1
            if sys.stderr.isatty():
                print(f"\r\033[K[{progress}/{total}] {name}", end="", file=sys.stderr)
            for reported, report in zip(reports[name], run_round(sides, name, round_number % 2, options)):
                reported.append(report)
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)

    rows: dict[str, list[dict]] = {}
    for section, name in listed:
        rows.setdefault(section, []).append(summarise(name, *reports[name], targets.get(name)))
    titles = {"programs": "Programs (pyperformance)", "applications": "Applications (PyPI)", "micro": "Microbenchmarks"}
    for section, lines in rows.items():
        mean = geometric_mean(lines)
        title = titles[section] + (f": geometric mean {mean:.2f}×" if mean else "")
        print_table(title + ", CPU time by iteration", COLUMNS, [cells(row) for row in lines])
    start = []
    if options.suite in ("cold", "all") and not options.only:
        start = cold.measure(sides, 5 if options.quick else 60)
        print_table("Start-up and cold code, CPU time of the process", cold.COLUMNS, [cold.cells(row) for row in start])
    if options.json:
        options.json.write_text(json.dumps({
            "python": platform.python_version(), "machine": platform.machine(), "system": platform.system(),
            "mode": options.mode, "rounds": options.rounds, "sections": rows, "cold": start,
        }, indent=1))
    wrong = [row for lines in rows.values() for row in lines if "error" in row or not row["same_output"]]
    for row in wrong:
        print(f"{row['name']}: {row.get('error', 'the two sides computed different results')}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
