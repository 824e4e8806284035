"""Globals read in hot loops, and changed from inside, from outside and through every back door."""
import builtins
import sys

from transcript import repeat, show

LIMIT = 10
module = sys.modules[__name__]


def read():
    return LIMIT


def loop(change_at, change):
    seen = []
    for i in range(3000):
        if i == change_at:
            change()
        if not seen or seen[-1] != LIMIT:
            seen.append(LIMIT)
    return seen


def by_global():
    global LIMIT
    LIMIT = 20


def by_dict():
    globals()["LIMIT"] = 30


def by_setattr():
    module.LIMIT = 40


def by_exec():
    exec("LIMIT = 50", globals())


def by_update():
    globals().update(LIMIT=60.5)


def to_builtin():
    builtins.LIMIT = "from builtins"
    del module.LIMIT


def missing():
    del builtins.LIMIT


repeat(read)
for change in (by_global, by_dict, by_setattr, by_exec, by_update, to_builtin):
    show(change.__name__, loop, 1500, change)
    repeat(read, times=300)
show("missing", loop, 1500, missing)
repeat(read, times=300)
LIMIT = 70
repeat(read, times=300)


def own_globals():
    names = {"LIMIT": "own", "__builtins__": {"len": lambda x: "own len"}}
    exec("def f():\n    return LIMIT, len([])", names)
    first = [names["f"]() for _ in range(200)][-1]
    names["LIMIT"] = "changed"
    return first, names["f"]()


repeat(own_globals, times=50)


def declared():
    global made_here
    made_here = made_here + 1 if "made_here" in globals() else 0
    return None


repeat(declared)
print(made_here)
del made_here
show("again", declared)
