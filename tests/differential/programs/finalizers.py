"""__del__ and weakref callbacks: when they run, in what order, and what they do to the loop they interrupt."""
import weakref

from transcript import repeat

log = []


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)


def order():
    a = Noisy("a")
    b = Noisy("b")
    a = Noisy("a2")
    log.append("-")
    del b
    c = [Noisy("c1"), Noisy("c2")]
    return "end"


def temporaries():
    Noisy("t1").name, Noisy("t2")
    log.append("-")
    return Noisy("t3").name + Noisy("t4").name


def loop():
    for i in range(3):
        x = Noisy(i)
        log.append("-")
    return "end"


def callee(x):
    log.append("callee")


def argument():
    callee(Noisy("argument"))
    log.append("after")


def exception():
    try:
        x = Noisy("x")
        raise ValueError(Noisy("inside"))
    except ValueError as error:
        log.append("handler")
    log.append("end")


class Replaces:
    items = None

    def __del__(self):
        if Replaces.items is not None:
            Replaces.items[:] = ["replaced"] * len(Replaces.items)


def during_store():
    items = [Replaces(), 1, 2]
    Replaces.items = items
    items[0] = "new"
    Replaces.items = None
    return items


class Fails:
    def __del__(self):
        raise KeyError("ignored")


def weak():
    x = Noisy("w")
    ref = weakref.ref(x, lambda _: log.append("callback"))
    x = None
    return ref() is None


def resurrect():
    saved = []

    class Back:
        def __del__(self):
            saved.append(self)

    Back()
    return len(saved)


def run(function):
    log.clear()
    result = function()
    return result, list(log)


for function in (order, temporaries, loop, argument, exception, during_store, weak, resurrect):
    repeat(run, function, times=1000, label=function.__name__)
