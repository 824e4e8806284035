"""Everything compiled code may have taken for granted changes: in the middle of a loop, and again between calls.

Each case is a module of its own, with fresh code: `step(i)` is hot, `change()` takes its ground away, `again()` changes
it once more. Between two steps the loop calls back, and the change happens there.
"""
import re
import sys
import types

from transcript import ADDRESS

LOOP = """
def loop(tick):
    out = []
    for i in range(12):
        try:
            out.append(step(i))
        except Exception as error:
            out.append(f"{type(error).__name__}: {error}")
        tick(i)
    return out
"""

CASES = """
# a function's defaults, replaced
def callee(x, y=1): return x, y
def step(i): return callee(i)
def change(): callee.__defaults__ = (2,)
def again(): callee.__defaults__ = None

# keyword defaults, replaced
def callee(x, *, y=1): return x, y
def step(i): return callee(i)
def change(): callee.__kwdefaults__ = {"y": 2}
def again(): callee.__kwdefaults__ = None

# keyword defaults, changed in place
def callee(x, *, y=1, z=2): return x, y, z
def step(i): return callee(i, z=3), callee(i)
def change(): callee.__kwdefaults__["y"] = 20
def again(): del callee.__kwdefaults__["y"]

# a mutable default
def callee(x, seen=[]): return len(seen)
def step(i): return callee(i)
def change(): callee.__defaults__[0].append(1)
def again(): callee.__defaults__ = ((1, 2, 3),)

# code
def callee(x): return x
def other(x): return -x, "other"
def third(x, y): return x, y
def step(i): return callee(i)
def change(): callee.__code__ = other.__code__
def again(): callee.__code__ = third.__code__

# code of the running function
def target(i): return "target", i
def step(i): return i
def change(): step.__code__ = target.__code__
def again(): step.__code__ = (lambda i: ("lambda", i)).__code__

# code of a method
class C:
    def m(self, x): return x
def other(self, x): return "other", x
o = C()
def step(i): return o.m(i)
def change(): C.m.__code__ = other.__code__
def again(): C.m.__defaults__ = (1, 2)

# a global, assigned through globals()
N = 1
def step(i): return N + i
def change(): globals()["N"] = 2.5
def again(): globals().update(N="x")

# a global function, replaced
def callee(x): return x
def step(i): return callee(i)
def change():
    global callee
    callee = str
def again():
    global callee
    callee = lambda x: [x]

# a global, deleted
N = 1
def step(i): return N
def change(): globals().pop("N")
def again(): globals().setdefault("N", 7)

# a global that hides a builtin, deleted
def len(x): return "mine"
def step(i): return len([i])
def change():
    global len
    del len
def again():
    global len
    len = max

# a global that comes to hide a builtin
def step(i): return abs(-i), isinstance(i, int)
def change(): globals()["abs"] = lambda x: "hidden"
def again(): globals()["isinstance"] = lambda *x: "hidden"

# all globals, cleared and restored
N = 1
def step(i): return N
def change():
    names = globals()
    kept = dict(names)
    names.clear()
    names.update(kept, N=2)
def again(): globals().update({"N": 3})

# a builtin
import builtins
def step(i): return sum([i, 1]), chr(65 + i)
kept = builtins.sum
def change(): builtins.sum = lambda x: "summed"
def again(): builtins.sum = kept

# a builtin, through its dict, and one that did not exist
import builtins
def step(i): return brand_new
def change(): builtins.__dict__["brand_new"] = 1
def again(): del builtins.__dict__["brand_new"]

# a module's attribute
import types
module = types.ModuleType("module")
module.value, module.function = 1, lambda x: x
def step(i): return module.value, module.function(i)
def change(): module.value = 2
def again(): setattr(module, "function", lambda x: -x)

# a module's attribute, deleted, then found by __getattr__
import types
module = types.ModuleType("module")
module.value = 1
def step(i): return module.value
def change(): del module.value
def again(): module.__getattr__ = lambda name: f"made {name}"

# a module's class
import types
module = types.ModuleType("module")
module.value = 1
class Module(types.ModuleType):
    value = property(lambda self: "property")
def step(i): return module.value
def change(): module.__class__ = Module
def again(): Module.value = property(lambda self: "another")

# a method, replaced, then deleted
class C:
    def m(self, x): return x
o = C()
def step(i): return o.m(i)
def change(): C.m = lambda self, x: -x
def again(): del C.m

# a base class's method
class A:
    def m(self): return "A"
class B(A): pass
class C(B): pass
o = C()
def step(i): return o.m()
def change(): A.m = lambda self: "A2"
def again(): B.m = lambda self: "B"

# bases
class A:
    def m(self): return "A"
class B:
    def m(self): return "B"
class C(A): pass
class D(C):
    def m(self): return "D" + super().m()
o, p = C(), D()
def step(i): return o.m(), p.m(), isinstance(o, A)
def change(): C.__bases__ = (B,)
def again(): C.__bases__ = (A, B)

# an object's class
class A:
    def __init__(self): self.x = 1
    def m(self): return "A", self.x
class B:
    def m(self): return "B", self.x
o = A()
def step(i): return o.m(), o.x
def change(): o.__class__ = B
def again(): B.x = property(lambda self: "hides")

# an instance attribute that comes to hide a method
class C:
    def m(self): return "method"
o = C()
def step(i): return o.m()
def change(): o.m = lambda: "instance"
def again(): del o.m

# an instance's dict, replaced
class C:
    def __init__(self): self.x = 1
    def m(self): return "method"
o = C()
def step(i): return o.x, o.m()
def change(): o.__dict__ = {"x": 2}
def again(): o.__dict__["m"] = lambda: "instance"

# attributes of instances, added in another order and deleted
class C:
    def __init__(self): self.a, self.b = 1, 2
o = C()
def step(i): return o.a, o.b
def change():
    global o
    o = C.__new__(C)
    o.b, o.z, o.a = 1, 2, 3
def again(): del o.a

# slots
class C:
    __slots__ = ("a", "b")
    def __init__(self): self.a, self.b = 1, 2
o = C()
def step(i):
    o.b = i
    return o.a, o.b
def change(): del o.a
def again(): C.a = property(lambda self: "property")

# a slot's descriptor, deleted, and two swapped
class C:
    __slots__ = ("a", "b")
    def __init__(self): self.a, self.b = 1, 2
o = C()
def step(i): return o.a, o.b
def change(): C.a, C.b = C.b, C.a
def again(): del C.a

# a property
class C:
    x = property(lambda self: "first")
o = C()
def step(i): return o.x
def change(): C.x = property(lambda self: "second")
def again(): C.x = 3

# a plain class attribute becomes a descriptor
class Value:
    pass
class C:
    x = Value()
    def __init__(self): self.x = "instance"
class D:
    x = Value()
o, p = C(), D()
def step(i): return type(o.x).__name__, type(p.x).__name__
def change(): Value.__get__ = lambda self, o, t: "got"
def again(): Value.__set__ = lambda self, o, v: None

# __getattr__ comes and goes
class C:
    pass
o = C()
o.x = 1
def step(i): return o.x, getattr(o, "y", None)
def change(): C.__getattr__ = lambda self, name: f"made {name}"
def again(): del o.x

# __getattribute__
class C:
    def __init__(self): self.x = 1
    def m(self): return 2
o = C()
def step(i): return o.x, o.m()
def change(): C.__getattribute__ = lambda self, name: lambda: f"all {name}" if name == "m" else f"all {name}"
def again(): del C.__getattribute__

# __setattr__
class C:
    def __init__(self): self.x = 1
o = C()
def step(i):
    o.x = i
    return o.x
def change(): C.__setattr__ = lambda self, name, value: object.__setattr__(self, name, "set")
def again(): del C.__setattr__

# a class attribute, read from the class
class C:
    x = 1
    @classmethod
    def k(cls): return cls.__name__
    @staticmethod
    def s(): return "static"
def step(i): return C.x, C.k(), C.s()
def change(): C.x = 2
def again(): C.k, C.s = staticmethod(lambda: "k is static"), classmethod(lambda cls: cls)

# a metaclass attribute
class M(type):
    pass
class C(metaclass=M):
    x = 1
def step(i): return C.x
def change(): M.x = property(lambda cls: "by the metaclass")
def again(): M.x = 5

# a metaclass's __getattribute__ and __call__
class M(type):
    pass
class C(metaclass=M):
    x = 1
def step(i): return C.x, type(C()).__name__
def change(): M.__call__ = lambda cls, *args: 17
def again(): M.__getattribute__ = lambda cls, name: "everything"

# __init__ and __new__
class C:
    def __init__(self, x): self.x = x
def step(i): return vars(C(i)) if isinstance(C(i), C) else C(i)
def change():
    def __init__(self, x): self.y = -x
    C.__init__ = __init__
def again(): C.__new__ = lambda cls, x: ("new", x)

# operators
class C:
    def __add__(self, other): return "add"
o = C()
def step(i): return o + i
def change(): C.__add__ = lambda self, other: NotImplemented
def again(): C.__radd__, C.__add__ = None, lambda self, other: "again"

# comparison and hashing
class C:
    pass
o, table = C(), {}
table[o] = 1
def step(i): return o == i, o in table, bool(o)
def change(): C.__eq__ = lambda self, other: "equal"
def again(): C.__hash__ = None

# truth and length
class C:
    pass
o = C()
def step(i): return "true" if o else "false", not o
def change(): C.__len__ = lambda self: 0
def again(): C.__bool__ = lambda self: True

# iteration, items, calls, contains
class C:
    def __iter__(self): return iter([1])
    def __getitem__(self, i): return i
    def __call__(self): return "called"
    def __contains__(self, x): return True
o = C()
def step(i): return list(o), o[i], o(), i in o
def change():
    C.__iter__ = lambda self: iter([2, 3])
    C.__call__ = lambda self: "called again"
def again(): del C.__iter__, C.__contains__, C.__getitem__

# instance checks
class M(type):
    pass
class C(metaclass=M):
    pass
o = C()
def step(i): return isinstance(o, C), isinstance(i, C), issubclass(int, C)
def change(): M.__instancecheck__ = lambda cls, o: True
def again(): M.__subclasscheck__ = lambda cls, c: True

# virtual subclasses
import abc
class C(abc.ABC):
    pass
class D:
    pass
o = D()
def step(i): return isinstance(o, C)
def change(): C.register(D)
def again(): D.x = 1

# a class that becomes abstract
import abc
class C(abc.ABC):
    def m(self): return 1
def step(i): return C().m()
def change(): C.__abstractmethods__ = frozenset(["m"])
def again(): C.__abstractmethods__ = frozenset()

# a context manager
class C:
    def __enter__(self): return "entered"
    def __exit__(self, *error): return False
o = C()
def step(i):
    with o as x:
        return x, 1 // (i % 3)
def change(): C.__exit__ = lambda self, *error: True
def again(): C.__enter__ = lambda self: "another"

# a closure's cell
def make():
    x = 1
    def inner(): return x
    return inner
inner = make()
def step(i): return inner()
def change(): inner.__closure__[0].cell_contents = 2.5
def again(): del inner.__closure__[0].cell_contents

# str subclasses, formats
class C:
    def __str__(self): return "str"
    def __format__(self, spec): return "format " + spec
o = C()
def step(i): return f"{o}{o:x}{o!s}"
def change(): C.__format__ = lambda self, spec: "other"
def again(): C.__str__ = lambda self: 1

# unpacking
class C:
    def __iter__(self): return iter((1, 2))
o = C()
def step(i):
    a, b = o
    return a, b, [*o], {**{"k": 1}}
def change(): C.__iter__ = lambda self: iter((1, 2, 3))
def again(): C.__iter__ = None

# enumerations and named tuples
import collections
import enum
class E(enum.Enum):
    A = 1
P = collections.namedtuple("P", "x y")
p = P(1, 2)
def step(i): return E.A.value, p.x, p.y
def change(): P.x = property(lambda self: "hidden")
def again(): P.y = 5

# generators' code
def numbers(n):
    for i in range(n): yield i
def others(n): yield from "ab"
def step(i): return list(numbers(3)), sum(x for x in numbers(2) if type(x) is int)
def change(): numbers.__code__ = others.__code__
def again(): numbers.__code__ = (lambda n: [n]).__code__

# a function with the same code and other globals
import types
N = 1
def callee(): return N
twin = types.FunctionType(callee.__code__, {"N": "other", "__builtins__": __builtins__})
def step(i): return callee(), twin()
def change(): twin.__globals__["N"] = "changed"
def again(): del twin.__globals__["N"]

# a function with the same code and other builtins
import types
def callee(x): return len(x)
twin = types.FunctionType(callee.__code__, {"__builtins__": {"len": lambda x: "own"}})
def step(i): return callee([i]), twin([i])
def change(): twin.__builtins__["len"] = lambda x: "changed"
def again(): del twin.__builtins__["len"]
"""


def load(source):
    module = types.ModuleType("case")
    exec(compile(source + LOOP, "<case>", "exec"), module.__dict__)
    return module


def run(title, source):
    module = load(source)

    def nothing(i):
        pass

    def at(k, what):
        def tick(i):
            if i == k:
                what()
        return tick

    outcomes = [module.loop(nothing) for _ in range(40)]
    loop, change, again = module.loop, module.change, module.again
    unchanged = all(outcome == outcomes[0] for outcome in outcomes)
    outcomes = [outcomes[0], loop(at(3, change)), loop(nothing), loop(at(6, again)), loop(nothing)]
    after = [loop(nothing) for _ in range(40)]
    print(f"{title}: {unchanged} {all(outcome == after[0] for outcome in after)}")
    for outcome in outcomes + after[:1]:
        print("   ", ADDRESS.sub("0x", str(outcome)))


for case in re.split(r"^# ", CASES, flags=re.MULTILINE)[1:]:
    name, source = case.split("\n", 1)
    # Builtins are everybody's.
    import builtins
    before = dict(vars(builtins))
    try:
        run(name, source)
    finally:
        vars(builtins).update(before)
sys.stdout.flush()

# One code object executed again and again, as templates are: each function sees its own globals.
SHARED = compile("""
def value(): return N
def twice(): return value() + value()
class C:
    def m(self): return N, twice()
def total(n):
    out = 0
    for i in range(n):
        out += value() + C().m()[1]
    return out
""", "<shared>", "exec")


def shared(keep):
    kept, out = [], []
    for n in range(8):
        names = {"N": n, "__name__": "shared"}
        exec(SHARED, names)
        out.append([names["total"](40), names["C"]().m()])
        kept.append(names)
        if not keep:
            kept.clear()
        out.extend(names["total"](30) for names in kept[::2])
    return out


for keep in (False, True, False):
    print(shared(keep), flush=True)
