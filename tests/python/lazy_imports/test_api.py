"""`andiron.lazy_imports`, its variable and its option."""

from __future__ import annotations

import sys

import pytest

LOUD = "print('loading', __name__)\nvalue = 1\n"
USER = "import loud\ndef f(): return loud.value\n"


def test_enable_resolve_pending_disable(programs):
    programs.write(
        {
            "loud": LOUD,
            "one": USER,
            "two": USER.replace("loud", "loud2"),
            "loud2": LOUD,
            "three": USER.replace("loud", "loud3"),
            "loud3": LOUD,
        }
    )
    code = """\
import andiron.lazy_imports as lazy
print(lazy.is_enabled(), lazy.pending())
lazy.resolve('sys')
lazy.enable()
import one, two
print(lazy.is_enabled(), [p for p in lazy.pending() if p.module in ('one', 'two')])
lazy.resolve('one'); lazy.resolve(one)
lazy.disable()
import three
print(lazy.is_enabled(), two.f())
lazy.enable(); lazy.disable(); lazy.disable()
p = lazy.PendingImport(('a', 'b', 'c')); print(p.module, p.name, p.target)
"""
    done = programs.run(code)
    assert (
        done.err == ""
        and done.out
        == """\
False []
True [PendingImport(module='one', name='loud', target='loud'), PendingImport(module='two', name='loud2', target='loud2')]
loading loud
loading loud3
loading loud2
False 1
a b c
"""
    )


@pytest.mark.parametrize(
    "arguments, waits",
    [
        ("", True),
        ("['one']", True),
        ("['pkg']", False),
        ("None, ['one']", False),
        ("['one'], ['one']", False),
        ("filter=lambda importer, imported, names: (importer, imported, names) != ('one', 'loud', None)", False),
        ("filter=lambda importer, imported, names: True", True),
    ],
)
def test_what_waits(programs, arguments, waits):
    programs.write({"loud": LOUD, "one": USER})
    done = programs.run(f"import andiron.lazy_imports as lazy\nlazy.enable({arguments})\nimport one\nprint('end')")
    assert done.out == ("end\n" if waits else "loading loud\nend\n")


def test_packages_include_what_is_in_them(programs):
    programs.write(
        {"loud": LOUD, "pkg/__init__.py": "", "pkg/sub.py": USER, "pkgs": USER.replace("loud", "loud2"), "loud2": LOUD}
    )
    done = programs.run("import andiron.lazy_imports as lazy\nlazy.enable(['pkg'])\nimport pkg.sub, pkgs\nprint('end')")
    assert done.out == "loading loud2\nend\n"


def test_eager_section(programs):
    programs.write({"loud": LOUD, "one": USER, "two": USER})
    code = "import andiron.lazy_imports as lazy\nlazy.enable()\nwith lazy.eager():\n    with lazy.eager(): pass\n    import one\nprint('end')"
    assert programs.run(code).out == "loading loud\nend\n"
    assert programs.run("import andiron.lazy_imports as lazy\nwith lazy.eager(): import one").out == "loading loud\n"


def test_lazy_modules(programs):
    programs.write({"loud": LOUD, "loud2": LOUD, "one": "__lazy_modules__ = ['loud']\nimport loud, loud2\n"})
    code = "import andiron.lazy_imports as lazy\nlazy.enable([])\nimport one\nprint('end')\none.loud"
    assert programs.run(code).out == "loading loud2\nend\nloading loud\n"


def test_arguments_are_checked(programs):
    code = "import andiron.lazy_imports as lazy\ntry: lazy.enable('pkg')\nexcept TypeError as e: print(e)"
    assert programs.run(code).out == "include and exclude are collections of names, not one string\n"


@pytest.mark.parametrize(
    "value, waits",
    [
        ("all", True),
        ("1", True),
        ("one", True),
        ("x, one", True),
        ("all,-one", False),
        ("-one", False),
        ("-pkg", True),
        ("one,-one", False),
        ("pkg", False),
        ("", False),
        ("0", False),
    ],
)
def test_variable(programs, value, waits):
    programs.write({"loud": LOUD, "one": USER})
    done = programs.run("import one\nprint('end')", ANDIRON_LAZY_IMPORTS=value)
    assert (done.out, done.err) == ("end\n" if waits else "loading loud\nend\n", "")


def test_variable_does_not_compile(programs):
    code = "import sys, andiron\nprint(andiron.is_enabled())"
    assert programs.run(code, ANDIRON_LAZY_IMPORTS="all").out == "False\n"


def test_kill_switch(programs):
    programs.write({"loud": LOUD, "one": USER})
    code = "import andiron.lazy_imports as lazy\nlazy.enable()\nimport one\nprint(lazy.is_enabled())"
    assert programs.run(code, ANDIRON_LAZY_IMPORTS="all", ANDIRON="0").out == "loading loud\nFalse\n"


@pytest.mark.parametrize(
    "options", [("--lazy-imports", "all"), ("--lazy-imports=one",), ("--lazy-imports", "all", "--no-jit")]
)
def test_option(programs, options):
    if "--no-jit" not in options and sys.version_info >= (3, 13):
        done = programs.runner.andiron("-c", "", options=options)
        assert done.status == 2 and "lazy imports work here, with --no-jit" in done.err
        return
    programs.write({"loud": LOUD, "one": USER})
    code = "import one, andiron\nprint('end', andiron.is_enabled())"
    done = programs.runner.andiron("-c", code, options=options)
    assert (done.out, done.err) == (f"end {'--no-jit' not in options}\n", "")


def test_frozen_and_other_loaders_are_left_alone(programs):
    programs.write({"loud": LOUD, "one": USER})
    code = """\
import andiron.lazy_imports as lazy, importlib.machinery, importlib.util, sys
lazy.enable()
class Loader(importlib.machinery.SourceFileLoader): pass
spec = importlib.util.spec_from_file_location('one', 'one.py', loader=Loader('one', 'one.py'))
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
print('end')
"""
    assert programs.run(code).out == "loading loud\nend\n"


def test_import_fresh_module(programs):
    programs.write({"one": "import json\ndef f(): return json"})
    code = "from test.support.import_helper import import_fresh_module\nm = import_fresh_module('one', fresh=['json'])\nimport json\nprint(m.f() is json)"
    assert programs.run(code, ANDIRON_LAZY_IMPORTS="all").out == programs.run(code).out == "False\n"


def test_other_peoples_exec_module_comes_first(programs):
    """Whoever replaces the method below where it is defined, before or after, is called."""
    programs.write({"loud": LOUD, "one": USER})
    code = """\
import importlib.machinery, importlib.abc
import importlib._bootstrap_external as external
import andiron.lazy_imports as lazy
old = external.SourceLoader.exec_module
def ours(self, module): print('ours', module.__name__); old(self, module)
external.SourceLoader.exec_module = ours
import one
print(one.f())
"""
    assert programs.run(code, ANDIRON_LAZY_IMPORTS="all").out == "ours one\nours loud\nloading loud\n1\n"
    disabled = "lazy.disable()\n"
    assert programs.run(code.replace("import one", disabled + "import one"), ANDIRON_LAZY_IMPORTS="all").out == (
        "ours one\nours loud\nloading loud\n1\n"
    )


def test_tracers_take_it_for_the_import_system(same):
    tracing = """\
import sys
seen = set()
def trace(frame, event, argument):
    name = frame.f_globals['__name__'].replace('_frozen_importlib_external', 'importlib._bootstrap_external')
    seen.add((name.replace('_frozen_importlib', 'importlib._bootstrap'), frame.f_code.co_filename.startswith('<frozen importlib._bootstrap')))
sys.settrace(trace)
import other
sys.settrace(None)
print(sorted(row for row in seen if row[0] != '__main__'))
"""
    same(code="import sys; sys.argv; import app", app=tracing, other="value = 1")
