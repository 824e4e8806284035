"""Threads, reloads and collections while names are pending. `LAZY_STRESS=200` repeats each that often."""

from __future__ import annotations

import os

import pytest

REPEATS = int(os.environ.get("LAZY_STRESS", "10"))

PRELUDE = f"""\
import gc, importlib, os, sys, threading, types, _thread
REPEATS, THREADS = {REPEATS}, 16
failures = []

def write(name, text):
    with open(name + '.py', 'w') as file: file.write(text)
    importlib.invalidate_caches()

def together(functions):
    '''Runs each in a thread of its own, begun at once; what they return, by position.'''
    results = [None] * len(functions)
    barrier = threading.Barrier(len(functions))
    def run(at, function):
        barrier.wait()
        try: results[at] = function()
        except BaseException as error: failures.append(f'{{type(error).__name__}}: {{error}}')
    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(functions)]
    for thread in threads: thread.start()
    for thread in threads: thread.join(60)
    if any(thread.is_alive() for thread in threads):
        import faulthandler
        faulthandler.dump_traceback()
        os._exit(3)
    return results

sys.setswitchinterval(1e-6)
"""

TARGETS = """\
sys.ran = []
NAMES = 'abcd'
def fresh(number, application):
    '''The module `app{number}`, with pending names a, b, c and d.'''
    for name in NAMES:
        write(f'{name}{number}', f'import sys, helper{number}\\ngetattr(sys, "ran", []).append({name!r})\\n'
              f'value = ({name!r}, helper{number}.value, object())\\n')
    write(f'helper{number}', 'value = [i for i in range(50)][3]')
    write(f'app{number}', application.format(number))
    return importlib.import_module(f'app{number}')

APPLICATION = '''import a{0} as a
from b{0} import value as b
import c{0}, d{0}
def read_a(): return a.value
def read_b(): return b
def read_c(): return c{0}.value
def read_d(): return [x for x in (lambda: (d{0}, len((1, 2))))()][0].value
'''
"""


def stress(programs, code: str) -> None:
    programs.write({"main": PRELUDE + TARGETS + code + "\nprint(failures)"})
    for way in ({}, {"ANDIRON": "1", "ANDIRON_COMPILE": "2"}):
        done = programs.runner.process("main.py", environment={"ANDIRON_LAZY_IMPORTS": "all"} | way)
        assert (way, done.status, done.out, done.err) == (way, 0, "[]\n", "")


@pytest.mark.parametrize("threshold", [700, 1])
def test_threads_and_names(programs, threshold):
    """The same name and different names, from inside and outside; each module runs once, and all see one object."""
    stress(
        programs,
        f"gc.set_threshold({threshold})\n"
        + """
for number in range(REPEATS):
    app, sys.ran = fresh(number, APPLICATION), []
    ways = [app.read_a, app.read_b, app.read_c, app.read_d,
            lambda: app.a.value, lambda: getattr(app, 'b'), lambda: vars(app)[f'c{number}'].value,
            lambda: eval(f'd{number}', app.__dict__).value]
    results = together([ways[at % len(ways)] for at in range(THREADS)])
    for at in range(4):
        if len({id(value) for value in results[at::4]}) != 1: failures.append((number, results[at::4]))
    if sorted(sys.ran) != list(NAMES): failures.append((number, sys.ran))
""",
    )


def test_threads_and_circles(programs):
    """Modules that need each other only when they are used, entered from every side."""
    stress(
        programs,
        """
for number in range(REPEATS):
    ring = [f'{name}{number}' for name in 'klmn']
    for at, name in enumerate(ring):
        after, first = ring[(at + 1) % 4], ring[0]
        write(name, f'import {after}\\nfrom {first} import f as first\\nvalue = {name!r}\\n'
              f'def f(depth=6): return value + (depth and {after}.f(depth - 1) or "")\\ndef g(): return first()\\n')
    def enter(at):
        module = importlib.import_module(ring[at % 4])
        return module.g() and module.f()
    results = together([lambda at=at: enter(at) for at in range(THREADS)])
    for at in range(4):
        if len(set(results[at::4])) != 1: failures.append((number, results[at::4]))
""",
    )


def test_reload_while_pending(programs):
    stress(
        programs,
        """
for number in range(REPEATS):
    app = fresh(number, APPLICATION)
    def reload():
        for _ in range(5): importlib.reload(app)
    def read(which):
        for _ in range(20):
            if getattr(app, f'read_{which}')()[0] != which: failures.append((number, which))
    together([reload] + [lambda which=which: read(which) for which in NAMES * 2])
""",
    )


def test_assignments_and_deletions_while_pending(programs):
    """Whoever binds the name last wins; nobody sees anything but the values that were ever bound."""
    stress(
        programs,
        """
for number in range(REPEATS):
    app = fresh(number, APPLICATION)
    other = types.SimpleNamespace(value=('a', 0, 0))
    def assign():
        for _ in range(20): app.a = other
    def read():
        for _ in range(20):
            if app.read_a()[0] != 'a': failures.append(number)
    together([assign, read] * 6)
    if app.read_a() is not other.value: failures.append((number, 'lost'))
""",
    )


def test_modules_and_functions_that_die(programs):
    stress(
        programs,
        """
gc.set_threshold(1)
import weakref
for number in range(REPEATS):
    app = fresh(number, APPLICATION)
    reads = [app.read_a, app.read_b, app.read_c, app.read_d]
    gone = weakref.ref(app)
    del sys.modules[app.__name__], app
    def last(at):
        read = reads[at % 4]
        return type(read)(read.__code__, read.__globals__)()
    results = together([lambda at=at: last(at) for at in range(8)])
    if [row[0] for row in results] != list('abcdabcd'): failures.append(results)
    results = reads = None
    gc.collect()
    if gone() is not None: failures.append('alive')
""",
    )


def test_sub_interpreters_beside_threads(programs):
    stress(
        programs,
        """
try: import _interpreters as interpreters
except ImportError: import _xxsubinterpreters as interpreters
for number in range(max(1, REPEATS // 5)):
    app = fresh(number, APPLICATION)
    def inside():
        one = interpreters.create()
        failed = interpreters.run_string(one, f'import app{number} as app; assert app.read_a()[0] == "a" == app.a.value[0]; assert app.read_d()')
        assert failed is None, failed
        interpreters.destroy(one)
    together([inside, app.read_a, app.read_b, inside, app.read_c, app.read_d])
""",
    )


def test_forks_beside_threads(programs):
    """The child has names of its own to resolve. (What another thread was importing it cannot import, as on stock.)"""
    stress(
        programs,
        """
import warnings
warnings.simplefilter('ignore')
for number in range(REPEATS):
    app = fresh(number, APPLICATION)
    importlib.import_module(f'helper{number}')
    done = []
    def fork():
        child = os.fork()
        if not child:
            # Threads of the child may get the numbers of the parent's.
            if number % 2:
                thread = threading.Thread(target=lambda: done.append(app.read_d()))
                thread.start()
                thread.join()
            else:
                done.append(app.read_d())
            os._exit(done[0][0] != 'd')
        if os.waitpid(child, 0)[1]: failures.append(number)
    together([app.read_a, fork, app.read_b, app.read_c] * 2)
""",
    )


@pytest.mark.parametrize("daemon", [False, True])
def test_threads_at_exit(programs, daemon):
    """Names that are resolved while the interpreter ends."""
    programs.write(
        {f"late{at}": "import time\nvalue = [time.sleep(0) for _ in range(100)]" for at in range(40)}
        | {
            "app": "".join(f"import late{at}\n" for at in range(40))
            + "uses = ["
            + ", ".join(f"lambda: late{at}.value" for at in range(40))
            + f"""]
import threading, sys
sys.setswitchinterval(1e-6)
def run():
    for use in uses: use()
threads = [threading.Thread(target=run, daemon={daemon}) for _ in range(8)]
for thread in threads: thread.start()
"""
        }
    )
    for _ in range(max(1, REPEATS // 5)):
        for way in ({}, {"ANDIRON": "1", "ANDIRON_COMPILE": "2"}):
            done = programs.run("import app", ANDIRON_LAZY_IMPORTS="all", **way)
            assert (way, done.status, done.out, done.err) == (way, 0, "", "")
