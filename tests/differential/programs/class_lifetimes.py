"""What compiled code took from a class goes away while that code is about to use it."""
import gc
import weakref

from transcript import repeat

log = []


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(f"{self.name} died")


def fresh():
    """A class whose attributes nobody else holds."""
    class Victim:
        values = [1, 2, 3]

        def __init__(self, n):
            self.n = n

        def method(self, x):
            return self.n + x

        def chained(self, x, y=(4, 5), *, z=6):
            return x + y[0] + y[1] + z + self.n

        @property
        def twice(self):
            return self.n * 2

        @classmethod
        def make(cls, n):
            return cls(n)

        @staticmethod
        def plain(x):
            return x

    return Victim


# Made afresh for each class: code that has seen several classes trusts none.
USE = '''
def use(victim, break_it):
    """Each attribute is on the stack already when the class loses it."""
    out = []
    out.append(victim.method(break_it("method")))
    out.append(victim.chained(break_it("chained")))
    out.append(type(victim).values[break_it("values")])
    out.append(victim.plain(break_it("plain")))
    out.append(victim.make(break_it("make")).n)
    out.append(victim.twice + break_it("twice") + victim.n)
    return out
'''


def fresh_use():
    namespace = {}
    exec(USE, namespace)
    return namespace["use"]


def one(what):
    return 1


def breaker(cls, chosen, how):
    def break_it(what):
        if what == chosen:
            how(cls, what)
            gc.collect()
            [object() for _ in range(50)]
            [[i] * 10 for i in range(50)]
        return 1
    return break_it


def delete(cls, what):
    delattr(cls, what)


def replace(cls, what):
    setattr(cls, what, lambda *args: 100)


def clear_defaults(cls, what):
    cls.chained.__defaults__ = (7, (8, 9))
    cls.chained.__kwdefaults__ = {"z": 70}


def new_code(cls, what):
    def other(self, x, y=0, *, z=0):
        return -x
    cls.method.__code__ = other.__code__


def attempt(chosen, how):
    cls = fresh()
    victim, use = cls(10), fresh_use()
    for _ in range(40):
        use(victim, one)
    first = use(victim, breaker(cls, chosen, how))
    try:
        second = use(victim, one)
    except Exception as error:
        second = repr(error)
    return first, second


names = ("method", "chained", "values", "plain", "make", "twice")
for how in (delete, replace):
    for chosen in names:
        repeat(attempt, chosen, how, times=4, label=f"{how.__name__} {chosen}")
for how in (clear_defaults, new_code):
    repeat(attempt, "chained", how, times=4, label=how.__name__)


# Classes and all that belongs to them die once nobody uses them.
def dies(n):
    cls = fresh()
    cls.marker = Noisy(f"class {n}")
    use = fresh_use()
    for _ in range(30):
        use(cls(1), one)
    return weakref.ref(cls)


def death(n):
    del log[:]
    reference = dies(n)
    gc.collect()
    return reference(), list(log)


for n in range(5):
    repeat(death, n, times=3)

SOURCE = """
class Node:
    limit = 3

    def __init__(self, depth):
        self.depth = depth

    def grow(self, others=[]):
        if self.depth >= self.limit:
            return 1
        return Node(self.depth + 1).grow() + self.size

    @property
    def size(self):
        return len(type(self).__name__)

    def copy(self):
        return Node(self.depth)


def run(times):
    total = 0
    for _ in range(times):
        total += Node(0).grow() + Node(1).copy().depth
    return total
"""


def generated(n):
    del log[:]
    namespace = {"__name__": "generated", "marker": Noisy(f"module {n}")}
    exec(SOURCE, namespace)
    result = namespace["run"](20)
    reference = weakref.ref(namespace["Node"])
    del namespace
    gc.collect()
    return result, reference(), list(log)


for n in range(5):
    repeat(generated, n, times=3)
