"""Run one benchmark in this process and report time by iteration; started by `run.py`, once a side and round.

    python bench/driver.py NAME --report FILE [--warmup SECONDS] [--turn SECONDS]

It warms up, says `ready` on standard output, and then measures a turn of at least one iteration for each line it reads:
so `run.py` lets two sides take turns of a tenth of a second, and a machine that slows down slows both.

A benchmark is a file of ours with a function `run()` (`micro/NAME.py`, `apps/NAME.py`), or one of pyperformance's,
whose `run_benchmark.py` is executed with a stand-in for `pyperf` that records what it would have measured.
Times are CPU time of the whole process, so work that a compiler does on another thread counts.
The results of all iterations must be the same; their digest is reported, for `run.py` to compare between sides.
"""

import argparse
import array
import contextlib
import gc
import hashlib
import importlib.util
import io
import json
import random
import resource
import sys
import tempfile
import time
import types
from pathlib import Path

HERE = Path(__file__).resolve().parent


class Recorder:
    """Stands in for `pyperf.Runner`: keeps the function to measure instead of measuring it."""

    recorded = None
    times_itself = False  # then the value is elapsed seconds, which nobody can compare

    def __init__(self, **_ignored):
        self.argparser = argparse.ArgumentParser()
        self.metadata = {}

    def parse_args(self):
        return self.argparser.parse_args([])

    def bench_func(self, _name, function, *arguments, **_ignored):
        Recorder.recorded = lambda: function(*arguments)

    def bench_time_func(self, _name, function, *arguments, **_ignored):
        Recorder.recorded, Recorder.times_itself = lambda: function(1, *arguments), True


def _restore_nbody(names):
    """The bodies move on from call to call: put them back, so that every iteration computes the same."""
    start = [(list(place), list(speed)) for place, speed, _ in names["SYSTEM"]]

    def restore():
        for (place, speed, _), (first_place, first_speed) in zip(names["SYSTEM"], start):
            place[:], speed[:] = first_place, first_speed

    return restore


def _picture(write):
    with tempfile.NamedTemporaryFile(suffix=".ppm") as file:
        write(file.name)
        return file.read()


def _chaos_picture(names):
    def write(path):
        names["main"](Recorder(), argparse.Namespace(thickness=0.25, width=96, height=96, iterations=2000,
                                                     filename=path, rng_seed=1234))
        Recorder.recorded()

    return _picture(write)


# name → (folder, what to do before each iteration, what to compare once at the end besides return values and output)
PYPERFORMANCE = {
    "richards": ("bm_richards", None, None),
    "deltablue": ("bm_deltablue", None, lambda names: names["planner"].current_mark),
    "nbody": ("bm_nbody", _restore_nbody, lambda names: names["report_energy"]()),
    "fannkuch": ("bm_fannkuch", None, None),
    "spectral_norm": ("bm_spectral_norm", None, lambda names: names["eval_AtA_times_u"]([1] * 130)),
    "float": ("bm_float", None, lambda names: repr(names["benchmark"](500))),
    "chaos": ("bm_chaos", None, _chaos_picture),
    "raytrace": ("bm_raytrace", None,
                 lambda names: _picture(lambda path: names["bench_raytrace"](1, 40, 40, path))),
}


def load_pyperformance(name):
    """The function pyperformance would measure, what restores its state, and its final check."""
    folder, restore, check = PYPERFORMANCE[name]
    package = importlib.util.find_spec("pyperformance")
    if package is None:
        sys.exit("pyperformance is not installed: `pip install pyperformance`")
    path = Path(package.origin).parent / "data-files" / "benchmarks" / folder / "run_benchmark.py"
    stand_in = types.ModuleType("pyperf")
    stand_in.Runner, stand_in.perf_counter = Recorder, time.perf_counter
    module = types.ModuleType("__main__")
    module.__file__ = str(path)
    sys.modules["pyperf"], sys.modules["__main__"] = stand_in, module
    exec(compile(path.read_text(), str(path), "exec"), module.__dict__)  # noqa: S102
    names = module.__dict__
    return Recorder.recorded, restore(names) if restore else None, (lambda: check(names)) if check else None


def load(name):
    if name in PYPERFORMANCE:
        return load_pyperformance(name)
    for folder in ("micro", "apps"):
        path = HERE / folder / f"{name}.py"
        if path.exists():
            spec = importlib.util.spec_from_file_location(f"bench_{folder}_{name}", path)
            module = importlib.util.module_from_spec(spec)
            sys.modules[spec.name] = module
            spec.loader.exec_module(module)
            return module.run, None, None
    sys.exit(f"no benchmark is called {name}")


def digest(value):
    if isinstance(value, (bytes, bytearray, array.array)):
        data = bytes(value)
    else:
        data = repr(value).encode("utf-8", "backslashreplace")
    return hashlib.sha256(data).hexdigest()[:16]


def peak_memory():
    """Peak resident set in KiB.  `ru_maxrss` would include what the parent had mapped at the fork."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def measure(function, restore, seconds):
    """Call `function` at least once and for `seconds`; CPU time of each call, and the digests of results seen."""
    times, digests, spent = [], set(), 0.0
    while spent < seconds or not times:
        if restore:
            restore()
        gc.collect()
        started = time.process_time()
        value = function()
        times.append(time.process_time() - started)
        spent += times[-1]
        digests.add(digest(None if Recorder.times_itself else value))
    return times, digests


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name")
    parser.add_argument("--report", type=Path, required=True)
    parser.add_argument("--warmup", type=float, default=2.0)
    parser.add_argument("--turn", type=float, default=0.1)
    options = parser.parse_args()
    random.seed(20240229)
    function, restore, check = load(options.name)
    output = io.StringIO()
    asker = sys.stdout
    turns = []
    with contextlib.redirect_stdout(output):
        first, digests = measure(function, restore, options.warmup)
        print("ready", file=asker, flush=True)
        for _ in sys.stdin:
            times, more = measure(function, restore, options.turn)
            turns.append(times)
            digests |= more
            print(sum(times), file=asker, flush=True)
        if restore:
            restore()
        final = check() if check else None
    lines = sorted(set(output.getvalue().splitlines()))
    report = {
        "name": options.name,
        "first": first[0],
        "warmup": first,
        "turns": turns,
        "results": sorted(digests),
        "output": digest([lines, final if not isinstance(final, bytes) else digest(final)]),
        "peak_kib": peak_memory(),
    }
    options.report.write_text(json.dumps(report))


if __name__ == "__main__":
    main()
