"""Run modules of CPython's own test suite after `andiron.prefork.prepare()` in the same process; compare with stock.

    python tests/conformance/prefork.py                          # the whole list
    python tests/conformance/prefork.py test_dict test_weakref   # these

The module is imported first, so that its classes and constants are immortal when its tests run, and all code that can
be moved has been; the collector is switched on again, as in a worker. The exit status is 1 when a test's outcome
differs and `DIFFERENT` does not say why.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time

MODULES = """
test_array test_ast test_asyncgen test_bisect test_bool test_builtin test_bytes test_call test_class test_code
test_collections test_compile test_contextlib test_context test_copy test_coroutines test_csv test_ctypes
test_dataclasses test_decimal test_deque test_descr test_dict test_dis test_email test_enum
test_exception_group test_exceptions test_extcall test_fileio test_finalization test_float test_fractions test_frame
test_fstring test_functools test_gc test_generators test_genexps test_heapq test_html test_import test_inspect test_io
test_iter test_itertools test_json test_list test_logging test_long test_marshal test_memoryio test_memoryview test_mmap
test_operator test_ordered_dict test_os test_patma test_pickle test_property test_queue test_random test_re test_set
test_shelve test_slice test_sort test_sqlite3 test_statistics test_string test_struct test_super test_sys
test_sys_settrace test_tempfile test_textwrap test_thread test_threading test_threading_local test_traceback test_tuple
test_type_cache test_types test_typing test_unicode test_unittest test_userdict test_weakref test_weakset test_with
test_xml_etree test_zipimport test_zlib test_zoneinfo
""".split()

#: Tests that see that objects are immortal, each with the reason.
DIFFERENT = {
    "test.test_ctypes.test_internals.ObjectsTestCase.test_c_char_p": "expects sys.getrefcount() of a constant to grow",
    "test.test_ctypes.test_python_api.PythonAPITestCase.test_PyObj_FromPtr": "likewise",
    **{
        f"test.test_memoryio.CBytesIOTest.test_cow_{way}": "expects sys.getrefcount() of a constant to grow"
        for way in ("mutable", "setstate", "truncate", "write")
    },
    "test.test_sys.SizeofTest.test_objecttypes": (
        "expects a string constant without its UTF-8 form; prepare() has made it beforehand"
    ),
}

CHILD = """
import gc, importlib, json, signal, sys, unittest
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
name, prepared, report = sys.argv[1], sys.argv[2] == "1", sys.argv[3]
if prepared:
    from andiron import prefork
from test import support
support.verbose = 0
module = importlib.import_module("test." + name)
suite = unittest.defaultTestLoader.loadTestsFromModule(module)
outcomes, details = {}, {}
class Result(unittest.TestResult):
    def note(self, test, outcome, error=None):
        outcomes[str(getattr(test, "id", lambda: test)())] = outcome
        if error:
            details[test.id() if hasattr(test, "id") else str(test)] = self._exc_info_to_string(error, test)
    def addSuccess(self, test): self.note(test, "ok")
    def addError(self, test, error): self.note(test, "error", error)
    def addFailure(self, test, error): self.note(test, "failure", error)
    def addSkip(self, test, reason): self.note(test, "skipped")
    def addExpectedFailure(self, test, error): self.note(test, "expected failure")
    def addUnexpectedSuccess(self, test): self.note(test, "unexpected success")
    def addSubTest(self, test, subtest, error):
        if error: self.note(subtest, "failure", error)
if prepared:
    # prepare() itself moves only code that a warm-up ran.
    moved, _, left = prefork._usable().prefork_gather(None)
    assert moved > 100, (moved, left)
    prefork.prepare()
    gc.enable()
suite.run(Result())
with open(report, "w") as file:
    json.dump([outcomes, details], file)
"""


def run(module: str, prepared: bool, timeout: int) -> tuple[int | str, dict[str, str], dict[str, str]]:
    """The exit status, the outcome of each test, and the tracebacks of those that failed."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ANDIRON", "PYTHON"))}
    with tempfile.TemporaryDirectory(prefix="prefork-") as folder:
        report = os.path.join(folder, "report.json")
        command = [sys.executable, "-W", "ignore", "-c", CHILD, module, str(int(prepared)), report]
        try:
            status: int | str = subprocess.run(
                command,
                cwd=folder,
                env=clean | {"PYTHONHASHSEED": "0"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=timeout,
            ).returncode
        except subprocess.TimeoutExpired:
            return f"no end in {timeout} s", {}, {}
        if not os.path.exists(report):
            return f"ended with {status} and no result", {}, {}
        with open(report) as file:
            return status, *json.load(file)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", default=MODULES)
    parser.add_argument("--timeout", type=int, default=300)
    options = parser.parse_args()
    tests = unexplained = explained = 0
    for module in options.modules:
        start = time.monotonic()
        stock_status, stock, _ = run(module, False, options.timeout)
        status, outcomes, details = run(module, True, options.timeout)
        tests += len(stock)
        names = [name for name in {**stock, **outcomes} if stock.get(name) != outcomes.get(name)]
        unknown = [name for name in names if name not in DIFFERENT]
        same = not names and status == stock_status and not isinstance(status, str)
        verdict = "same" if same else f"{len(names)} differ"
        print(f"{module}: {len(outcomes)} tests, {verdict} ({time.monotonic() - start:.0f} s)", flush=True)
        if status != stock_status or isinstance(status, str):
            print(f"  the process: {status}, on stock: {stock_status}")
            unexplained += 1
        for name in names:
            print(f"  {name}: {outcomes.get(name)}, on stock: {stock.get(name)}; {DIFFERENT.get(name, 'UNEXPLAINED')}")
        for name in unknown:
            print("    " + "    ".join(details.get(name, "").splitlines(True)[-6:]))
        unexplained += len(unknown)
        explained += len(names) - len(unknown)
    print(f"{tests} tests in {len(options.modules)} modules: {explained} explained differences, {unexplained} others")
    return int(unexplained > 0)


if __name__ == "__main__":
    sys.exit(main())
