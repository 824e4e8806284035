"""SystemExit from deep in hot code, with output flushed and atexit functions run."""
import atexit
import sys

from transcript import repeat


def leave(n):
    if n == 0:
        sys.exit(7)
    try:
        return leave(n - 1)
    finally:
        log.append(n)


log = []
atexit.register(lambda: print("at exit", log[-3:], len(log)))


def caught():
    try:
        leave(3)
    except SystemExit as error:
        return error.code


repeat(caught)


class Last:
    def __del__(self):
        print("deleted at the end")


kept = Last()
for i in range(5000):
    if i == 4999:
        leave(10)
