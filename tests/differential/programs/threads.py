"""Threads that take turns in hot loops: hand-over of the GIL, shared data, thread locals, exceptions."""
import sys
import threading
import time

from transcript import repeat

sys.setswitchinterval(0.0005)


def spin_until(box):
    n = 0
    while not box:
        n += 1
    return box[0]


def hand_over():
    box = []
    thread = threading.Thread(target=lambda: (time.sleep(0.02), box.append("set")))
    thread.start()
    result = spin_until(box)
    thread.join()
    return result


def count_with_lock(threads, n):
    total, lock = 0, threading.Lock()

    def work():
        nonlocal total
        for _ in range(n):
            with lock:
                total += 1

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return total


def own_results(threads):
    results, here = {}, threading.local()

    def work(k):
        here.total = 0
        for i in range(5000):
            here.total += i * k
        results[k] = here.total

    workers = [threading.Thread(target=work, args=(k,)) for k in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sorted(results.items())


def failing():
    caught = []
    threading.excepthook = lambda info: caught.append((info.exc_type.__name__, str(info.exc_value)))
    thread = threading.Thread(target=lambda: [1 / (50 - i) for i in range(100)])
    thread.start()
    thread.join()
    return caught


repeat(hand_over, times=10)
repeat(count_with_lock, 4, 1000, times=5)
repeat(own_results, 4, times=5)
repeat(failing, times=10)
