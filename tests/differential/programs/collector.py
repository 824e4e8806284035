"""The cyclic collector inside hot loops: callbacks, cycles through frames and closures, freed on time."""
import gc
import weakref

from transcript import repeat


class Node:
    def __init__(self):
        self.me = self


def cycles(n):
    alive = []
    for i in range(n):
        node = Node()
        if i % 100 == 0:
            alive.append(weakref.ref(node))
    del node
    gc.collect()
    return [ref() for ref in alive]


def callbacks(n):
    phases = []

    def callback(phase, info):
        phases.append(phase)

    gc.callbacks.append(callback)
    for _ in range(n):
        Node()
    gc.collect()
    gc.callbacks.remove(callback)
    return len(phases) > 2, len(phases) % 2, phases[:2]


def closure_cycle():
    def inner():
        return inner

    ref = weakref.ref(inner)
    del inner
    gc.collect()
    return ref() is None


def frame_cycle():
    try:
        raise ValueError
    except ValueError as error:
        saved = error
    ref = weakref.ref(saved.__traceback__.tb_frame.f_code)
    return saved.__traceback__.tb_frame.f_locals["saved"] is saved


def made_and_dropped():
    names = {}
    exec("def f(x):\n    return x + 1", names)
    code = weakref.ref(names["f"].__code__)
    for i in range(50):
        names["f"](i)
    names.clear()
    gc.collect()
    return code() is None


repeat(cycles, 2000, times=5)
repeat(callbacks, 5000, times=5)
for function in (closure_cycle, frame_cycle, made_and_dropped):
    repeat(function, times=20)
