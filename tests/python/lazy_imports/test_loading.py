"""Modules are found and loaded natively: what is left behind is what `importlib` leaves behind."""

from __future__ import annotations

import sys

import pytest

#: Without what differs from process to process.
SHOW = """\
import importlib, re, sys
def show(module):
    spec, loader = module.__spec__, module.__loader__
    told = [vars(spec), vars(loader) if hasattr(loader, "__dict__") else None, list(vars(module))[:5], sorted(vars(module)), module.__package__]
    told += [module.__file__, getattr(module, "__cached__", None), getattr(module, "__path__", None), spec.parent]
    told += [spec.has_location, loader is spec.loader, type(loader).__name__]
    print(re.sub("0x[0-9a-f]+", "…", repr(told)))
"""


@pytest.mark.parametrize("name", ["pkg", "pkg.sub", "pkg.deep.er", "top", "space", "space.inside", "_bz2", "json"])
def test_specs_loaders_and_names_in_modules(same, programs, name):
    programs.write({"pkg/__init__.py": "x = 1", "pkg/sub.py": "", "pkg/deep/__init__.py": "", "pkg/deep/er.py": "z = 1"})
    programs.write({"space/inside.py": "y = 1"})
    code = f"{SHOW}m = importlib.import_module({name!r})\nshow(m)\nprint([n for n in sys.modules if n.startswith(('pkg', 'space', 'top'))])"
    assert same(code, top="value = 1").status == 0


def test_caches_of_finders(same, programs):
    programs.write({"pkg/__init__.py": "", "pkg/a.py": ""})
    programs.run("import pkg.a")  # Writes bytecode.
    code = """\
import sys, pkg.a
for path, finder in sys.path_importer_cache.items():
    if "site-packages" not in path:
        print(path, finder and (type(finder).__name__, sorted(vars(finder)), finder._path_mtime, len(finder._path_cache)))
"""
    assert same(code).status == 0


def test_a_source_that_has_changed_is_compiled_again(same):
    code = """\
import os, sys, importlib
def load():
    sys.modules.pop("changing", None)
    return importlib.import_module("changing").value
print(load())
with open("changing.py", "w") as file: file.write("value = 'of another size.'")
print(load())
with open("changing.py", "w") as file: file.write("value = 'as long as befor'")
os.utime("changing.py", (10**9, 10**9))
print(load())
os.utime("changing.py", (-5, -5))
print(load())
os.remove("changing.py")
"""
    assert same(code + "open('changing.py', 'w').write('value = 1')", changing="value = 1").status == 0


@pytest.mark.parametrize("mode", ["CHECKED_HASH", "UNCHECKED_HASH", "TIMESTAMP"])
def test_kinds_of_bytecode_files(same, mode):
    code = f"""\
import importlib, py_compile
open("m.py", "w").write("value = 1")
print(py_compile.compile("m.py", invalidation_mode=py_compile.PycInvalidationMode.{mode}))
open("m.py", "w").write("value = 'changed'")
print(importlib.import_module("m").value, importlib.import_module("m").__cached__)
"""
    assert same(code).status == 0


@pytest.mark.parametrize("damage", ["data[:12]", "b''", "b'x' * 40", "data[:-20]", "data[:16] + b'i' + bytes(4)", "data[:16]"])
def test_damaged_bytecode(same, damage):
    code = f"""\
import importlib, py_compile
open("m.py", "w").write("value = 1")
path = py_compile.compile("m.py")
data = open(path, "rb").read()
open(path, "wb").write({damage})
try: print(importlib.import_module("m").value)
except BaseException as error: print(type(error), error)
"""
    assert same(code).status == 0


@pytest.mark.parametrize("flags", [("-B",), ("-O",), ("-X", "pycache_prefix=elsewhere"), ("-v",), ("-I",), ("-P",)])
def test_flags(programs, flags):
    programs.write({"m": "value = __debug__"})
    code = "import sys; sys.path.insert(0, '.'); import importlib; m = importlib.import_module('m'); print(m.value, m.__cached__, m.__file__)"
    eager, lazy = programs.run(code, flags), programs.run(code, flags, ANDIRON_LAZY_IMPORTS="all")
    assert (eager.status, eager.out) == (lazy.status, lazy.out)


def test_a_module_that_appears_later(same):
    code = """\
import importlib, os, time
try: import later
except ModuleNotFoundError as error: print(error, error.name, error.path)
open("later.py", "w").write("value = 1")
os.utime(".", (time.time() + 5, time.time() + 5))
print(importlib.import_module("later").value)
os.remove("later.py")
"""
    assert same(code).status == 0


def test_what_cannot_be_imported(same, programs):
    programs.write({"pkg/__init__.py": "", "pkg/bad.py": "1 / 0", "wrong.py": "a b", "gone.py": "import sys; del sys.modules['gone']"})
    programs.write({"other.py": "import sys\nsys.modules['other'] = 42", "none.py": "import sys\nsys.modules['none'] = None"})
    code = """\
import importlib, sys, traceback
for name in ["pkg.bad", "wrong", "gone", "missing", "pkg.missing", "missing.sub", "pkg.bad.sub", "string.sub", "none", "", ".x", "a.", "a..b"]:
    # As a statement: of `import_module`, a traceback shows the import system's own frames.
    try: exec(f"import {name}") if name.replace(".", "x").isalpha() and name[0] != "." and ".." not in name + "." else __import__(name)
    except BaseException as error:
        # Of an error of the import system itself, a traceback shows its frames.
        shown = "" if name == "gone" else traceback.format_exc()
        print(type(error).__name__, error, getattr(error, "name", 0), shown)
    print(name in sys.modules)
print(importlib.import_module("other"), list(sys.modules)[-1])
import pkg
print(vars(pkg).keys(), pkg.__spec__._uninitialized_submodules)
import pkg.bad
"""
    outcome = same(code)
    assert outcome.status == 1 and "ZeroDivisionError" in outcome.err


def test_a_package_that_takes_no_attributes(same, programs):
    programs.write({"pkg/__init__.py": "import sys\nclass C:\n    __slots__ = ('__path__', '__spec__')\nc = C()\nc.__path__ = __path__\nc.__spec__ = __spec__\nsys.modules[__name__] = c", "pkg/sub.py": "print('loaded')"})
    code = """\
import importlib, warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(importlib.import_module("pkg.sub").__name__)
print([(w.category, str(w.message)) for w in caught])
"""
    assert "Cannot set an attribute" in same(code).out


def test_finders_of_others_are_asked_in_their_turn(same):
    code = """\
import importlib, sys, types
from importlib.machinery import ModuleSpec
class Finder:
    def find_spec(self, name, path, target=None):
        print("asked", name, path if path is None else len(path), target)
        return ModuleSpec(name, self) if name == "made" else None
    def create_module(self, spec): return None
    def exec_module(self, module): module.value = 1
class Old: pass
sys.meta_path[:0] = [Old(), Finder()]
sys.meta_path.append(Finder())
print(importlib.import_module("made").value, importlib.import_module("found").value)
try: importlib.import_module("missing")
except ImportError as error: print(error)
"""
    assert same(code, found="value = 2").status == 0


@pytest.mark.parametrize(
    "change",
    [
        "e.FileFinder.find_spec = lambda self, name, target=None: print('find', name)",
        "e.SourceFileLoader.get_data = noted(e.SourceFileLoader.get_data)",
        "e.SourceFileLoader.get_code = noted(e.SourceFileLoader.get_code)",
        "e.SourceFileLoader.create_module = noted(lambda self, spec: None)",
        "e.SourceFileLoader.path_stats = noted(e.SourceFileLoader.path_stats)",
        "e.cache_from_source = noted(e.cache_from_source)",
        "e._path_stat = noted(e._path_stat)",
        "b._load_unlocked = noted(b._load_unlocked)",
        "b.ModuleSpec.__init__ = noted(b.ModuleSpec.__init__)",
        "sys.path_hooks.insert(0, noted(lambda path: (_ for _ in ()).throw(ImportError)))\nsys.path_importer_cache.clear()",
        "sys.path_importer_cache = noted_dict()",
        "sys.implementation.cache_tag = None",
        "sys.meta_path = tuple(sys.meta_path)",
        "sys.path = tuple(sys.path)",
        "del e.PathFinder.find_distributions",
    ],
)
def test_whoever_changes_the_import_system_is_heeded(same, programs, change):
    code = f"""\
import sys, importlib, _frozen_importlib as b, _frozen_importlib_external as e
def noted(function):
    def note(*args, **kwargs):
        print(function.__name__, len(args), sorted(kwargs))
        return function(*args, **kwargs)
    return note
class noted_dict(dict):
    def __getitem__(self, key):
        print("get", key)
        return dict.__getitem__(self, key)
importlib.import_module("first")
{change}
try: print(getattr(importlib.import_module("second"), "__cached__", None))
except ImportError as error: print(error)
"""
    programs.write({"first": "", "second": ""})
    programs.run("import first, second")  # Writes bytecode.
    assert same(code).status == 0


def test_audit_hooks_see_the_same_events(same):
    code = """\
import sys, importlib
importlib.import_module("m")
del sys.modules["m"]
events = []
def note(event, arguments):
    if event in ("import", "open", "exec", "marshal.loads", "compile"):
        events.append((event, [a if isinstance(a, (str, int)) else type(a).__name__ for a in arguments if a is not sys.path]))
sys.addaudithook(note)
importlib.import_module("m")
found, events = events, []
print([(e, a[:1] if e == "import" else a) for e, a in found])
"""
    out = same(code, m="value = 1").out
    assert "marshal.loads" in out and "open" in out


def test_an_audit_hook_can_forbid(same):
    code = """\
import sys, importlib
importlib.import_module("m")
del sys.modules["m"]
def forbid(event, arguments):
    if event == "marshal.loads": raise PermissionError("no bytecode")
sys.addaudithook(forbid)
try: importlib.import_module("m")
except PermissionError as error: print(error, "m" in sys.modules)
"""
    assert "no bytecode False" in same(code, m="value = 1").out


def test_threads_that_want_a_module_that_is_loading_wait(same):
    code = """\
import importlib, threading
seen = []
def load(): seen.append(importlib.import_module("slow").value)
threads = [threading.Thread(target=load) for _ in range(8)]
for t in threads: t.start()
for t in threads: t.join()
import _frozen_importlib as b
print(seen, [name for name, ref in b._module_locks.items() if ref() is not None])
"""
    assert same(code, slow="import time\ntime.sleep(0.1)\nvalue = 1").out == f"{[1] * 8} []\n"


def test_a_module_imports_itself_and_its_parent_imports_it(same, programs):
    programs.write({"pkg/__init__.py": "import pkg.sub\nprint('pkg', pkg.sub.__spec__._initializing)"})
    programs.write({"pkg/sub.py": "import sys, pkg.sub\nprint('sub', sys.modules['pkg.sub'].__spec__._initializing)"})
    assert same("import importlib\nprint(importlib.import_module('pkg.sub').__name__)").status == 0


def test_names_of_files_that_are_not_text(same):
    app = """\
import importlib, os, sys
import colorsys, fractions      # by now modules are loaded natively
def f(): return fractions.Fraction(1, 2), colorsys
f()
for name, place in (("odd\\udcff", "."), ("plain", "folder\\udcff"), ("\\ufffd", ".")):
    os.makedirs(place, exist_ok=True)
    with open(f"{place}/{name}.py", "w") as file: file.write("value = __name__")
    sys.path.insert(0, place)
    for _ in range(2):
        print(ascii(importlib.import_module(name).value), ascii(sys.modules.pop(name).__file__))
"""
    same(app=app)


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="importlib itself loads modules there")
def test_disable_gives_the_import_system_back(lazy):
    code = """\
import app, _frozen_importlib as b
import andiron.lazy_imports as lazy_imports
print(b._find_and_load.__name__)
lazy_imports.disable()
print(b._find_and_load.__name__)
lazy_imports.enable()
print(b._find_and_load.__name__)
"""
    assert lazy(code, app="") == "lazy_find_and_load\n_find_and_load\nlazy_find_and_load\n"
