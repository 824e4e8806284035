"""`multiprocessing` with the fork method."""

from __future__ import annotations

import subprocess

import environment
import pytest

PREPARED = """
import gc, multiprocessing, os, sys, threading
from app.orders import by_city, fill
from andiron import prefork
fill()
def work(number):
    total = 0
    for each in range(200_000):
        total += each % 7
    return os.getpid(), gc.isenabled(), sys.getrefcount(work), total, by_city()[0][0]
if __name__ == "__main__":
    context = multiprocessing.get_context("fork")
    expected = work(0)[3:]
    prefork.prepare(warmup=lambda: work(0))
"""
PROGRAMS = {
    "pool": """
    with context.Pool(2, maxtasksperchild=5) as pool:
        found = pool.map(work, range(40), chunksize=1)
        pool.close()
        pool.join()
    assert len({one[0] for one in found}) >= 8
""",
    "process": """
    ours, theirs = context.Pipe()
    def run():
        theirs.send(work(0))
    found = []
    for _ in range(6):
        process = context.Process(target=run)
        process.start()
        found.append(ours.recv())
        process.join(30)
        assert process.exitcode == 0, process.exitcode
""",
    "queue and lock": """
    queue, lock = context.Queue(), context.Lock()
    def run():
        with lock:
            queue.put(work(0))
    processes = [context.Process(target=run) for _ in range(4)]
    for process in processes: process.start()
    found = [queue.get(timeout=60) for _ in processes]
    for process in processes:
        process.join(30)
        assert process.exitcode == 0, process.exitcode
""",
    "futures": """
    from concurrent.futures import ProcessPoolExecutor
    with ProcessPoolExecutor(2, mp_context=context) as executor:
        found = list(executor.map(work, range(20)))
""",
}


@pytest.mark.parametrize("name", PROGRAMS)
@pytest.mark.parametrize("andiron", ["0", "1"], ids=["interpreted", "compiled"])
def test_children_share_the_prepared_parent(installed, tmp_path, name, andiron):
    program = tmp_path / "program.py"
    program.write_text(
        PREPARED
        + PROGRAMS[name]
        + """
    assert all(one[1] and one[2] == 4294967295 and one[3:] == expected for one in found), found
    print("done")
"""
    )
    variables = environment.variables(**({"ANDIRON": "1"} if andiron == "1" else {}))
    done = subprocess.run([environment.PYTHON, program], env=variables, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout, done.stderr) == (0, "done\n", "")
