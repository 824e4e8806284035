"""What must stay eager, each with the reason. `docs/lazy_imports.md` says how to add to it for one program."""

from __future__ import annotations

#: Modules that are imported where the import statement stands, because code needs them when imports no longer work.
MODULES: dict[str, str] = {
    "atexit": "registers what runs at exit",
    "warnings": "used in __del__ while the interpreter ends",
    "weakref": "its finalizers run while the interpreter ends",
    "readline": "is imported to change how input() works",
    "rlcompleter": "is imported to change the interactive prompt",
    "antigravity": "is imported for what it does",
    "this": "is imported for what it does",
}

#: Packages whose own imports are never put off.
PACKAGES: dict[str, str] = {
    "importlib": "the import system itself",
    "logging": "used in __del__ and finalizers while the interpreter ends",
    "traceback": "used in __del__ and finalizers while the interpreter ends",
    "linecache": "used in __del__ and finalizers while the interpreter ends",
    "warnings": "used in __del__ and finalizers while the interpreter ends",
    "weakref": "used in __del__ and finalizers while the interpreter ends",
    "tempfile": "used in __del__ and finalizers while the interpreter ends",
    "shutil": "used in __del__ and finalizers while the interpreter ends",
    "subprocess": "used in __del__ and finalizers while the interpreter ends",
    "threading": "used in __del__ and finalizers while the interpreter ends",
    "encodings": "looked up by the codec machinery while it imports",
    "andiron": "nothing to gain: it imports where it needs",
    "alembic": "its modules register operations with each other in the order of their imports",
    "matplotlib": "its docstrings are made of parts that other modules register as they are imported",
    "pandas": "its C extensions import parts of it in an order that its own import statements set up",
    "sqlalchemy": "its modules register themselves with each other in the order of their imports",
    "sympy": "its modules register themselves with each other in the order of their imports",
}
