"""Threads, sub-interpreters, forks, and the end of the process."""

from __future__ import annotations


def test_threads_resolve_one_name(same):
    app = """\
import threading, slow
results, barrier = [], threading.Barrier(16)
def f():
    barrier.wait()
    try: results.append(slow.value)
    except BaseException as e: results.append(e)
threads = [threading.Thread(target=f) for _ in range(16)]
for t in threads: t.start()
for t in threads: t.join()
print(results, slow.count)
"""
    same(
        app=app,
        slow="import time, sys\nsys.count = getattr(sys, 'count', 0) + 1\ncount = sys.count\ntime.sleep(0.05)\nvalue = 1",
    )


def test_threads_resolve_different_names(same):
    names = ["fractions", "decimal", "string", "textwrap", "colorsys", "calendar", "bisect", "difflib"]
    app = f"import threading, {', '.join(names)}\ndef run(f): out.append(f())\nout = []\n" + "".join(
        f"def f{i}(): return {n}.__name__\n" for i, n in enumerate(names)
    )
    app += (
        "threads = [threading.Thread(target=run, args=(globals_f,)) for globals_f in ["
        + ", ".join(f"f{i}" for i in range(len(names)))
        + "] * 4]\nfor t in threads: t.start()\nfor t in threads: t.join()\nprint(sorted(out))"
    )
    same(app=app)


def test_sub_interpreters_are_left_alone(lazy):
    code = """\
import app
try: import _interpreters as interpreters
except ImportError: import _xxsubinterpreters as interpreters
i = interpreters.create()
failed = interpreters.run_string(i, '''
import types, app, builtins
print([n for n in ('colorsys', 'this_sub') if n in vars(types.ModuleType)], 'colorsys' in app.__dict__, app.f().__name__)
print(app.f.__builtins__ is builtins.__dict__, flush=True)
import andiron.lazy_imports as lazy
try: lazy.enable()
except RuntimeError as e: print(type(e).__name__, flush=True)
''')
assert failed is None, failed
interpreters.destroy(i)
print('colorsys' in vars(types.ModuleType) if (types := __import__('types')) else 0, app.f().__name__)
"""
    out = lazy(code, app="import colorsys\ndef f(): return colorsys")
    assert out == "[] True colorsys\nTrue\nUnsupportedPythonError\nTrue colorsys\n"


def test_fork(same):
    app = """\
import os, fractions
def f(): return fractions.Fraction(1, 2)
pid = os.fork()
if pid == 0:
    print(f(), flush=True)
    os._exit(0)
os.waitpid(pid, 0)
print(f())
"""
    same(app=app)


def test_shutdown(same):
    app = """\
import fractions, logging, weakref, atexit
class C:
    def __del__(self):
        logging.getLogger('x').warning('gone')
kept = C()
kept.self = kept
atexit.register(lambda: print(fractions.Fraction(1, 2)))
"""
    same(app=app)


def test_pending_names_at_exit(same):
    same(
        app="import fractions, decimal, logging\ndef f(): return fractions, decimal, logging.x\nclass C:\n    def __del__(self): print('end')\nkept = C()\ncycle = [f]; cycle.append(cycle)"
    )
