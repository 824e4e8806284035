"""The garbage collector waits while modules load, and no longer."""

from __future__ import annotations

COUNT = "import gc\ndef runs(): return sum(g['collections'] for g in gc.get_stats())\n"
#: Containers that live until they are dropped.
MAKE = "[[] for _ in range({})]"


def test_loading_a_module_starts_no_collection(lazy):
    app = f"{COUNT}before = runs()\nkept = {MAKE.format(20_000)}\nprint(runs() - before)"
    assert lazy(app=app) == "0\n"


def test_the_count_is_as_ever_when_it_is_loaded(lazy):
    code = f"""\
import gc, app
print(gc.get_count()[0] >= 0, gc.get_threshold() == before, gc.isenabled())
{COUNT}
before = runs()
kept = {MAKE.format(20_000)}
print(runs() - before > 10_000 // gc.get_threshold()[0])
"""
    code = "import gc\nbefore = gc.get_threshold()\n" + code
    assert lazy(code, app="import inner", inner="x = [[] for _ in range(5000)]") == "True True True\nTrue\n"


def test_also_when_that_failed(lazy):
    code = "import gc\ntry: import app\nexcept ZeroDivisionError: print(gc.get_count()[0] >= 0)"
    assert lazy(code, app="x = [[] for _ in range(5000)]\n1 / 0") == "True\n"


def test_a_module_that_makes_much_is_collected(lazy):
    app = """\
import weakref
class Node: pass
node = Node()
node.me = node
alive = weakref.ref(node)
del node
kept = [[] for _ in range(60_000)]
print(alive())
"""
    assert lazy(app=app) == "None\n"


def test_all_modules_together_hold_it_up_only_so_far(lazy):
    code = f"""\
{COUNT}
import importlib, app
found = []
for _ in range(40):
    before = runs()
    importlib.reload(app)
    found.append(app.runs() - before > 20_000 // app.gc.get_threshold()[0])
print(found[0], found[-1])
"""
    assert lazy(code, app=f"{COUNT}kept = {MAKE.format(40_000)}") == "False True\n"


def test_a_child_of_a_fork_collects(lazy):
    app = f"""\
{COUNT}
import os
kept = {MAKE.format(1000)}
if not os.fork():
    before = runs()
    more = {MAKE.format(20_000)}
    print(runs() - before > 10_000 // gc.get_threshold()[0])
else:
    os.wait()
    print('parent')
"""
    assert lazy("import sys\nimport app\nsys.stdout.flush()", app=app) in ("True\nparent\n", "parent\nTrue\n")


def test_a_collector_that_is_off_stays_off(same):
    same("import gc\ngc.disable()\nimport app\nprint(gc.isenabled())", app="x = [[] for _ in range(60_000)]")
