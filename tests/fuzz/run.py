"""Run generated programs on stock and under Andiron, and report every seed whose outcome differs.

    python tests/fuzz/run.py --count 100000 --jobs 2
    python tests/fuzz/run.py --seed 1234 --count 1 --mode all      # one seed again, with its differences

Compared are values, exceptions with their whole tracebacks (lines, columns and locals of every frame), what frames
showed of their locals while running, and the change in the reference counts of the arguments.  Programs run in
batches, a process a batch and side.  A seed that differs is cut down to a small program by deleting statements while
the two sides still differ, and written to `--failures` (default: `tests/fuzz/failures/`).
"""

import argparse
import ast
import concurrent.futures
import contextlib
import dataclasses
import difflib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from generate import Case, generate


@dataclasses.dataclass
class Difference:
    seed: int
    mode: str
    stock: str
    other: str


def environment(mode: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANDIRON", "PYTHON"))}
    andiron = {"ANDIRON": "0"} if mode == "stock" else {"ANDIRON": "1", "ANDIRON_COMPILE": mode}
    return kept | {"PYTHONHASHSEED": "0"} | andiron


def check_active(python: str, mode: str) -> None:
    """Comparing stock with stock would pass quietly: make sure that the other side really compiles."""
    code = "import sys; print('andiron' in sys.modules)"
    text = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False, env=environment(mode))
    if text.stdout.strip() != "True":
        sys.exit(f"{python} does not start Andiron with ANDIRON=1 ANDIRON_COMPILE={mode}: install it with `make dev`")


def start(python: str, mode: str, arguments: list[str], timeout: float) -> tuple[str, str | None]:
    """Output of a worker, and how it failed, if it did."""
    process = subprocess.Popen([python, str(HERE / "worker.py"), *arguments], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, env=environment(mode), text=True, errors="replace",
                               start_new_session=True)
    try:
        out, err = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
        return out, f"no end after {timeout:.0f} s"
    if process.returncode < 0:
        return out, f"killed by {signal.Signals(-process.returncode).name}"
    if process.returncode:
        last = err.strip().splitlines()[-1:] or [""]
        return out, f"exit status {process.returncode}: {last[0]}"
    return out, None


@contextlib.contextmanager
def stored(cases: Iterable[Case]) -> Iterator[str]:
    """The name of a file that holds the cases."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        file.writelines(json.dumps(case.stored()) + "\n" for case in cases)
        file.flush()
        yield file.name


def run_batch(python: str, mode: str, cases: list[Case], timeout: float) -> dict[int, str]:
    """Digest by seed.  After a crash or a hang the batch goes on behind the seed that caused it."""
    results: dict[int, str] = {}
    while cases:
        with stored(cases) as name:
            out, failure = start(python, mode, [name], timeout + 0.1 * len(cases))
        done = 0
        for line in out.splitlines():
            try:
                seed, text = json.loads(line)
            except ValueError:
                break
            results[seed], done = text, done + 1
        if failure is None:
            break
        if done < len(cases):
            results[cases[done].seed] = failure
            done += 1
        cases = cases[done:]
    return results


@dataclasses.dataclass
class Batch:
    """How a batch of programs went."""

    ran: int
    functions: int
    skipped: int
    found: list[Difference]
    unsteady: list[int]  # seeds of differences where stock does not agree with itself


def is_steady(options: argparse.Namespace, cases: list[Case], difference: Difference) -> bool:
    """Whether stock agrees with itself, behind other programs too: the order of a set may hang on addresses."""
    end = next(at for at, case in enumerate(cases) if case.seed == difference.seed) + 1
    digests = (run_batch(options.python, "stock", cases[max(0, end - size):end], options.timeout).get(difference.seed)
               for size in (1, 2, 3, 6, 10, 18, 41))
    return all(digest == difference.stock for digest in digests)


def compare_batch(options: argparse.Namespace, first: int, count: int, modes: list[str]) -> Batch:
    cases = [generate(seed) for seed in range(first, first + count)]
    stock = run_batch(options.python, "stock", cases, options.timeout)
    skipped = {seed for seed, text in stock.items() if text.startswith(("syntax", "no end", "killed"))}
    found = [Difference(seed, "stock", text, "") for seed, text in stock.items() if text.startswith("harness")]
    cases = [case for case in cases if case.seed not in skipped]
    for mode in modes:
        other = run_batch(options.python, mode, cases, options.timeout)
        found += [Difference(case.seed, mode, stock.get(case.seed, "nothing"), other.get(case.seed, "nothing"))
                  for case in cases if other.get(case.seed) != stock.get(case.seed)]
    unsteady = [difference.seed for difference in found if not is_steady(options, cases, difference)]
    found = [difference for difference in found if difference.seed not in unsteady]
    return Batch(len(cases), sum(case.functions for case in cases), len(skipped), found, unsteady)


# --- one case again, and smaller ---
def transcript(python: str, mode: str, case: Case, timeout: float) -> list[str]:
    with stored([case]) as name:
        out, failure = start(python, mode, ["--transcript", name], timeout)
    return out.splitlines() + ([f"the process: {failure}"] if failure else [])


def differs(options: argparse.Namespace, mode: str, case: Case) -> bool:
    stock = transcript(options.python, "stock", case, 10)
    if any(line.startswith("the process:") for line in stock) or stock == ["does not compile"]:
        return False
    return stock != transcript(options.python, mode, case, 10)


class Deletion(ast.NodeTransformer):
    """Delete the statement with the given number; a body left empty gets `pass`."""

    def __init__(self, number: int):
        self.number, self.seen = number, -1

    def generic_visit(self, node):
        for name, value in ast.iter_fields(node):
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                kept = []
                for statement in value:
                    self.seen += 1
                    if self.seen != self.number:
                        kept.append(self.visit(statement))
                optional = name in ("orelse", "finalbody")
                setattr(node, name, kept or ([] if optional else [ast.Pass()]))
            elif isinstance(value, list):
                for item in value:
                    if isinstance(item, ast.AST):
                        self.visit(item)
            elif isinstance(value, ast.AST):
                self.visit(value)
        return node


def minimise(options: argparse.Namespace, mode: str, case: Case) -> Case:
    """Delete actions and statements, one at a time, while the two sides still differ."""
    deadline = time.monotonic() + options.minimise
    actions = list(case.actions)
    for number in range(len(actions) - 1, -1, -1):
        fewer = actions[:number] + actions[number + 1:]
        if time.monotonic() < deadline and differs(options, mode, dataclasses.replace(case, actions=fewer)):
            actions = fewer
    source, changed = case.source, True
    while changed and time.monotonic() < deadline:
        changed = False
        total = sum(isinstance(node, ast.stmt) for node in ast.walk(ast.parse(source)))
        for number in range(total - 1, -1, -1):
            if time.monotonic() > deadline:
                break
            try:
                smaller = ast.unparse(ast.fix_missing_locations(Deletion(number).visit(ast.parse(source)))) + "\n"
            except (ValueError, AttributeError, IndexError):
                continue  # a `try` without handlers, for one
            if smaller != source and differs(options, mode, dataclasses.replace(case, source=smaller, actions=actions)):
                source, changed = smaller, True
    return dataclasses.replace(case, source=source, actions=actions)


def report(options: argparse.Namespace, difference: Difference) -> None:
    """Print the difference of a seed and write its reproducer."""
    mode, case = difference.mode, generate(difference.seed)
    print(f"seed {difference.seed}, {mode}: {difference.stock} on stock, {difference.other}", flush=True)
    if difference.stock.startswith("harness"):
        return
    alone = differs(options, mode, case)
    if alone and options.minimise:
        case = minimise(options, mode, case)
    stock, other = (transcript(options.python, side, case, 20) for side in ("stock", mode))
    changes = list(difflib.unified_diff(stock, other, "stock", mode, lineterm="", n=2))
    print("\n".join(change[:300] for change in changes[:30])
          or "the same when run alone: it takes the programs of the batch before it", flush=True)
    options.failures.mkdir(parents=True, exist_ok=True)
    path = options.failures / f"seed_{difference.seed}_{mode}.txt"
    path.write_text(f"{case.source}\n# actions\n" + "".join(f"# {kind}: {text}\n" for kind, text in case.actions)
                    + "\n# difference\n" + "".join(f"# {change}\n" for change in changes))
    print(f"  written to {path}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=2000, help="programs to run (default: 2000)")
    parser.add_argument("--seed", type=int, default=0, help="the first seed (default: 0)")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--batch", type=int, default=1000, help="programs for one process (default: 1000)")
    parser.add_argument("--mode", nargs="+", default=["all", "2", "4"], help="compile modes to compare (default: all 2 "
                        "4; a number is the call that compiles); stock compares stock with itself")
    parser.add_argument("--spread", action="store_true", help="run each batch in one of the modes, by turns, "
                        "instead of in all of them")
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has Andiron installed")
    parser.add_argument("--timeout", type=float, default=60, help="seconds for a batch, beside 0.1 a program")
    parser.add_argument("--minimise", type=float, default=60, help="seconds to spend on each difference (default: 60)")
    parser.add_argument("--limit", type=int, default=10, help="stop after so many differences (default: 10)")
    parser.add_argument("--failures", type=Path, default=HERE / "failures")
    options = parser.parse_args()
    for mode in options.mode:
        if mode != "stock":
            check_active(options.python, mode)
    starts = range(options.seed, options.seed + options.count, options.batch)
    started = printed = time.monotonic()
    ran = functions = skipped = unsteady = found = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        pending = [pool.submit(compare_batch, options, first, min(options.batch, starts.stop - first),
                               [options.mode[turn % len(options.mode)]] if options.spread else options.mode)
                   for turn, first in enumerate(starts)]
        for done, future in enumerate(concurrent.futures.as_completed(pending), 1):
            batch = future.result()
            ran, functions, skipped = ran + batch.ran, functions + batch.functions, skipped + batch.skipped
            unsteady += len(batch.unsteady)
            if batch.unsteady:
                print("not the same twice on stock:", *batch.unsteady, flush=True)
            for difference in batch.found:
                found += 1
                if found <= options.limit:
                    report(options, difference)
            now = time.monotonic()
            if now - printed > 15 or batch.found:
                printed = now
                print(f"{done}/{len(starts)} batches, {ran} programs with {functions} functions, {found} differences, "
                      f"{now - started:.0f} s, {functions / (now - started):.0f} functions/s", flush=True)
            if found >= options.limit:
                for other in pending:
                    other.cancel()
                break
    print(f"fuzz ({', '.join(options.mode)}{', by turns' * options.spread}): {ran} programs with {functions} functions "
          f"ran, {skipped} programs skipped, {unsteady} not steady on stock, {found} differences, "
          f"{time.monotonic() - started:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
