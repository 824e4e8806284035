"""Run modules of CPython's own test suite on stock and under Andiron, and compare test by test.

    python tests/conformance/run.py                      # the whole list, compile everything
    python tests/conformance/run.py --subset ci          # without modules marked slow or open
    python tests/conformance/run.py --modules test_dict test_list --mode auto
    python tests/conformance/run.py --subset suite --mode lazy   # every module that `python -m test` runs

Each module runs in a process of its own, `python -m test -v --junit-xml`, with Andiron switched on through the
environment, so that processes which the tests start are under Andiron too.  Results of the stock side are kept
in `.cache/` by interpreter; `--fresh` measures them again.  The exit status is 1 when any difference is not
explained in `known.toml`.
"""

import argparse
import collections
import concurrent.futures
import dataclasses
import fnmatch
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from xml.etree import ElementTree

import tomllib

#: Tests that wait for ever in some virtual machines.
IGNORED = "*VSOCK*"
HERE = Path(__file__).resolve().parent
CACHE = HERE / ".cache"
ADDRESS = re.compile(r"0x[0-9a-fA-F]+")
HEADING = re.compile(r"^(FAIL|ERROR|UNEXPECTED SUCCESS): (.+)$", re.MULTILINE)
STARTED = re.compile(r"^(\w+ \([\w.<>]+\).*?)(?: \.\.\.|$)", re.MULTILINE)
TIMED_OUT = re.compile(r"^Timeout \(", re.MULTILINE)
VERDICT = re.compile(r"^Result: (.+)$", re.MULTILINE)


@dataclasses.dataclass
class ModuleResult:
    """What one run of one module said: the verdict for the module and the outcome of each test in it."""

    verdict: str
    outcomes: dict[str, str]
    seconds: float
    log: str = ""

    def to_json(self) -> dict:
        return {"verdict": self.verdict, "outcomes": self.outcomes, "seconds": round(self.seconds, 2)}


def read_modules(subset: str, python: str) -> list[str]:
    """The modules of `modules.txt`, one a line; `--subset ci` leaves out those marked `slow`, and those marked `open`:
    they differ still, as `docs/conformance.md` says. `--subset suite` is all that the interpreter's runner lists."""
    if subset == "suite":
        command = [python, "-m", "test", "--list-tests"]
        listing = subprocess.run(command, capture_output=True, text=True, env=environment("stock"), check=True)
        return listing.stdout.split()
    modules = []
    for line in (HERE / "modules.txt").read_text().splitlines():
        words = line.split("#")[0].split()
        if words and not (subset == "ci" and {"slow", "open"} & set(words[1:])):
            modules.append(words[0])
    return modules


def read_known() -> list[dict]:
    entries = tomllib.loads((HERE / "known.toml").read_text()).get("difference", [])
    for entry in entries:
        if not entry.get("reason"):
            sys.exit(f"known.toml: the entry for {entry.get('test')} gives no reason")
    return entries


def environment(mode: str) -> dict[str, str]:
    """The environment of one side: the same but for Andiron's own variables."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANDIRON", "PYTHON"))}
    if mode == "stock":
        return kept | {"ANDIRON": "0", "PYTHONHASHSEED": "0"}
    if mode == "lazy":
        return kept | {"ANDIRON_LAZY_IMPORTS": "all", "PYTHONHASHSEED": "0"}
    return kept | {"ANDIRON": "1", "ANDIRON_COMPILE": mode, "PYTHONHASHSEED": "0"}


def outcome_of(case: ElementTree.Element) -> str:
    kinds = {child.tag for child in case}
    for kind in ("error", "failure", "skipped"):
        if kind in kinds:
            return kind
    if "output" in kinds:
        return "expected failure"
    if case.get("outcome") or "outcome" in kinds:
        return "unexpected success"
    return "ok"


def read_outcomes(report: Path, log: str) -> dict[str, str]:
    """Outcome by test, from the XML report, with failed subtests and fixtures added from the log's headings."""
    outcomes: dict[str, str] = {}
    seen: collections.Counter[str] = collections.Counter()
    if report.exists() and report.stat().st_size:
        for case in ElementTree.parse(report).getroot().iter("testcase"):
            name = ADDRESS.sub("0x…", case.get("name") or "")
            if not name:
                continue
            seen[name] += 1
            outcomes[name if seen[name] == 1 else f"{name}#{seen[name]}"] = outcome_of(case)
    for kind, name in HEADING.findall(log):
        outcomes[f"heading: {ADDRESS.sub('0x…', name)}"] = kind.lower()
    return outcomes


def run_module(python: str, module: str, mode: str, timeout: int) -> ModuleResult:
    """Run one module on one side.  A crash or a hang becomes the verdict, with the test that was running."""
    with tempfile.TemporaryDirectory(prefix="conformance-") as folder:
        report, log_path = Path(folder, "report.xml"), Path(folder, "log")
        command = [python, "-u", "-m", "test", "-v", "--timeout", str(timeout), "--junit-xml", str(report),
                   "--ignore", IGNORED, module]
        started = time.monotonic()
        with log_path.open("wb") as log_file:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log_file, stderr=subprocess.STDOUT,
                                       env=environment(mode), cwd=folder, start_new_session=True)
            try:
                status = process.wait(timeout + 30)
            except subprocess.TimeoutExpired:
                status = None
            finally:
                try:
                    os.killpg(process.pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
                process.wait()
        seconds = time.monotonic() - started
        log = log_path.read_text(errors="replace")
        outcomes = read_outcomes(report, log)
        verdict = VERDICT.search(log)
        tests = STARTED.findall(log)
        running = f" in {tests[-1]}" if tests else ""
        if status is None or TIMED_OUT.search(log):
            text = f"timeout after {timeout} s{running}"
        elif status < 0:
            text = f"killed by {signal.Signals(-status).name}{running}"
        elif verdict:
            text = verdict.group(1)
        else:
            text = f"exit status {status} without a verdict{running}"
        return ModuleResult(text, outcomes, seconds, log)


def interpreter_key(python: str) -> str:
    """What the stock results depend on: the exact build of the interpreter and where it stands."""
    code = "import sys; print(sys.version, sys.prefix, sys.base_prefix)"
    text = subprocess.run([python, "-c", code], capture_output=True, text=True, env=environment("stock"), check=True)
    return hashlib.sha256(text.stdout.encode()).hexdigest()[:16]


def stock_result(python: str, key: str, module: str, timeout: int, fresh: bool) -> ModuleResult:
    path = CACHE / key / f"{module}.json"
    if path.exists() and not fresh:
        return ModuleResult(**json.loads(path.read_text()))
    result = run_module(python, module, "stock", timeout)
    if not result.verdict.startswith("timeout"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(result.to_json()))
    return result


def differences(stock: ModuleResult, other: ModuleResult) -> list[tuple[str, str, str]]:
    """Each test (or the module itself) whose outcome differs, as (name, on stock, on the other side)."""
    found = []
    if other.outcomes:  # none after a crash: the verdict then says it once, not for each test
        names = list(stock.outcomes) + [name for name in other.outcomes if name not in stock.outcomes]
        for name in names:
            before, after = stock.outcomes.get(name, "not run"), other.outcomes.get(name, "not run")
            if before != after:
                found.append((name, before, after))
    if stock.verdict != other.verdict:
        found.insert(0, ("the module", stock.verdict, other.verdict))
    return found


def explanation(known: list[dict], module: str, test: str) -> str | None:
    for entry in known:
        if entry["module"] == module and fnmatch.fnmatchcase(test, entry["test"]):
            return entry["reason"]
    return None


def check_active(python: str, mode: str) -> None:
    """Comparing stock with stock would pass quietly: make sure that the other side really compiles."""
    # Lazy imports begin with the first module of Python code.
    code = "import sys, keyword; m = sys.modules.get('andiron'); print(bool(m))"
    text = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False,
                          env=environment(mode))
    if text.stdout.strip() != "True":
        sys.exit(f"{python} does not start Andiron in the mode {mode}: install it with `make dev`")


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--modules", nargs="+", metavar="MODULE", help="only these (default: modules.txt)")
    parser.add_argument("--subset", choices=["full", "ci", "suite"], default="full",
                        help="ci: without the modules marked slow or open; suite: all modules of CPython's suite")
    parser.add_argument("--mode", default="all",
                        help="all, auto, a call count, lazy (imports put off), or stock to test the harness")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--timeout", type=int, default=900, metavar="SECONDS", help="for one module (default: 900)")
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has Andiron installed")
    parser.add_argument("--fresh", action="store_true", help="measure stock again instead of using kept results")
    parser.add_argument("--rerun", action="store_true",
                        help="run modules that differ once more on both sides, and count what differs both times")
    parser.add_argument("--logs", type=Path, metavar="FOLDER", help="keep the output of modules that differ there")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all results there")
    return parser.parse_args()


def main() -> int:
    options = parse_arguments()
    modules = options.modules or read_modules(options.subset, options.python)
    known, key = read_known(), interpreter_key(options.python)
    if options.mode != "stock":
        check_active(options.python, options.mode)

    def compare(module: str, fresh: bool = options.fresh) -> tuple[ModuleResult, ModuleResult]:
        stock = stock_result(options.python, key, module, options.timeout, fresh)
        return stock, run_module(options.python, module, options.mode, options.timeout)

    # Started in the background by a shell, we would hand down an ignored SIGINT, and tests of signals would fail.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    passed, failed, explained, report = 0, 0, 0, {}
    started = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        pending = {pool.submit(compare, module): module for module in modules}
        for done, future in enumerate(concurrent.futures.as_completed(pending), 1):
            module = pending[future]
            stock, other = future.result()
            found = differences(stock, other)
            if found and options.rerun:
                stock, other = compare(module, fresh=True)
                again = {name for name, _, _ in differences(stock, other)}
                found = [entry for entry in found if entry[0] in again]
            unknown = []
            for name, before, after in found:
                reason = explanation(known, module, name)
                explained += reason is not None
                if reason is None:
                    unknown.append((name, before, after))
            names = set(stock.outcomes) | set(other.outcomes)
            failed += len(unknown)
            passed += len(names) - len([name for name, _, _ in unknown if name != "the module"])
            mark = "same" if not unknown else f"{len(unknown)} differ"
            if stock.verdict != "SUCCESS":
                mark += f" (stock: {stock.verdict})"
            print(f"[{done:3}/{len(modules)}] {module:32} {len(names):5} tests {stock.seconds:6.1f} s stock "
                  f"{other.seconds:6.1f} s {options.mode}  {mark}", flush=True)
            for name, before, after in unknown:
                print(f"        {name}\n            stock: {before}; {options.mode}: {after}", flush=True)
            if unknown and options.logs:
                options.logs.mkdir(parents=True, exist_ok=True)
                (options.logs / f"{module}.log").write_text(other.log)
            report[module] = {"stock": stock.to_json(), "other": other.to_json(), "differences": unknown}
    if options.json:
        options.json.write_text(json.dumps(report, indent=1))
    print(f"conformance ({options.mode}): {passed} passed, {failed} failed, {explained} explained in known.toml, "
          f"{len(modules)} modules, {time.monotonic() - started:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
