"""Lazy imports where Python has them itself (PEP 810): `make lazy-other OTHER=python3.15` runs this."""

from __future__ import annotations

import sys

import pytest

pytestmark = pytest.mark.skipif(not hasattr(sys, "set_lazy_imports"), reason="this Python has no lazy imports")

LOUD = "print('loading', __name__)\nvalue = 1\n"
USER = "import loud\ndef f(): return loud.value\n"
LAZY = {"ANDIRON_LAZY_IMPORTS": "all"}


def lazily(programs, modules: dict[str, str], code: str = "import app", **environment: str) -> str:
    """What a program prints with the variable set; it must succeed."""
    programs.write(modules)
    done = programs.run(code, **(LAZY | environment))
    assert (done.status, done.err) == (0, "")
    return done.out


def test_it_is_pythons_own_mechanism(programs):
    modules = {"loud": LOUD, "app": USER + "print(type(globals()['loud']).__name__)\nprint(f(), type(loud).__name__)"}
    assert lazily(programs, modules) == "lazy_import\nloading loud\n1 module\n"
    code = "import sys, app; print(sys.get_lazy_imports(), sys.get_lazy_imports_filter().__module__)"
    assert lazily(programs, modules, code).endswith("all andiron._lazy_pep810\n")


def test_enable_resolve_pending_disable(programs):
    names = {"loud": LOUD, "second": LOUD, "third": LOUD}
    users = {f"of_{name}": USER.replace("loud", name) for name in names}
    programs.write(names | users)
    code = """\
import sys
import andiron.lazy_imports as lazy
print(lazy.is_enabled(), lazy.pending())
lazy.resolve('sys')
sys.set_lazy_imports_filter(own := lambda importer, imported, names: imported != 'third')
lazy.enable()
import of_loud, of_second
print(lazy.is_enabled(), of_loud.__name__, of_second.__name__)
print([p for p in lazy.pending() if p.module[:3] == 'of_'])
lazy.resolve('of_loud'); lazy.resolve(of_loud)
import of_third
of_third.f                      # the filter that was there before is asked as well
lazy.disable()
print(lazy.is_enabled(), sys.get_lazy_imports(), sys.get_lazy_imports_filter() is own)
print(of_second.f())
lazy.enable(); lazy.disable(); lazy.disable()
"""
    done = programs.run(code)
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [
        "False []",
        "True of_loud of_second",
        "[PendingImport(module='of_loud', name='loud', target='loud'), "
        "PendingImport(module='of_second', name='second', target='second')]",
        "loading loud",
        "loading third",
        "False normal True",
        "loading second",
        "1",
    ]


@pytest.mark.parametrize(
    ("arguments", "waits"),
    [
        ("", True),
        ("NAMES", True),
        ("OTHERS", False),
        ("None, NAMES", False),
        ("NAMES, NAMES", False),
        ("filter=lambda importer, imported, names: (importer, imported, names) != (NAMES[0], 'loud', None)", False),
        ("filter=lambda importer, imported, names: True", True),
    ],
)
def test_what_waits(programs, arguments, waits):
    programs.write({"loud": LOUD, "one": USER, "setting": "NAMES, OTHERS = ['one'], ['pkg']"})
    code = f"from setting import *\nimport andiron.lazy_imports as lazy\nlazy.enable({arguments})\nimport one\none.f\nprint('end')"
    assert programs.run(code).out == ("end\n" if waits else "loading loud\nend\n")


def test_eager_section(programs):
    programs.write({"loud": LOUD, "one": USER, "two": USER})
    code = "import andiron.lazy_imports as lazy\nlazy.enable()\nwith lazy.eager():\n    with lazy.eager(): pass\n    import one\nprint('end')"
    assert programs.run(code).out == "loading loud\nend\n"
    code = "import andiron.lazy_imports as lazy\nlazy.enable()\nwith lazy.eager(): pass\nimport one; one.f\nprint('end')"
    assert programs.run(code).out == "end\n"


def test_what_the_program_says_itself_is_heard(programs):
    # `lazy import` and `__lazy_modules__` of modules whose imports may not wait, read or not.
    modules = {"loud": LOUD, "app": "lazy import loud\nprint('end')"}
    assert lazily(programs, modules, ANDIRON_LAZY_IMPORTS="nothing_else") == "end\n"
    modules["app"] = "__lazy_modules__ = ['loud']\nimport loud\nprint('end')"
    assert lazily(programs, modules, ANDIRON_LAZY_IMPORTS="all,-app") == "end\n"
    modules["app"] = "import loud\ndef f(): return loud\nprint('end')"
    assert lazily(programs, modules, ANDIRON_LAZY_IMPORTS="nothing_else") == "loading loud\nend\n"


SIDE_EFFECTS = {
    "never read": "import loud",
    "never read, with another name": "import loud as quiet",
    "from its package": "from pkg import loud",
    "several": "import colorsys, loud",
    "a name that only prose has": "import loud\n'''A loud module.'''",
    "a name that is taken as another": "from loud import value as number\ndef value(): return 1",
}
READ = {
    "in a function": "import loud\ndef f(): return loud.value",
    "in a class body": "import loud\nif __name__ == 'x':\n    class A: x = loud",
    "from a module": "from loud import value\ndef f(): return value",
    "in __all__": "import loud\n__all__ = ['loud']",
    "in an annotation": "import loud\ndef f(x: loud.A): pass",
    "in an annotation that is a string": "import loud\ndef f(x: 'dict[str, loud.A] | None'): pass",
    "one of many names": "from loud import value, other, " + ", ".join(f"n{i}" for i in range(300)) + "\ndef f(): n299",
    "in a nested function": "import loud\ndef f():\n    def g(): return loud\n    return g",
}


@pytest.mark.parametrize("name", SIDE_EFFECTS)
def test_an_import_that_nobody_reads_is_done_at_once(programs, name):
    app = f"{SIDE_EFFECTS[name]}\nprint('end')"
    assert lazily(programs, {"loud": LOUD, "pkg/__init__.py": "", "pkg/loud.py": LOUD, "app": app}).endswith("loud\nend\n")


@pytest.mark.parametrize("name", READ)
def test_an_import_that_is_read_waits(programs, name):
    assert lazily(programs, {"loud": LOUD, "app": f"{READ[name]}\nprint('end')"}) == "end\n"


def test_what_a_package_takes_from_its_own_modules_is_read_by_others(programs):
    files = {
        "pkg/__init__.py": "from .loud import value\nfrom . import plugin\nprint('end')",
        "pkg/loud.py": LOUD,
        "pkg/plugin.py": LOUD,
    }
    assert lazily(programs, files, "import pkg") == "loading pkg.plugin\nend\n"
    assert lazily(programs, files, "import pkg; print(pkg.value)") == "loading pkg.plugin\nend\nloading pkg.loud\n1\n"


def test_modules_that_are_missing_are_missed_at_once(programs):
    for statement in ("import no_such_module as m", "from no_such_module import m", "from .no_such_module import m"):
        programs.write(
            {"pkg/__init__.py": f"{statement}\ndef f(): return m", "app": "try: import pkg\nexcept ImportError as e: print(e)"}
        )
        assert programs.run(**LAZY) == programs.run()


def test_what_is_there_is_bound_at_once(programs):
    app = "import sys\nimport app\nfrom os import path\ndef f(): return sys, path\nprint({type(v).__name__ for v in dict(vars(app)).values()})"
    assert "lazy_import" not in lazily(programs, {"app": app})


def test_names_that_finalizers_need(programs):
    app = "import loud\nclass A:\n    def __del__(self): loud.value\nprint('end')"
    assert lazily(programs, {"loud": LOUD, "app": app}) == "loading loud\nend\n"


def test_names_of_their_own_submodules(programs):
    files = {
        "pkg/__init__.py": "from .run import run\ndef f(): return run",
        "pkg/run.py": "def run(): return 'ran'",
        "pkg/other.py": "from pkg.run import run\nimport pkg.run as m\ndef f(): return m, run",
        "app": "import pkg\nimport pkg.other\nprint(pkg.other.run(), pkg.run(), pkg.f()())",
    }
    assert lazily(programs, files) == "ran ran ran\n"


def test_submodules_that_others_import(programs):
    files = {
        "pkg/__init__.py": "from .core import f",
        "pkg/core.py": "from .first import A\nfrom .second import B\ndef f(): return A, B",
        "pkg/first.py": "class A: pass",
        "pkg/second.py": "class B: pass",
        "app": "import pkg\ndef f(): return pkg.second.B, pkg.nothing",
    }
    code = "import app, pkg\ntry: app.f()\nexcept AttributeError as e: print(e)\nprint(hasattr(pkg, 'third'), getattr(pkg, 'first', 0))"
    programs.write(files)
    assert programs.run(code, **LAZY).out.startswith("module 'pkg' has no attribute 'nothing'\nFalse ")
    # A package's own `__getattr__` is its own.
    files["pkg/__init__.py"] += "\ndef __getattr__(name): return name"
    assert lazily(programs, files, "import pkg; print(pkg.other)") == "other\n"


def test_variable_and_option(programs):
    programs.write({"loud": LOUD, "app": USER, "child": "import sys; print(sys.get_lazy_imports())"})
    assert programs.run("import app; app.f; print('end')", **LAZY).out == "end\n"
    for off in ({"ANDIRON_LAZY_IMPORTS": "0"}, LAZY | {"ANDIRON": "0"}):
        assert programs.run("import app; app.f; print('end')", **off).out == "loading loud\nend\n"
    code = "import app, os, subprocess, sys; print(sys.get_lazy_imports(), app.__name__, os.environ.get('ANDIRON_LAZY_IMPORTS'), flush=True)\nsubprocess.run([sys.executable, '-c', 'import child'])"
    options = ("-m", "andiron", "--no-jit", "--lazy-imports", "all", "-c", code)
    # The option is for one process, the variable for all.
    assert programs.runner.process(*options).out == "all app None\nnormal\n"
    done = programs.runner.process(*options, environment={"ANDIRON_LAZY_IMPORTS": "loud"})
    assert done.out == "all app loud\nall\n"


def test_without_the_compiler(programs):
    done = programs.runner.process("-m", "andiron", "-c", "print(1)")
    assert (done.status, done.out) == (2, "") and "lazy imports work here, with --no-jit" in done.err
    assert programs.run("import andiron; print(andiron.is_enabled())", ANDIRON="1").out == "False\n"


def test_threads(programs):
    app = """\
import threading
import one, two
failures = []
def work():
    try:
        assert one.f() == two.f() == 1
    except BaseException as error:
        failures.append(error)
threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(failures)
"""
    modules = {"loud": "value = 1", "one": USER, "two": "from loud import value\ndef f(): return value", "app": app}
    assert lazily(programs, modules) == "[]\n"


def test_doctor(programs):
    # `first` must have run before `second`, and nothing says so but the order of `app`'s statements.
    programs.write(
        {
            "app": "import first, second, other\ndef f(): return first\nprint(second.value, other.f())",
            "first": "import sys\nsys.mark = 1",
            "second": "import sys\nvalue = getattr(sys, 'mark', 0)",
            "other": "import fractions\ndef f(): return fractions.__name__",
        }
    )
    done = programs.runner.process("-m", "andiron.lazy_imports", "doctor", "--", sys.executable, "-c", "import app")
    assert done.status == 1 and done.out.endswith("ANDIRON_LAZY_IMPORTS=all,-app\n")
    setting = done.out.rpartition("=")[2].strip()
    assert programs.run(ANDIRON_LAZY_IMPORTS=setting) == programs.run()


def test_report(programs):
    programs.write(
        {
            "app": "import never, used, unread\ntry: import tried\nexcept ImportError: pass\ndef f(): return never, used\nused.value",
            **{name: "value = 1" for name in ("never", "used", "unread", "tried")},
        }
    )
    command = ("report", "--rounds", "3", "--html", "page.html", "--", sys.executable, "-c", "import app")
    done = programs.runner.process("-m", "andiron.lazy_imports", *command)
    assert done.status == 0, done.err
    assert "never" in done.out.partition("Imported all the same")[0]
    rest = done.out.partition("Imported all the same")[2]
    for why in ("name used", "in a try block", "none of its names is read"):
        assert why in rest, done.out
    assert "</html>" in (programs.runner.directory / "page.html").read_text()
