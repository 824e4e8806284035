"""What a compiled loop relies on changes while it runs, in every way that can interrupt it: a call, a finaliser, the
collector, a signal handler, a trace function, another thread. The loop must see it in the next round."""

import builtins
import gc
import math
import os
import signal
import sys
import threading

ROUND = 200  # in which the change happens

# What a loop relies on: what it needs, the expression it evaluates, and the change.
KINDS = {
    "global": ("G = 1", "G", "G = 2"),
    "global func": ("def g(x): return x", "g(5)", "def g2(x): return -x\ng = g2"),
    "global del to builtin": ("def len(x): return 99", "len((1,2))", "del len"),
    "global shadow": ("", "len((1,2))", "len = lambda x: 42"),
    "builtin": ("import builtins", "abs(-3)", "builtins.abs = lambda x: 'new'"),
    "builtin new": (
        "import builtins",
        "fresh(1) if 'fresh' in vars(builtins) else 0", "builtins.fresh = lambda x: 'F'"),
    "method": ("class C:\n def m(self): return 1\no = C()", "o.m()", "C.m = lambda self: 2"),
    "method base": ("class B:\n def m(self): return 1\nclass C(B): pass\no = C()", "o.m()", "B.m = lambda self: 2"),
    "method shadow in sub": (
        "class B:\n def m(self): return 1\nclass C(B): pass\no = C()",
        "o.m()", "C.m = lambda self: 2"),
    "method instance": ("class C:\n def m(self): return 1\no = C()", "o.m()", "o.m = lambda: 2"),
    "class attr": ("class C: a = 1\no = C()", "o.a", "C.a = 2"),
    "class attr direct": ("class C: a = 1", "C.a", "C.a = 2"),
    "metaclass attr": ("class M(type): a = 1\nclass C(metaclass=M): pass", "C.a", "M.a = 2"),
    "metaclass prop": ("class M(type): pass\nclass C(metaclass=M): a = 1", "C.a", "M.a = property(lambda s: 7)"),
    "bases": (
        "class A:\n def m(self): return 1\nclass B:\n def m(self): return 2\nclass C(A): pass\no = C()",
        "o.m()", "C.__bases__ = (B,)"),
    "class": (
        "class A:\n def m(self): return 1\nclass B:\n def m(self): return 2\no = A()",
        "o.m()", "o.__class__ = B"),
    "module class": (
        "import types\nmod = types.ModuleType('q'); mod.x = 1\n"
        "class MM(types.ModuleType):\n  x = property(lambda s: 2)",
        "mod.x", "mod.__class__ = MM"),
    "code": ("def f(x): return x + 1", "f(1)", "f.__code__ = (lambda x: x * 100).__code__"),
    "code of method": (
        "class C:\n def m(self): return 1\no = C()",
        "o.m()", "C.m.__code__ = (lambda self: 77).__code__"),
    "defaults": ("def f(x=1): return x", "f()", "f.__defaults__ = (2,)"),
    "defaults none": ("def f(x=1): return x", "call(f)", "f.__defaults__ = None"),
    "kwdefaults": ("def f(*, x=1): return x", "f()", "f.__kwdefaults__ = {'x': 2}"),
    "kwdefaults in place": ("def f(*, x=1): return x", "f()", "f.__kwdefaults__['x'] = 2"),
    "kwdefaults del": ("def f(*, x=1): return x", "call(f)", "del f.__kwdefaults__['x']"),
    "defaults method": ("class C:\n def m(self, a=1): return a\no = C()", "o.m()", "C.m.__defaults__ = (5,)"),
    "module attr": ("import types\nmod = types.ModuleType('q'); mod.x = 1", "mod.x", "mod.x = 2"),
    "module func": ("import math", "math.sqrt(4)", "math.sqrt = lambda x: 'S'"),
    "property": ("class C:\n p = property(lambda s: 1)\no = C()", "o.p", "C.p = property(lambda s: 2)"),
    "property to attr": ("class C:\n p = property(lambda s: 1)\no = C()", "o.p", "C.p = 3"),
    "attr to property": ("class C: pass\no = C(); o.p = 1", "o.p", "C.p = property(lambda s: 2)"),
    "getattr": ("class C: pass\no = C()", "call(lambda: o.zz)", "C.__getattr__ = lambda s, n: n"),
    "getattribute": ("class C: pass\no = C(); o.zz = 1", "o.zz", "C.__getattribute__ = lambda s, n: n"),
    "add": ("class C:\n def __add__(s, x): return 1\no = C()", "o + 1", "C.__add__ = lambda s, x: 2"),
    "radd": ("class C: \n def __radd__(s, x): return 1\no = C()", "1 + o", "C.__radd__ = lambda s, x: 2"),
    "eq": ("class C: pass\no = C()", "o == 1", "C.__eq__ = lambda s, x: 'eq'"),
    "bool": ("class C: pass\no = C()", "1 if o else 0", "C.__bool__ = lambda s: False"),
    "len": ("class C:\n def __len__(s): return 1\no = C()", "len(o)", "C.__len__ = lambda s: 2"),
    "getitem": ("class C:\n def __getitem__(s, i): return 1\no = C()", "o[0]", "C.__getitem__ = lambda s, i: 2"),
    "iter": (
        "class C:\n def __iter__(s): return iter((1,))\no = C()",
        "[x for x in o]", "C.__iter__ = lambda s: iter((2,))"),
    "contains": (
        "class C:\n def __contains__(s, x): return True\no = C()",
        "1 in o", "C.__contains__ = lambda s, x: False"),
    "call": ("class C:\n def __call__(s): return 1\no = C()", "o()", "C.__call__ = lambda s: 2"),
    "init": ("class C:\n def __init__(s): s.v = 1", "C().v", "def i2(s): s.v = 2\nC.__init__ = i2"),
    "new": ("class C: pass", "type(C()).__name__", "C.__new__ = lambda c: 5"),
    "static": ("class C:\n s = staticmethod(lambda: 1)\no = C()", "(C.s(), o.s())", "C.s = staticmethod(lambda: 2)"),
    "classm": (
        "class C:\n s = classmethod(lambda c: 1)\no = C()",
        "(C.s(), o.s())", "C.s = classmethod(lambda c: 2)"),
    "classm inner": (
        "class C:\n @classmethod\n def s(c): return 1\no = C()",
        "(C.s(), o.s())", "C.__dict__['s'].__func__.__code__ = (lambda c: 2).__code__"),
    "super": (
        "class A:\n def m(s): return 1\nclass B(A):\n def m(s): return super().m()\no = B()",
        "o.m()", "A.m = lambda s: 2"),
    "super bases": (
        "class A:\n def m(s): return 1\nclass A2:\n"
        " def m(s): return 3\nclass B(A):\n def m(s): return super().m()\no = B()",
        "o.m()", "B.__bases__ = (A2,)"),
    "instance dict": ("class C: pass\no = C(); o.a = 1", "o.a", "o.__dict__ = {'a': 2}"),
    "instance dict item": ("class C: pass\no = C(); o.a = 1", "o.a", "o.__dict__['a'] = 2"),
    "slot descr": ("class C: __slots__ = ('a',)\no = C(); o.a = 1", "o.a", "C.a = 5"),
    "del attr": ("class C: a = 1\no = C(); o.a = 0", "o.a", "del o.a"),
    "cell": (
        "def mk():\n x = 1\n def get(): return x\n def set(v):\n"
        "  nonlocal x\n  x = v\n return get, set\nget, set_ = mk()",
        "get()", "set_(2)"),
    "globals update": ("G = 1", "G", "globals().update(G=2)"),
    "globals setdefault": ("H = 1", "G if 'G' in globals() else 0", "globals().setdefault('G', 9)"),
    "type() 3": ("C = type('C', (), {'a': 1})\no = C()", "o.a", "C = type('C', (), {'a': 2})\no = C()"),
    "isinstance": (
        "class M(type):\n def __instancecheck__(c, o): return True\nclass C(metaclass=M): pass",
        "isinstance(1, C)", "M.__instancecheck__ = lambda c, o: False"),
    "range": ("", "sum(range(3))", "range = lambda n: [100]"),
    "abc": ("import abc\nclass C(abc.ABC): pass\nclass D: pass\nd = D()", "isinstance(d, C)", "C.register(D)"),
    "enum": ("import enum\nclass E(enum.Enum):\n A = 1", "E.A.value", "E.A._value_ = 2"),
    "descriptor": (
        "class D:\n def __get__(s, o, t): return 1\nclass C: d = D()\no = C()",
        "o.d", "D.__get__ = lambda s, o, t: 2"),
    "descriptor data": (
        "class D:\n def __get__(s, o, t): return 1\nclass C: d = D()\no = C(); o.__dict__['d'] = 0",
        "o.d", "D.__set__ = lambda s, o, v: None"),
    "lt": ("class C:\n def __lt__(s, x): return True\no = C()", "o < 1", "C.__lt__ = lambda s, x: False"),
    "hash": ("class C:\n def __hash__(s): return 1\no = C()", "hash(o)", "C.__hash__ = lambda s: 2"),
    "enter": (
        "class C:\n def __enter__(s): return 1\n def __exit__(s, *a): pass\no = C()",
        "entered(o)", "C.__enter__ = lambda s: 2"),
    "func attr call": ("def f(): return f.a\nf.a = 1", "f()", "f.a = 2"),
    "code kwonly": ("def f(*, x=1): return x", "f(x=3)", "f.__code__ = (lambda *, x: x * 2).__code__"),
    "code argc": ("def f(x): return x", "call(lambda: f(1))", "f.__code__ = (lambda: 5).__code__"),
    "setattr": (
        "class C: pass\no = C()",
        "stored(o)", "C.__setattr__ = lambda s, n, v: object.__setattr__(s, n, -5)"),
}

SOURCE = """
def call(function):
    try:
        return function()
    except Exception as error:
        return type(error).__name__

def stored(o):
    o.zz = 3
    return o.zz

def entered(o):
    with o as x:
        return x

{setup}

def loop():
    log, n = [], 0
    while n < 2 * ROUND:
        r = {probe}
        if not log or log[-1][1] != r:
            log.append((n, r))
        n += 1
        if n == ROUND:
            trigger()
    return log
"""


def triggers(change):
    """The ways to make the change, by name."""

    class Finalised:
        def __del__(self):
            change()

    def finaliser():
        one = Finalised()
        del one

    def collector():
        one = Finalised()
        one.self = one
        del one
        gc.collect()

    def interrupt():
        signal.signal(signal.SIGUSR1, lambda *_: change())
        os.kill(os.getpid(), signal.SIGUSR1)

    def trace():
        def tracer(frame, event, argument):
            if frame.f_code.co_name == "loop":
                change()
                sys.settrace(None)
                frame.f_trace = None
            return tracer

        sys._getframe(1).f_trace = tracer
        sys.settrace(tracer)

    def thread():
        other = threading.Thread(target=change)
        other.start()
        other.join()

    return [change, finaliser, collector, interrupt, trace, thread]


def restore(module, names):
    for name in vars(module).keys() - names.keys():
        delattr(module, name)
    vars(module).update(names)


for kind, (setup, probe, change) in KINDS.items():
    saved = [(module, dict(vars(module))) for module in (builtins, math)]
    code = compile(change, "<change>", "exec")
    for way in range(6):
        names = {"ROUND": ROUND, "__name__": "case"}
        exec(SOURCE.format(setup=setup, probe=probe), names)
        way = triggers(lambda names=names, code=code: exec(code, names))[way]
        names["trigger"] = way
        try:
            seen = names["loop"]()
        except Exception as error:
            seen = type(error).__name__, str(error)
        for module, kept in saved:
            restore(module, kept)
        print(f"{kind}, {way.__name__.strip('<>')}: {seen}")
