"""Django's and SQLAlchemy's own tests, on a plain interpreter and after `prepare()` in the same process.

    PYTHON tests/prefork/suites.py [django] [sqlalchemy] [--all] [--labels NAME...] [--compile MODE] [--json FILE]

Run with the environment's Python. The source archives of the installed versions, which hold the tests, come from PyPI
into `target/prefork/suites`. When all tests are imported, before the first of them, all code that can be moved is, and
`prepare()` runs; then the collector is switched on, as in a worker. Each test's outcome must be the same. Without
`--all` those parts run that are about the core: queries, models, sessions, templates, forms, requests.
"""

from __future__ import annotations

import argparse
import collections
import gc
import importlib.metadata
import json
import os
import runpy
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

BUILD = Path(__file__).resolve().parents[2] / "target" / "prefork"
SOURCES = BUILD / "suites"
#: What the tests themselves need.
NEEDED = {"django": ["tblib"], "sqlalchemy": ["pytest"]}
CORE = {
    "django": (
        "aggregation annotations auth_tests backends basic bulk_create cache contenttypes_tests "
        "custom_managers datetimes db_functions defer delete dispatch expressions field_defaults fixtures "
        "foreign_object forms_tests generic_views get_or_create handlers lookup many_to_many middleware "
        "migrations model_fields model_forms model_inheritance modeladmin null_queries one_to_one ordering "
        "prefetch_related queries requests_tests responses select_related serializers sessions_tests signals "
        "signing template_tests test_client transactions update urlpatterns utils_tests validators view_tests "
    ).split(),
    "sqlalchemy": ["test/base", "test/engine", "test/ext", "test/orm", "test/sql"],
}


def source(name: str) -> Path:
    """The unpacked source archive of the installed version."""
    version = importlib.metadata.version(name)
    place = SOURCES / f"{name}-{version}"
    if not place.exists():
        SOURCES.mkdir(parents=True, exist_ok=True)
        pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "install", *NEEDED[name]], check=True)
        with tempfile.TemporaryDirectory(dir=SOURCES) as directory:
            download = ["download", "--no-deps", "--no-binary", ":all:", "--dest", directory]
            subprocess.run([*pip, *download, f"{name}=={version}"], check=True)
            (archive,) = Path(directory).glob("*.tar.gz")
            with tarfile.open(archive) as packed:
                packed.extractall(directory, filter="data")
            (unpacked,) = (each for each in Path(directory).iterdir() if each.is_dir())
            unpacked.rename(place)
    return place


class Outcomes:
    """What became of each test: the worst, where a test has several parts."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def add(self, test: str, outcome: str) -> None:
        if self.found.get(test) in (None, "passed"):
            self.found[test] = outcome

    def write(self, path: str) -> None:
        Path(path).write_text(json.dumps(self.found))


def prepare() -> None:
    from andiron import prefork

    # prepare() itself moves only code that a warm-up ran.
    moved, size, left = prefork._usable().prefork_gather(None)
    print(f"moved: {moved:,} code objects, {size / 1e6:.1f} MB; {left:,} had to stay", flush=True)
    print(prefork.prepare(), flush=True)
    gc.enable()


def recording(outcomes: Outcomes, original, outcome: str):
    def add(self, test, *rest):
        outcomes.add(test.id(), outcome)
        return original(self, test, *rest)

    return add


def run_django(prepared: bool, outcomes: Outcomes, labels: list[str]) -> None:
    import unittest

    from django.test.runner import DiscoverRunner

    result = unittest.TextTestResult
    for method, outcome in {
        "addSuccess": "passed",
        "addError": "error",
        "addFailure": "failed",
        "addSkip": "skipped",
        "addExpectedFailure": "failed as expected",
        "addUnexpectedSuccess": "passed unexpectedly",
    }.items():
        setattr(result, method, recording(outcomes, getattr(result, method), outcome))
    original_sub_test = result.addSubTest

    def add_sub_test(self, test, sub_test, error):
        if error is not None:
            outcomes.add(test.id(), "failed")
        return original_sub_test(self, test, sub_test, error)

    result.addSubTest = add_sub_test
    original_run = DiscoverRunner.run_suite

    def run_suite(self, suite, **rest):
        if prepared:
            prepare()
        return original_run(self, suite, **rest)

    DiscoverRunner.run_suite = run_suite
    sys.path.insert(0, os.getcwd())
    sys.argv = ["runtests.py", "--parallel=1", "--noinput", "--verbosity=0", *labels]
    runpy.run_path("runtests.py", run_name="__main__")


def run_sqlalchemy(prepared: bool, outcomes: Outcomes, labels: list[str]) -> None:
    import pytest

    class Plugin:
        def pytest_collection_finish(self):
            if prepared:
                prepare()

        def pytest_runtest_logreport(self, report):
            if report.when == "call" or report.outcome != "passed":
                outcomes.add(report.nodeid, report.outcome)

    sys.path.insert(0, os.getcwd())
    arguments = ["-q", "-p", "no:cacheprovider", "-p", "no:logging", "--tb=no", "--maxfail=10000", *labels]
    raise SystemExit(pytest.main(arguments, plugins=[Plugin()]))


def run_one(name: str, prepared: bool, path: str, labels: list[str]) -> None:
    """In the process that runs the tests."""
    outcomes = Outcomes()
    try:
        {"django": run_django, "sqlalchemy": run_sqlalchemy}[name](prepared, outcomes, labels)
    finally:
        outcomes.write(path)


def compare(name: str, labels: list[str], compile_mode: str | None) -> dict[str, object]:
    directory = source(name) / ("tests" if name == "django" else "")
    found = []
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("ANDIRON", "PYTHON"))}
    for prepared in (False, True):
        variables = clean | {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
        if prepared and compile_mode:
            variables |= {"ANDIRON": "1", "ANDIRON_COMPILE": compile_mode}
        path = BUILD / f"{name}-{'prepared' if prepared else 'plain'}.json"
        path.unlink(missing_ok=True)
        command = [sys.executable, __file__, "--run", name, str(prepared), str(path), *labels]
        with open(path.with_suffix(".log"), "wb") as log:
            done = subprocess.run(command, cwd=directory, env=variables, stdout=log, stderr=subprocess.STDOUT)
        if not path.exists():
            raise SystemExit(f"{name}: ended with status {done.returncode}; see {path.with_suffix('.log')}")
        found.append((done.returncode, json.loads(path.read_text())))
    (plain_status, plain), (status, after) = found
    differences = {
        test: (plain.get(test, "missing"), after.get(test, "missing"))
        for test in sorted(plain.keys() | after.keys())
        if plain.get(test) != after.get(test)
    }
    counts = ", ".join(f"{count:,} {outcome}" for outcome, count in collections.Counter(after.values()).most_common())
    print(f"{name} {importlib.metadata.version(name)}: {len(after):,} tests after prepare(): {counts}")
    if status != plain_status:
        print(f"  ends with status {status}, and with {plain_status} on a plain interpreter")
    for test, (before, now) in differences.items():
        print(f"  {test}: {before}, and {now} after prepare()")
    return {"tests": len(after), "statuses": (plain_status, status), "differences": differences}


def main() -> int:
    if sys.argv[1:2] == ["--run"]:
        name, prepared, path, *labels = sys.argv[2:]
        run_one(name, prepared == "True", path, labels)
        return 0
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("suites", nargs="*", metavar="SUITE", help="django, sqlalchemy; both if none is given")
    parser.add_argument("--all", action="store_true", help="every test, not those of the core alone")
    parser.add_argument("--labels", nargs="+", help="these tests alone")
    parser.add_argument("--compile", help="compile in the prepared run: auto, all, N")
    parser.add_argument("--json", metavar="FILE")
    options = parser.parse_args()
    results = {}
    for name in options.suites or list(CORE):
        everything = [] if name == "django" else ["test"]
        labels = options.labels or (everything if options.all else CORE[name])
        results[name] = compare(name, labels, options.compile)
    if options.json:
        Path(options.json).write_text(json.dumps(results, indent=1) + "\n")
    equal = all(not each["differences"] and len(set(each["statuses"])) == 1 for each in results.values())
    return 0 if equal else 1


if __name__ == "__main__":
    sys.exit(main())
