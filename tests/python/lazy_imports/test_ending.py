"""At exit, collections are left out only where nobody can notice."""

from __future__ import annotations

import pytest

#: Says whether collections are run any more.
STOPPED = """\
from andiron import _andiron
import gc, sys
def cycle(value=None): a = [value]; a.append(a)
gc.collect()
cycle()
_andiron.lazy_leave_collections_out()
print("left out" if gc.collect() == 0 else "run")
"""

#: What keeps them, and what may be there.
KEEPS = {
    "__del__": "class C:\n    def __del__(self): pass\nc = C()",
    "__del__ without a place in the collector": "class C:\n    __slots__ = ()\n    def __del__(self): pass\nc = C()",
    "a callback": "import weakref\nclass C: pass\nc = C()\nr = weakref.ref(c, print)\nr2 = weakref.ref(c, lambda r: None)",
    "finalize": "import weakref\nclass C: pass\nc = C()\nf = weakref.finalize(c, print, 1)\nf.atexit = False",
    "a generator that has begun": "def g():\n    yield\ni = g()\nnext(i)",
    "an open file": "f = open('x', 'w')",
    "a coroutine": "async def g(): pass\ni = g()\nimport atexit; atexit.register(i.close)",
    "a thread": "import threading, time\nthreading.Thread(target=time.sleep, args=(0.3,)).start()",
    "a callback of the collector": "import gc\ngc.callbacks.append(lambda *a: None)",
    "flags of the collector": "import gc\ngc.set_debug(gc.DEBUG_SAVEALL)\nimport atexit; atexit.register(gc.set_debug, 0)",
    "objects of ctypes": "import ctypes",
    "a database": "import sqlite3\nc = sqlite3.connect(':memory:')",
    "a socket": "import socket\ns = socket.socket()\nimport atexit; atexit.register(s.close)",
}
LEAVES = {
    "nothing": "",
    "much of the standard library": "import argparse, json, logging, typing, dataclasses, enum, inspect, random, decimal, ssl, abc, urllib.request",
    "weak sets": "import weakref\nclass C: pass\nc = C()\ns = weakref.WeakSet([c])\nd = weakref.WeakKeyDictionary({c: 1})\nv = weakref.WeakValueDictionary({1: c})",
    "a generator that has not begun, and one that has ended": "def g():\n    yield\ni = g()\nj = g()\nlist(j)",
    "classes": "class M(type): pass\nclass C(dict, metaclass=M):\n    __slots__ = ('x',)\nc = C()\nc.x = c",
    "an exception": "try: 1 / 0\nexcept ZeroDivisionError as e: kept = e",
}


@pytest.mark.parametrize("what", KEEPS)
def test_what_keeps_collections(lazy, what):
    assert lazy(app=f"{KEEPS[what]}\n{STOPPED}") == "run\n"


@pytest.mark.parametrize("what", LEAVES)
def test_what_does_not(lazy, what):
    assert lazy(app=f"{LEAVES[what]}\n{STOPPED}") == "left out\n"


@pytest.mark.parametrize(
    "app",
    [
        "class C:\n    def __del__(self): print('gone', __name__)\nc = C()\nc.me = c",
        "class C:\n    def __del__(self): print('gone', __name__)\ndef f():\n    c = C()\n    c.me = c\nf()",
        "import weakref\nclass C: pass\nc = C()\nc.me = c\nr = weakref.ref(c, lambda r: print('called'))",
        "def g():\n    try: yield\n    finally: print('closed')\ni = g()\nnext(i)\nl = [i]\nl.append(l)",
        "class C: pass\nc = C()\nc.me = c\nc.file = open('written', 'w')\nc.file.write('text')",
        "import atexit\nclass C:\n    def __del__(self): print('gone')\n@atexit.register\ndef late():\n    c = C()\n    c.me = c",
        "import gc\ngc.callbacks.append(lambda phase, info: print(phase))",
        "class C(dict):\n    def __del__(self): print('gone')\nclass D: pass\nD.kept = C()\nD.kept['d'] = D",
    ],
)
def test_the_end_of_a_process(same, programs, app):
    outcome = same(app=app)
    assert outcome.status == 0
    written = programs.runner.directory / "written"
    if written.exists():
        assert written.read_text() == "text"
        written.unlink()
        programs.run(ANDIRON_LAZY_IMPORTS="all")
        assert written.read_text() == "text"
