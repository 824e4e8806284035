"""Runs real commands with imports done at once and put off: same exit code and output? how much CPU time?

    python tests/lazy_imports/run.py [--only pip,black] [--rounds 5] [--without-list] [--json FILE] [--markdown FILE]

Each command's packages are installed from PyPI into a virtual environment of their own, with this Andiron beside them,
under `tests/lazy_imports/.environments-3.12` (of the Python that runs this; kept for the next run, `--fresh` makes them
anew). A command runs in an empty directory, by turns eagerly and lazily (`ANDIRON_LAZY_IMPORTS=all`), once each before
anything is measured. CPU time is that of the process and its children, the least of all rounds: what else the machine
does only adds to it.
`--without-list` ignores the shipped list of packages that stay eager. On Python 3.15 and later, `--python-alone`
compares with Python's own `-X lazy_imports=all`, without Andiron's rules. Exits with 1 if anything differs.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import tomllib

HERE = Path(__file__).resolve().parent
ENVIRONMENTS = HERE / f".environments-{sys.version_info[0]}.{sys.version_info[1]}"


def environment_of(packages: str, fresh: bool) -> Path:
    """The virtual environment with these packages and this Andiron."""
    place = ENVIRONMENTS / packages.replace(" ", "+")
    python = place / "bin" / "python"
    if fresh or not (place / ".complete").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", place], check=True)
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--prefer-binary"]
        subprocess.run([*install, *packages.split()], check=True, timeout=400)
        (place / ".complete").touch()
    site = Path(
        subprocess.check_output([python, "-c", "import site; print(site.getsitepackages()[0])"], text=True).strip()
    )
    ours = Path(sysconfig.get_path("purelib"))
    for name in ("andiron", "andiron-start.pth", "_andiron_start.py"):
        link = site / name
        if not link.is_symlink() or link.readlink() != ours / name:
            link.unlink(missing_ok=True)
            link.symlink_to(ours / name)
    return place


def run(command: str, place: Path, extra: dict[str, str]) -> tuple[float, tuple[int, str, str]]:
    """CPU seconds, and (exit code, output, errors)."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ANDIRON", "PYTHON"))}
    environment = (
        clean | {"PATH": f"{place / 'bin'}:{os.environ['PATH']}", "COLUMNS": "80", "PYTHONHASHSEED": "0"} | extra
    )
    with tempfile.TemporaryDirectory() as directory:
        environment["HOME"] = directory
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        try:
            done = subprocess.run(
                ["sh", "-c", command], cwd=directory, env=environment, capture_output=True, text=True, timeout=120
            )
            result = done.returncode, done.stdout, done.stderr
        except subprocess.TimeoutExpired:
            result = 124, "", "timed out"
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, (result[0], result[1].replace(directory, "DIR"), result[2].replace(directory, "DIR"))


def blotted(result: tuple[int, str, str], pattern: str | None) -> tuple[int, str, str]:
    """What must be the same: without addresses, and what the command's own entry names."""
    blot = re.compile(rf"0x[0-9a-f]{{6,}}|/tmp/\w+{'|' + pattern if pattern else ''}")
    return result[0], blot.sub("…", result[1]), blot.sub("…", result[2])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", help="names, separated by commas")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--without-list", action="store_true")
    parser.add_argument("--python-alone", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--markdown", type=Path, help="the table of docs/performance.md")
    options = parser.parse_args()
    commands = tomllib.loads((HERE / "commands.toml").read_text())
    if options.only:
        commands = {name: commands[name] for name in options.only.split(",")}
    lazy = {"ANDIRON_LAZY_IMPORTS": "all"}
    if options.without_list:
        lazy["ANDIRON_LAZY_IMPORTS_LIST"] = "0"
    if options.python_alone:
        lazy = {"PYTHON_LAZY_IMPORTS": "all"}
    rows = []
    for name, entry in commands.items():
        try:
            place = environment_of(entry["install"], options.fresh)
        except (subprocess.SubprocessError, OSError) as error:
            print(f"{name:16} not installed: {error}", flush=True)
            continue
        times: dict[str, list[float]] = {"eager": [], "lazy": []}
        ways = {"eager": {}, "lazy": lazy}
        # Writes bytecode, and shows whether it is steady on its own.
        outcomes = [blotted(run(entry["command"], place, {})[1], entry.get("blot")) for _ in range(2)]
        results = {
            way: blotted(run(entry["command"], place, extra)[1], entry.get("blot")) for way, extra in ways.items()
        }
        same = results["eager"] == results["lazy"]
        steady = outcomes[0] == outcomes[1] == results["eager"]
        for _ in range(options.rounds):
            for way, extra in ways.items():
                times[way].append(run(entry["command"], place, extra)[0])
        eager, put_off = (min(times[way], default=0.0) * 1000 for way in ways)
        change = put_off / eager - 1 if eager else 0.0
        verdict = "same" if same else "DIFFERENT" if steady else "not steady"
        rows.append({"name": name, "eager": eager, "lazy": put_off, "change": change, "verdict": verdict})
        print(
            f"{name:16} {eager:8.0f} ms {put_off:8.0f} ms {change:+7.0%}  {verdict} (exit {results['eager'][0]})",
            flush=True,
        )
        if not same:
            for way, result in results.items():
                print(f"--- {way}: exit {result[0]}\n{result[1][-1500:]}\n{result[2][-3000:]}", flush=True)
    if rows:
        median = statistics.median(row["change"] for row in rows)
        same_rows = sum(row["verdict"] == "same" for row in rows)
        print(f"{len(rows)} commands, {same_rows} the same, median CPU time {median:+.0%}")
    if options.markdown:
        lines = ["| command | eager | lazy | change |", "| --- | ---: | ---: | ---: |"]
        lines += [f"| {r['name']} | {r['eager']:.0f} ms | {r['lazy']:.0f} ms | {r['change']:+.0%} |" for r in rows]
        options.markdown.write_text("\n".join(lines) + "\n")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1))
    return int(any(row["verdict"] == "DIFFERENT" for row in rows))


if __name__ == "__main__":
    sys.exit(main())
