"""fork made by C code, as an application server does: only the hooks of the C library and of the child run."""
import ctypes
import os

from transcript import repeat

C = ctypes.PyDLL(None)


def work(n):
    total = 0
    for i in range(n):
        total += i * 3 % 7
    return total


def later(n):
    product = 1
    for i in range(n):
        product = product * 5 % 9973
    return product


def in_child():
    C.PyOS_AfterFork_Child()
    answers = {work(1000) for _ in range(300)} | {later(1000) for _ in range(300)}
    grandchild = os.fork()
    if grandchild == 0:
        os._exit(sum(answers) % 100)
    status = os.waitpid(grandchild, 0)[1]
    # Ends as a program does, with the functions of atexit.
    raise SystemExit(os.waitstatus_to_exitcode(status) + 1)


def forking():
    child = C.fork()
    if child == 0:
        in_child()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), work(1000)


repeat(work, 1000, times=3000)
repeat(forking, times=5)
