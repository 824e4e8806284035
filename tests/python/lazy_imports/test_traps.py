"""Each way a program can notice that an import was put off, which it must not."""

from __future__ import annotations

import sys

import pytest


def test_globals_vars_dir_and_dict(same):
    app = """\
import fractions, decimal
from string import Template
def f(): return fractions, decimal, Template
def g(): return sorted(n for n in globals() if n[0] != '_')
print(g())
"""
    for how in ("sorted(vars(app))", "sorted(app.__dict__)", "dir(app)", "app.g()", "app.__dict__['Template']"):
        same("import app\nprint(" + how + ")", app=app)
    inside = "import fractions\ndef f(): return fractions\n"
    for how in ("'fractions' in globals()", "'fractions' in vars()", "'fractions' in locals()", "'fractions' in dir()"):
        same(app=inside + f"print({how})")


def test_star_import_of_a_module_with_pending_names(same):
    same(
        app="from other import *\nprint(Fraction, sorted(n for n in globals() if n[0] != '_'))",
        other="from fractions import Fraction\ndef f(): return Fraction",
    )
    same(
        app="from other import *\nprint(Fraction, 'f' in globals())",
        other="__all__ = ['Fraction']\nfrom fractions import Fraction\ndef f(): pass",
    )


def test_from_import_of_a_pending_name(same):
    app = "from other import Fraction\ndef f(): return Fraction\nprint(f())"
    same(app=app, other="from fractions import Fraction\ndef f(): return Fraction")


def test_attributes_from_outside(same):
    code = """\
import app
print(hasattr(app, 'fractions'), hasattr(app, 'nothing'), getattr(app, 'nothing', 3), app.fractions.Fraction(1, 2))
for action in (lambda: app.nothing, lambda: delattr(app, 'decimal2')):
    try: action()
    except AttributeError as e: print(e, e.name)
"""
    same(code, app="import fractions, decimal\ndef f(): return fractions, decimal")


def test_setting_and_deleting_from_outside(same):
    code = """\
import app
app.fractions = 5
print(app.f(), app.fractions)
del app.fractions
try: app.f()
except NameError as e: print(e)
try: app.fractions
except AttributeError as e: print(e)
del app.decimal
try: app.g()
except NameError as e: print(e)
"""
    same(code, app="import fractions, decimal\ndef f(): return fractions\ndef g(): return decimal")


def test_module_getattr_and_subclasses(same):
    app = """\
import fractions, sys, types
def f(): return fractions
def __getattr__(name): return 'computed ' + name
class Sub(types.ModuleType):
    @property
    def prop(self): return 'prop'
    def __getattr__(self, name):
        if name == 'fractions_': return 'sub'
        raise AttributeError(name)
    def __setattr__(self, name, value): super().__setattr__(name, value)
"""
    code = """\
import app, sys
print(app.fractions, app.other)
sub = app.Sub('sub')
sub.decimal = 1
sub.fractions = 2
print(sub.fractions, sub.decimal, sub.prop, sub.fractions_, hasattr(sub, 'x'), sorted(vars(sub)))
app.__class__ = app.Sub
print(app.fractions, app.prop)
"""
    same(code, app=app)


def test_submodule_as_a_side_effect(same):
    # As requests.exceptions: who uses `pkg.errors` relies on pkg, or on others, having imported it.
    files = {
        "pkg/__init__.py": "from .errors import Error\nfrom . import api\ndef f(): return Error, api",
        "pkg/errors.py": "class Error(Exception): pass",
        "pkg/api.py": "x = 1",
    }
    same(app="import pkg\nprint(pkg.errors.Error, pkg.api.x)", **files)
    # As pygments.token: imported by something that is itself put off.
    files = {
        "pkg/__init__.py": "",
        "pkg/lexers.py": "from pkg import token\ndef f(): return token",
        "pkg/token.py": "x = 1",
    }
    same(app="import pkg.lexers\ndef f(): return pkg.token.x\nprint(f())", **files)


def test_deleting_a_submodule_that_somebody_else_imports(same):
    """As `idlelib.run` does with tkinter's."""
    app = """\
import sys, pkg, other
delattr(pkg, 'sub')
del sys.modules['pkg.sub']
print(hasattr(pkg, 'sub'), 'sub' in vars(pkg))
for name in ('sub', 'nothing'):
    try: delattr(pkg, name)
    except AttributeError as e: print(e)
"""
    modules = {"app": app, "other": "from pkg import sub\ndef f(): return sub", "pkg/__init__.py": ""}
    same(**modules, **{"pkg/sub.py": "print('sub')"})


def test_hasattr_does_not_import_what_nobody_imports(same):
    same(
        app="import pkg\ndef f(): return hasattr(pkg, 'plugin'), getattr(pkg, 'plugin', None)\nprint(f())",
        **{"pkg/__init__.py": "", "pkg/plugin.py": "print('plugin')"},
    )


def test_name_of_its_own_submodule(same):
    # As pylint: the import system binds pkg.run to the module, the statement then to the function.
    files = {
        "pkg/__init__.py": "from .run import run\ndef f(): return run",
        "pkg/run.py": "def run(): return 'ran'",
        "pkg/other.py": "from pkg.run import run\nimport pkg.run as m\ndef f(): return m",
    }
    same(app="import pkg\nimport pkg.other\nprint(pkg.other.run(), pkg.run(), pkg.f()())", **files)
    same(app="import pkg.run\nimport pkg\nprint(pkg.run())", **files)


def test_circular_imports(same):
    files = {
        "one": "import two\nclass A: pass\ndef f(): return two.B",
        "two": "import one\nclass B: pass\ndef f(): return one.A",
    }
    same(app="import one, two\nprint(one.f(), two.f())", **files)
    files = {
        "pkg/__init__.py": "from .a import A\nfrom .b import B\ndef f(): return A, B",
        "pkg/a.py": "class A:\n    def b(self): return b.B\nfrom . import b",
        "pkg/b.py": "from .a import A\nclass B(A): pass",
    }
    same(app="import pkg\nprint(pkg.f(), pkg.A().b(), pkg.B().b())", **files)


def test_a_name_is_unbound_while_its_own_import_runs(same):
    files = {
        "one": "from two import B\ndef f(): return B\nx = f() if __name__ != 'one' else None",
        "two": "import sys\nprint('B' in sys.modules['one'].__dict__ if 0 else hasattr(sys.modules['one'], 'B'))\nclass B: pass",
    }
    same(app="import one\nprint(one.f())", **files)


def test_reload(same):
    code = """\
import importlib, app
print(app.f())
app.fractions.marker = 1
importlib.reload(app)
print(app.f(), app.fractions.marker)
import other
importlib.reload(other)
print(other.f(), sorted(n for n in vars(other) if n[0] != '_'))
"""
    same(code, app="import fractions\ndef f(): return fractions", other="import decimal\ndef f(): return decimal")


def test_module_taken_from_sys_modules_and_loaded_again(same):
    code = """\
import sys, app
first = app
del sys.modules['app']
import app
print(app is first, app.f(), first.f(), app.f() is first.f())
"""
    same(code, app="import fractions\ndef f(): return fractions")


def test_mock(same):
    code = """\
from unittest import mock
import app
with mock.patch('app.fractions') as m: print(app.f() is m)
print(app.f().__name__)
with mock.patch.object(app, 'decimal', 5): print(app.g())
print(app.g().__name__)
with mock.patch.dict(app.__dict__, decimal=1): print(app.g())
with mock.patch('app.Template.substitute', lambda self: 'patched'): print(app.h())
print(mock.create_autospec(app).f.__class__)
"""
    app = "import fractions, decimal\nfrom string import Template\ndef f(): return fractions\ndef g(): return decimal\ndef h(): return Template('x').substitute()"
    same(code, app=app)


def test_pickle(same):
    code = """\
import pickle, app, copy
print(pickle.loads(pickle.dumps([app.P(1), app.F(1, 2), app.f, len, app.F])))
print(copy.deepcopy(app.P(2)))
"""
    app = "from fractions import Fraction as F\nfrom dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\ndef f(): return F"
    out = same(code, app=app).out
    assert "Fraction(1, 2)" in out


def test_pickle_in_a_module_with_pending_names(same):
    # Pickle's C code reads the frame's builtins as a dict.
    app = "import pickle, fractions, decimal\ndef f(): return pickle.loads(pickle.dumps(fractions.Fraction(1, 2))), iter([1]).__reduce__()\nprint(f())\ndef g(): return decimal"
    same(app=app)


def test_doctest(same):
    app = '''\
import fractions
def f():
    """
    >>> fractions.Fraction(1, 2)
    Fraction(1, 2)
    >>> f()
    1
    """
    return 1 if fractions else 2
'''
    assert "TestResults(failed=0, attempted=2)" in same("import doctest, app\nprint(doctest.testmod(app))", app=app).out


@pytest.mark.skipif(sys.version_info < (3, 14), reason="annotations were evaluated at once")
def test_annotations_that_are_evaluated_when_asked_for(same):
    app = """\
from decimal import Decimal
from fractions import Fraction
import calendar, colorsys, shelve, dataclasses, typing
def f(x: Fraction, y: list[calendar.Calendar]) -> Nowhere: ...
def g(x: "Fraction", y: "list[Nowhere, calendar.Calendar]"): ...
class C:
    x: Decimal
    y: Fraction | Nowhere
    z: typing.ClassVar[Nowhere, shelve.Shelf] = 1
    def method(self, it: colorsys): ...
@dataclasses.dataclass
class D:
    later: Nowhere
    x: Decimal = 1
    c: typing.ClassVar[int] = 2
def later(): return Decimal, Fraction, calendar, colorsys, shelve
value: Fraction = 2
"""
    code = """\
import app, annotationlib, inspect
from annotationlib import Format
for thing in (app.f, app.g, app.C, app.C.method, app.D, app):
    for format in (Format.STRING, Format.FORWARDREF, Format.VALUE):
        try: print(annotationlib.get_annotations(thing, format=format))
        except NameError as e: print(e)
for name, ref in annotationlib.get_annotations(app.C, format=Format.FORWARDREF).items():
    if isinstance(ref, annotationlib.ForwardRef): print(name, ref.evaluate(format=Format.FORWARDREF))
for text in ("shelve", "shelve.Shelf", "list[shelve.Shelf, Nowhere]", "Nowhere", "1 +"):
    for format in (Format.STRING, Format.FORWARDREF, Format.VALUE):
        try: print(annotationlib.ForwardRef(text, owner=app.f).evaluate(format=format))
        except (NameError, SyntaxError) as e: print(type(e), e)
print(inspect.signature(app.D), [f.name for f in app.dataclasses.fields(app.D)])
print(inspect.signature(app.f, annotation_format=Format.FORWARDREF))
"""
    same(code, app=app)


def test_a_copy_of_the_builtins_in_a_namespace(same):
    code = """\
import app
namespace = {**app.f.__builtins__}
try: print(eval("decimal", namespace))
except NameError as e: print(e)
print(eval("len", namespace)("ab"), app.f())
"""
    same(code, app="import decimal\ndef f(): return decimal")


def test_get_type_hints(same):
    app = """\
from __future__ import annotations
from fractions import Fraction
from typing import TYPE_CHECKING, Optional
import decimal
if TYPE_CHECKING:
    import nothing
def f(x: Fraction, y: Optional[decimal.Decimal]) -> list[Fraction]: ...
class C:
    x: Fraction
    y: "decimal.Decimal"
"""
    code = """\
import app, inspect, typing
print(typing.get_type_hints(app.f)); print(typing.get_type_hints(app.C)); print(inspect.signature(app.f, eval_str=True))
print(inspect.getmembers(app, inspect.isclass), inspect.getmodule(app.f) is app)
"""
    same(code, app=app)


def test_dataclasses(same):
    app = """\
from __future__ import annotations
from dataclasses import dataclass, field, InitVar
from typing import ClassVar
import typing
from fractions import Fraction
@dataclass
class C:
    x: Fraction
    y: ClassVar[Fraction] = 1
    z: typing.ClassVar[int] = 2
    i: InitVar[int] = 3
    w: list[Fraction] = field(default_factory=list)
def f(): return Fraction
"""
    same(
        "import app, dataclasses\nprint([f.name for f in dataclasses.fields(app.C)], app.C(1), dataclasses.asdict(app.C(1)))",
        app=app,
    )


def test_dataclass_resolves_nothing(lazy):
    app = "import fractions\nfrom dataclasses import dataclass\n@dataclass\nclass C:\n    x: int\n    def f(self): return fractions\nimport sys\nprint('fractions' in sys.modules)"
    assert lazy(app=app) == "False\n"


def test_namedtuple_enum_and_exec(same):
    app = """\
import fractions, collections, enum
from typing import NamedTuple
P = collections.namedtuple('P', 'x y')
class N(NamedTuple):
    x: int
class E(enum.Enum):
    A = 1
def f(): return eval('fractions.Fraction(1, 2)'), eval('fractions', globals()), eval('E.A')
def g():
    exec('import decimal; print(fractions.Fraction(decimal.Decimal(1)))')
    namespace = {}
    exec('def h(): return len([1])', namespace)
    return namespace['h'](), namespace['__builtins__']['len']
print(f(), g(), P(1, 2), N(1), E.A)
"""
    same(app=app)


def test_builtins_are_kept_in_step(same):
    code = """\
import builtins, app
builtins.added = 1
print(app.f(), app.__builtins__['added'], isinstance(app.__builtins__, dict))
builtins.ascii = lambda x: 'patched'
print(app.g())
del builtins.added
try: app.f()
except NameError as e: print(e)
app.__builtins__['_'] = str
print(builtins._)
print(app.h())
"""
    app = "import fractions, decimal\ndef f(): return added\ndef g(): return ascii([]), 1 or fractions\ndef h(): return [range, decimal]"
    same(code, app=app)


def test_name_of_a_builtin(same):
    same(app="from io import open\nfrom operator import pow, abs\ndef f(): return open, pow(2, 3), abs(-1)\nprint(f())")


def test_patched_import_function(same):
    code = """\
import builtins
real = builtins.__import__
seen = []
def spy(name, *args, **kwargs):
    seen.append(name)
    return real(name, *args, **kwargs)
builtins.__import__ = spy
import app
app.f()
print([name for name in seen if name in ('fractions', 'app')])
"""
    same(code, app="import fractions\ndef f(): return fractions.Fraction(1)")


def test_warnings_stacklevel(same):
    other = "import warnings, fractions\ndef old():\n    warnings.warn('old', stacklevel=2)\n    return fractions\n"
    same(app="import other\ndef f():\n    other.old()\nf()", other=other)


def test_frames_and_tracebacks(same):
    files = {"other": "import broken\ndef f(): return broken", "broken": "def g(): raise ValueError('no')\ng()"}
    out = same(app="import traceback\ntry:\n    import broken\nexcept ValueError:\n    traceback.print_exc()", **files)
    assert "frozen" not in out.err and "_loader" not in out.err


def test_generators_lambdas_and_class_bodies(same):
    app = """\
import fractions, decimal, string, textwrap
g = (fractions.Fraction(i) for i in range(3))
print(list(g))
class C:
    x = decimal.Decimal(1)
    y = [string.digits for _ in range(2)]
    def f(self, default=textwrap.dedent(' x')): return default
print(C.x, C.y, C().f())
async def a(): return [fractions async for _ in b()]
async def b(): yield 1
import asyncio
print(asyncio.run(a()))
"""
    same(app=app)


def test_closures_made_often_have_plain_builtins(lazy):
    app = "import fractions, builtins\ndef make():\n    return lambda: len([])\ndef other(): return fractions\nprint(make().__builtins__ is builtins.__dict__)"
    assert lazy(app=app) == "True\n"


def test_code_assigned_to_a_function(same):
    app = "import fractions\ndef f(): return 1\ndef g(): return fractions.Fraction(1)\nf.__code__ = g.__code__\nprint(f())"
    same(app=app)


def test_weak_modules_die(same):
    code = """\
import app, gc, sys, weakref
r = weakref.ref(app)
del sys.modules['app'], app
gc.collect()
print(r())
"""
    same(code, app="import fractions\ndef f(): return fractions")


def test_getattr_static(same):
    # As pluggy's hook specifications.
    code = """\
import app, inspect
from inspect import getattr_static
print([getattr_static(app, name, None) for name in ('f', 'fractions', 'nothing', '__doc__')])
print([inspect.getattr_static(app, name, None) is getattr(app, name, None) for name in ('f', 'fractions', 'nothing')])
print(type(inspect.getattr_static(app, '__dict__')).__name__ in ('dict', 'member_descriptor'))
try: getattr_static(app, 'nothing')
except AttributeError as e: print(repr(e))
class Sub(type(app)):
    @property
    def decimal(self): pass
print(getattr_static(Sub('x'), 'decimal'), getattr_static(1, 'real').__name__, inspect.signature(getattr_static))
"""
    same(code, app="import fractions, decimal\ndef f(): return fractions, decimal")


def test_module_getattr_that_reads_globals_in_a_circle(same):
    # As astroid.
    files = {
        "pkg/__init__.py": "from pkg.builder import parse, B\ndef f(): return parse, B\ndef __getattr__(name):\n    if globals().get('_old_' + name) is None: raise AttributeError(name)",
        "pkg/builder.py": "from pkg import raw\nclass B(raw.Base): pass\ndef parse(): return 1",
        "pkg/raw.py": "class Base: pass",
    }
    same(app="import pkg\nprint(pkg.B.__mro__[1], pkg.parse(), pkg.f())", **files)


def test_string_annotations_of_dataclasses_resolve_no_more_than_they_name(same, lazy):
    head = "from __future__ import annotations\nfrom dataclasses import KW_ONLY, InitVar, dataclass, fields\n"
    body = """\
@dataclass
class C:
    a: {}[int] = 1
    b: int = 2
    c: {}[int] = 3
    _: {} = None
    d: int = 4
print([f.name for f in fields(C)], [f.kw_only for f in fields(C)])
"""
    # Without `typing` loaded otherwise.
    for imports, names in {
        "from typing import ClassVar": ("ClassVar", "InitVar", "KW_ONLY"),
        "import typing as t, dataclasses as d": ("t.ClassVar", " d.InitVar", "d.KW_ONLY"),
        "from markers import A, B, C as D": ("A", "B", "D"),
    }.items():
        app = head + imports + "\n" + body.format(*names)
        same(app=app, markers="from typing import ClassVar as A\nfrom dataclasses import InitVar as B, KW_ONLY as C")
    app = (
        head
        + "import loud\nfrom colorsys import rgb_to_hsv\n"
        + "@dataclass\nclass C:\n    a: int\n    b: rgb_to_hsv\n"
    )
    app += "def f(): return loud\nimport sys\nprint('colorsys' in sys.modules)"
    assert lazy(app=app, loud="print('loud')") == "False\n"


def test_what_is_done_with_globals_decides_what_it_resolves(lazy):
    """Each use of the dict resolves the names that it can see, and no other."""
    uses = {
        "globals()['x'] = 1": "",
        "globals().update(y=2)": "",
        "globals()": "",
        "globals()[f'{__name__}_' + str(1)] = 1": "",
        "names = globals()\nfor n in ['p', 'q']: names[n] = n\ndel names": "",
        "globals().get('Fraction')": "fractions",
        "globals().get('nothing', 3)": "",
        "globals()['Fraction']": "fractions",
        "print('Fraction' in globals(), 'nothing' in globals())": "fractions",
        "globals().setdefault('decimal', 3)": "decimal",
        "vars()['decimal'], locals()['x1'] = 1, 2": "",
        "in_function()": "fractions",
        "local()": "fractions",
        "stored = globals()": "decimal fractions",
        "names = globals()\nlater = names\ndel names": "decimal fractions",
        "names = globals()\ndef peek(): return names\ndel names": "decimal fractions",
        "dict(globals())": "decimal fractions",
        "globals()[str('decimal')]": "decimal fractions",
        "globals().get(str('decimal'))": "decimal fractions",
        "globals().items()": "decimal fractions",
        "returned()": "decimal fractions",
        "mixed()": "decimal fractions",
        "for i in range(300): globals()['x'] = i": "",
    }
    begin = """\
import a{n} as decimal
import sys
from b{n} import Fraction
def f(): return decimal, Fraction
def in_function(): return globals().get('Fraction') or 3
def local():
    g = globals()
    g['x'] = 1
    del g['x']
    return g['Fraction']
def returned(): return globals()
def mixed():
    g = globals()
    g['x'] = 1
    for value in g.values(): pass
"""
    end = "\nprint(*[name for name in ('decimal', 'fractions') if {{'decimal': 'a', 'fractions': 'b'}}[name] + '{n}' in sys.modules])"
    modules = {}
    for n, use in enumerate(uses):
        text = f"{begin.format(n=n)}{use}{end.format(n=n)}\n"
        modules |= {f"a{n}": "", f"b{n}": "Fraction = 1", f"app{n}": text}
    printed = lazy("import " + ", ".join(f"app{n}" for n in range(len(uses))), **modules).splitlines()
    printed = [line for line in printed if line != "True False"]
    assert dict(zip(uses, printed, strict=True)) == uses


def test_globals_of_other_kinds(same):
    """The same names are there whatever way the dict is asked for them."""
    uses = (
        "print(globals().get('decimal').Decimal(1), 'Fraction' in globals(), 'nothing' not in globals())",
        "print(globals().pop('decimal').Decimal(2), 'decimal' in globals())",
        "del globals()['decimal']\nprint('decimal' in globals())",
        "globals()['decimal'] = 3\nprint(decimal)",
        "globals().update(decimal=4)\nprint(decimal)",
        "print(globals().setdefault('decimal', 5).Decimal(5))",
        "names = globals()\nnames['decimal'] = 6\ndel names\nprint(decimal)",
        "def f():\n    g = globals()\n    g['decimal'] = 7\n    return g['Fraction']\nprint(f(), decimal)",
        "def f():\n    globals()['x'] = 1\n    return globals()\nprint(f()['decimal'], f()['x'])",
        "def f(name): return globals()[name]\nprint(f('decimal'))",
        "def f(n):\n    for i in range(n): globals()['x'] = i\nf(9000)\nprint('decimal' in vars(), x)",
    )
    for use in uses:
        same(
            app=f"import decimal\nfrom fractions import Fraction\ndef last(): return decimal, Fraction\n{use}\nprint(*last())"
        )


def test_first_use_where_the_recursion_limit_was_hit(same):
    app = """\
import sys
import other
def deep():
    try:
        return deep()
    except RecursionError:
        return other.value
print(deep(), sys.tries)
"""
    other = """\
import sys
sys.tries = getattr(sys, "tries", 0) + 1
def down(n):
    return down(n - 1) if n else 0
value = down(100)
import third
value += third.value
"""
    assert same(app=app, other=other, third="import colorsys, sched\nvalue = 1").out == "1 1\n"
