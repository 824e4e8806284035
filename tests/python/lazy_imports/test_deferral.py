"""Which imports wait, until when, and what is there afterwards."""

from __future__ import annotations

import sys

import pytest

LOUD = "print('loading', __name__)\nvalue = 1\n"


@pytest.mark.parametrize(
    "statement, use",
    [
        ("import loud", "loud.value"),
        ("import loud as l", "l.value"),
        ("from loud import value", "value"),
        ("from loud import value as v", "v"),
        ("import pkg.loud", "pkg.loud.value"),
        ("import pkg.loud as l", "l.value"),
        ("from pkg import loud", "loud.value"),
        ("from pkg.loud import value", "value"),
        ("import sys, loud", "(sys.version_info[0], loud.value)"),
        ("if True:\n    import loud", "loud.value"),
    ],
)
def test_waits_for_the_first_use(lazy, statement, use):
    app = f"{statement}\nprint('start')\ndef f(): return {use}\nfirst, second = f(), f()\nprint(first == second, {use} == first)"
    pkg = {"pkg/__init__.py": "", "pkg/loud.py": LOUD}
    out = lazy(app=app, loud=LOUD, **pkg).splitlines()
    assert out[0] == "start" and out[1].startswith("loading ") and out[2:] == ["True True"]


@pytest.mark.parametrize(
    "app",
    [
        "try:\n    import loud\nfinally:\n    pass\nloud",
        "try:\n    1/0\nexcept ZeroDivisionError:\n    import loud\nloud",
        "from contextlib import suppress\nwith suppress(ImportError):\n    import loud\nloud",
        "for i in [1]:\n    import loud\nloud",
        "def f():\n    import loud\n    return loud\nf()",
        "class C:\n    import loud\nC.loud",
        "from loud import *\nvalue",
        # Bound in another way as well.
        "import loud\nloud = loud or 1",
        "import loud\nloud\ndel loud",
        "import loud\ndef f():\n    global loud\n    loud = 2\nloud",
        "try:\n    import json as loud\nexcept ImportError:\n    import loud\nimport loud\nloud",
        # Nobody reads it: it is imported for what it does.
        "import loud",
        "from loud import value",
        "from loud import value as __value__\n__value__",
    ],
)
def test_stays_eager(lazy, app):
    assert lazy(app=app + "\nprint('end')", loud=LOUD).splitlines()[-2:] == ["loading loud", "end"]


@pytest.mark.parametrize(
    "app",
    [
        "from loud import value\n__all__ = ['value']",
        "from loud import value\n__all__ = ('value',)",
        "from __future__ import annotations\nfrom loud import value\ndef f(x: value): pass",
        "from loud import value\ndef f(x: 'list[value]'): pass",
        "import loud\ndef f(): return loud",
        "import loud\nclass C:\n    def f(self): return [loud for _ in ()]",
        "import loud\nf = lambda: lambda: loud",
    ],
)
def test_these_count_as_reading(lazy, app):
    assert lazy(app=app + "\nprint('end')", loud=LOUD) == "end\n"


def test_what_a_package_takes_from_its_own_modules_is_read_by_others(lazy):
    # `from .x import y` in its `__init__` is there for whoever imports the package; `from . import x` may be a side effect.
    code = "import pkg\nprint('end')\nprint(pkg.value)"
    loud = {"pkg/loud.py": LOUD, "pkg/sub.py": "print('sub')"}
    for statement in ("from .loud import value", "from pkg.loud import value", "from .loud import value as value"):
        assert lazy(code, **{"pkg/__init__.py": statement}, **loud) == "end\nloading pkg.loud\n1\n"
    init = "from .loud import value\nfrom . import sub"
    assert lazy(code, **{"pkg/__init__.py": init}, **loud) == "sub\nend\nloading pkg.loud\n1\n"
    assert lazy("import app\nprint('end')", app="from pkg.loud import value", **loud).endswith(
        "loading pkg.loud\nend\n"
    )


def test_names_that_cannot_wait_do_not_keep_the_others(lazy, same):
    files = {"pkg/__init__.py": "__version__ = '1'\nother = 2", "pkg/loud.py": LOUD}
    app = "from pkg import __version__, loud, other\nother = other or 3\nprint(__version__, other)\ndef f(): return loud.value\nprint(f())"
    assert lazy(app=app, **files) == "1 2\nloading pkg.loud\n1\n"
    same(app="from pkg import __version__, nothing\ndef f(): return nothing", **files)


def test_a_submodule_waits_for_its_attribute(lazy, same):
    files = {
        "pkg/__init__.py": "here = 1",
        "pkg/loud.py": LOUD,
        "pkg/sub/__init__.py": "",
        "pkg/sub/leaf.py": "value = 1",
    }
    use = "def f(): return pkg.loud.value\nprint(pkg.here, f())"
    for imports in (
        "import pkg\nimport pkg.loud",
        "import pkg.loud",
        "import pkg.loud\nimport pkg",
        "import pkg.loud, pkg",
    ):
        out = lazy(app=f"import sys\n{imports}\nprint(pkg.here, 'pkg.loud' in sys.modules)\n{use}", **files)
        assert out == "1 False\nloading pkg.loud\n1 1\n"
    # Nobody reads the attribute: the import is there for what it does.
    out = lazy(app="import pkg\nimport pkg.loud\ndef f(): return pkg.here\nprint(f())", **files)
    assert out == "loading pkg.loud\n1\n"
    same(app="import pkg, pkg.sub.leaf\nprint(pkg.here)\ndef f(): return pkg.sub.leaf.value\nprint(f())", **files)
    same(
        app="import pkg.sub.leaf\nimport pkg.sub\ndef f(): return pkg.sub.leaf.value, getattr(pkg.sub, 'leaf').value\nprint(f())",
        **files,
    )
    # The import would have replaced what the package itself calls so.
    own = files | {"pkg/__init__.py": "here = 1\ndef loud(): pass", "pkg/loud.py": "value = 1"}
    for imports in ("import pkg\nimport pkg.loud", "import pkg.loud"):
        same(app=f"{imports}\nprint(pkg.here)\n{use}", **own)
    missing = "try:\n    f()\nexcept ModuleNotFoundError as e: print(e)"
    lazy_out = lazy(app=f"import pkg.nothing\ndef f(): return pkg.nothing\n{missing}", **files)
    assert lazy_out == "No module named 'pkg.nothing'\n"


def test_prose_does_not_count_as_reading(lazy):
    app = "import loud\n'''see loud, and others'''\ndef f():\n    '''registers loud'''\nprint('end')"
    assert lazy(app=app, loud=LOUD) == "loading loud\nend\n"


def test_afterwards_nothing_is_left(lazy):
    app = "import loud\ndef f(): return len([loud.value])\ndef g(): return len([])"
    code = """\
import app, builtins
print([x is builtins.__dict__ for x in (app.f.__builtins__, app.g.__builtins__, app.__builtins__)])
app.f()
print([x is builtins.__dict__ for x in (app.f.__builtins__, app.g.__builtins__, app.__builtins__)], vars(app)['loud'].__name__)
"""
    assert lazy(code, app=app, loud="value = 1") == "[False, True, False]\n[True, True, True] loud\n"


def test_real_objects(same):
    app = """\
import abc, fractions, functools
from collections import OrderedDict
from contextlib import contextmanager
class D(OrderedDict): pass
class E(fractions.Fraction): pass
@contextmanager
def c(): yield 1
@functools.lru_cache
def f(x): return x
with c() as x: print(x, D.__mro__[1], issubclass(E, fractions.Fraction), f(2), isinstance(D(), OrderedDict))
try: raise fractions.Fraction
except TypeError as e: print(e)
match D():
    case OrderedDict(): print('matched')
print(type(OrderedDict), type(fractions), f'{fractions.Fraction(1, 2)}')
"""
    assert same(app=app).status == 0


def test_conditional_imports_are_the_ones_reached(same):
    app = """\
import sys
if sys.version_info[0] < 3:
    from loud import nothing as value
else:
    from loud import value
def f(): return value
print(f())
if sys.version_info[0] < 3:
    import loud as other
try: other
except NameError as e: print(e)
"""
    same(app=app, loud="value = 1")


def test_several_imports_of_one_package(same):
    app = "import pkg.a\nimport pkg.b\nimport pkg\ndef f(): return pkg.a.x, pkg.b.x\nprint(f())"
    same(app=app, **{"pkg/__init__.py": "", "pkg/a.py": "x = 1", "pkg/b.py": "x = 2"})


def test_many_names_and_long_arguments(same):
    # More names and constants than fit an instruction's one byte.
    names = [f"n{i}" for i in range(300)]
    constants = "\n".join(f"c{i} = {i}.5" for i in range(300))
    app = f"{constants}\nfrom many import {', '.join(names)}\nfrom many import n1 as z\ndef f(): return {' + '.join(names)}\nprint(f(), z, c299)"
    same(app=app, many="\n".join(f"{name} = {i}" for i, name in enumerate(names)))


def test_loaded_modules_are_bound_at_once(lazy):
    app = "import sys, andiron.lazy_imports as a\nprint([p.name for p in a.pending() if p.module == 'app'], 'sys' in globals())"
    assert lazy(app=app).endswith("[] True\n")


def test_get_code_is_pristine(same):
    app = """\
import loud
def f(): return loud.value
import dis, io, sys
code = __spec__.loader.get_code('app')
out = io.StringIO(); dis.dis(code, file=out)
print(out.getvalue().count('STORE_NAME'), code.co_code == compile(open('app.py').read(), 'app.py', 'exec').co_code)
print(f(), __spec__.cached, type(__loader__), __loader__ is __spec__.loader)
"""
    same(app=app, loud="value = 1")


def test_m_runs_modules(programs):
    programs.write(
        {
            "loud": LOUD,
            "pkg/__init__.py": "import loud\ndef f(): return loud.value",
            "pkg/__main__.py": "from pkg import f\nprint(f())",
        }
    )
    for way in ({}, {"ANDIRON_LAZY_IMPORTS": "all"}):
        assert programs.runner.process("-m", "pkg", environment=way).out == "loading loud\n1\n"


def test_bytecode_files_are_those_of_python(programs):
    programs.write({"app": "import loud\ndef f(): return loud\nprint(f())", "loud": "value = 1"})
    programs.run(ANDIRON_LAZY_IMPORTS="all")
    assert sorted(path.name for path in (programs.runner.directory / "__pycache__").iterdir()) == [
        f"app.{sys.implementation.cache_tag}.pyc",
        f"loud.{sys.implementation.cache_tag}.pyc",
    ]
    assert programs.run().err == ""


def test_names_in_string_annotations_of_any_script(lazy):
    code = "import andiron.lazy_imports as a, app\nprint(sorted(p.name for p in a.pending() if p.module == 'app'))"
    app = """\
import größe, other, third
def f(x: 'größe.Y') -> 'list[other.Z]': pass
'a third of größe: prose is no annotation'
"""
    assert lazy(code, app=app, größe="Y = 1", other="", third="") == "['größe', 'other']\n"
