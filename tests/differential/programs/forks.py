"""fork in a hot loop: child and parent go on with the same state."""
import os

from transcript import repeat


def work(n):
    total = 0
    for i in range(n):
        total += i * 3 % 7
    return total


def forking(at):
    total, child = 0, None
    for i in range(3000):
        total += i
        if i == at:
            child = os.fork()
    if child == 0:
        os._exit(total % 200 + (work(5000) % 50))
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), total, total % 200 + (work(5000) % 50)


def nested():
    out = []
    for i in range(3):
        child = os.fork()
        if child == 0:
            try:
                names = {}
                exec("def f(x):\n    t = 0\n    for i in range(x):\n        t += i\n    return t", names)
                os._exit([names["f"](100) for _ in range(200)][-1] % 100)
            finally:
                os._exit(99)
        out.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    return out


repeat(work, 1000, times=500)
for at in (0, 1500, 2999):
    repeat(forking, at, times=10)
repeat(nested, times=5)
