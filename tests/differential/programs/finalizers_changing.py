"""Finalisers change a global that compiled code takes for a constant, wherever something dies, and the code reads it next."""
SOURCE = """LIMIT = 3
class Noisy:
    def __del__(self):
        global LIMIT
        LIMIT = 50
class Quiet: pass
class Slotted:
    __slots__=('s',)
class Plain:
    def __init__(self): self.v=None
def assigned(make):
    o = make()
    o = 1
    return LIMIT
def deleted(make):
    o = make()
    del o
    return LIMIT
def dropped(make):
    make()
    return LIMIT
def exhausted(make):
    for x in [1, make()]:
        x = None
    return LIMIT
def slot(make):
    h = Slotted()
    h.s = make()
    h.s = 1
    return LIMIT
def attribute(make):
    h = Plain()
    h.v = make()
    h.v = 1
    return LIMIT
def item(make):
    h = [make()]
    h[0] = 1
    return LIMIT
def cell(make):
    c = make()
    def f(): return c
    c = 1
    return LIMIT
def compared(make):
    a = make() is None
    return LIMIT, a
def read(make):
    a = make().__class__
    return LIMIT
def tuple_of(make):
    (make(), 1)
    return LIMIT
def condition(make):
    if make(): pass
    return LIMIT
def is_none(make):
    if make() is None: return 0
    return LIMIT
def starred(make):
    a, b = (make(), 1)
    a = b
    return LIMIT
"""

NAMES = [line.split("(")[0][4:] for line in SOURCE.split("\n") if line.startswith("def ")]
for name in NAMES:
    # Afresh each time: a global that changed often is no constant.
    module = {}
    exec(SOURCE, module)
    function = module[name]
    for _ in range(300):
        function(module["Quiet"])
    print(name, function(module["Noisy"]), function(module["Quiet"]))
