"""Other interpreters of the process: they run as on stock, and take nothing of the main one along when they end."""
import _xxsubinterpreters as interpreters

from transcript import repeat, show

SCRIPT = """
import weakref, os
class Kept: pass
def count(n):
    kept = [Kept() for _ in range(n)]
    names = weakref.WeakSet(kept)
    return len(names) + sum(i * 2 for i in range(n))
print([count(n) for n in range(200)][-1], flush=True)
"""


def in_another(script, isolated):
    interpreter = interpreters.create(isolated=isolated)
    try:
        interpreters.run_string(interpreter, script)
    finally:
        interpreters.destroy(interpreter)


def work(n):
    return sum([i * 3 for i in range(n)])


repeat(work, 100)
for isolated in (False, True):
    show(f"isolated {isolated}", in_another, SCRIPT, isolated)
    repeat(work, 100)
    show("an error there", in_another, "1 / 0", isolated)
for _ in range(3):
    in_another("x = object", False)
repeat(work, 50)
