"""Deferred imports that fail, or run into something else."""

from __future__ import annotations

BROKEN = "import missing_dependency"


def test_cause_shows_the_statement(lazy):
    app = """\
import sys

import pkg.broken as b
def f():
    return b
import traceback
try: f()
except ImportError as error:
    cause = error.__cause__
    print(type(error).__name__, error.name, '|', cause, traceback.extract_tb(cause.__traceback__)[-1][:3])
"""
    out = lazy(
        app=app, **{"pkg/__init__.py": "", "pkg/broken.py": BROKEN + "\ndef f(): return missing_dependency\nf()"}
    )
    assert out.startswith(
        "ModuleNotFoundError missing_dependency | the import of 'pkg.broken' was put off here until its first use ("
    )
    assert "app.py', 3, '<module>')" in out


def test_missing_modules_are_missed_at_once(same):
    files = {"optional": "import missing_dependency\ndef f(): return missing_dependency"}
    same(app="try:\n    import optional\nexcept ImportError as e:\n    print('no', e)", **files)
    files = {"optional/__init__.py": "from .speedups import fast\ndef f(): return fast"}
    same(app="try:\n    import optional\nexcept ImportError as e:\n    print('no', e)", **files)
    files = {"optional": "from json import nothing\ndef f(): return nothing"}
    same("import json\nimport app", app="try:\n    import optional\nexcept ImportError as e:\n    print('no')", **files)


def test_stays_pending_after_a_failure(lazy):
    app = """\
import flaky
def f(): return flaky.value
import sys
for _ in range(2):
    try: print(f())
    except ValueError as e: print(e)
sys.good = True
print(f())
"""
    out = lazy(app=app, flaky="import sys\nif not hasattr(sys, 'good'): raise ValueError('bad')\nvalue = 1")
    assert out == "bad\nbad\n1\n"


def test_key_error_inside_an_import(lazy):
    app = "import broken\ndef f(): return broken\ntry: f()\nexcept KeyError as e: print(repr(e))\nprint('broken' in [1])\nclass C:\n    try: broken\n    except KeyError as e: print(repr(e))"
    assert lazy(app=app, broken="raise KeyError(1)") == "KeyError(1)\nFalse\nKeyError(1)\n"


def test_attribute_error_inside_an_import(lazy):
    code = """\
import app
try: app.broken
except ImportError as e: print(type(e).__name__, e, repr(e.__cause__))
try: hasattr(app, 'broken')
except ImportError as e: print(type(e).__module__)
try: app.f()
except AttributeError as e: print(e)
"""
    out = lazy(code, app="import broken\ndef f(): return broken", broken="import sys\nsys.nothing")
    text = "module 'sys' has no attribute 'nothing'"
    assert (
        out
        == f'LazyImportError a deferred import raised AttributeError: {text} AttributeError("{text}")\nandiron.lazy_imports\n{text}\n'
    )


def test_name_error_is_a_name_error(same):
    app = "import fractions\ndef f(): return fractionz\ntry: f()\nexcept NameError as e: print(e, e.name)\ndef g(): return fractions"
    same(app=app)


def test_from_import_of_nothing(lazy):
    out = lazy(
        app="from other import nothing\ndef f(): return nothing\ntry: f()\nexcept ImportError as e: print(str(e).split('(')[0], e.name)",
        other="",
    )
    assert out == "cannot import name 'nothing' from 'other'  other\n"


def test_keyboard_interrupt_passes(lazy):
    app = "import broken\ndef f(): return broken\ntry: f()\nexcept KeyboardInterrupt as e: print(e.__cause__)"
    assert lazy(app=app, broken="raise KeyboardInterrupt") == "None\n"
