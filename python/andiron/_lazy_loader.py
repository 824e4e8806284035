"""Runs modules' code by the native module, in place of ``exec_module`` of loaders of source files.

Only that method changes, so loaders, specs, caches and ``get_code`` are what they are; subclasses that make code of
their own (pytest's assertions, coverage, typeguard) are left alone.

It also has the shipped list of what must stay eager: with lazy imports this is on the path of every start, where each
file counts. For the same reason annotations are written so that they need no `__future__`.
"""

# The import system itself; `importlib`, the package, would cost a start more.
import _frozen_importlib
import _frozen_importlib_external as _bootstrap_external
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType
    from typing import Any

_bootstrap: "Any" = _frozen_importlib
_call_with_frames_removed = _bootstrap._call_with_frames_removed
_SourceFileLoader = _bootstrap_external.SourceFileLoader
#: Where the method is defined: whoever puts one of his own on a class below it comes first.
_LoaderBasics: "Any" = _bootstrap_external._LoaderBasics
_original = _LoaderBasics.exec_module
_get_code = _SourceFileLoader.get_code
_find_and_load = _bootstrap._find_and_load

#: Modules that are imported where the import statement stands, because code needs them when imports no longer work.
MODULES = {
    "atexit": "registers what runs at exit",
    "warnings": "used in __del__ while the interpreter ends",
    "weakref": "its finalizers run while the interpreter ends",
    "readline": "is imported to change how input() works",
    "rlcompleter": "is imported to change the interactive prompt",
    "antigravity": "is imported for what it does",
    "this": "is imported for what it does",
}

#: Packages whose own imports are never put off.
PACKAGES = {
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

#: Of these packages, imports of these modules may wait nevertheless: what needs them cannot happen so late.
PARTLY = {
    "logging": ("string",),  # styles of formatters
    "logging.config": ("functools", "logging.handlers", "queue", "re", "socketserver", "struct"),  # nothing at the end
    "logging.handlers": ("copy", "pickle", "queue", "socket", "struct"),  # sockets and queues, opened before
    "shutil": ("fnmatch",),  # ignore_patterns()
    "subprocess": ("contextlib", "locale"),  # starting a process
    "tempfile": ("random",),  # names of new files
}

native: "Any" = None
installed = False


def install(
    native_module: "Any",
    include: "Iterable[str] | None",
    exclude: "Iterable[str]",
    filter: "Callable[[str, str, tuple[str, ...] | None], bool] | None",
) -> None:
    """Begins, or changes what is wanted."""
    global native, installed
    if native is None:
        native_module.lazy_set_up()
        native = native_module
        _LoaderBasics.exec_module = exec_module
        _take_over()
        # Registered now, so that it runs after what programs register.
        import atexit

        report = os.environ.get("ANDIRON_LAZY_IMPORTS_REPORT")
        if report:
            from andiron.lazy_imports import _recorder

            _recorder.begin(report)
        atexit.register(native.lazy_settle)
        os.register_at_fork(after_in_child=native.lazy_after_fork)
        log = os.environ.get("ANDIRON_LAZY_IMPORTS_LOG")
        if log:
            atexit.register(_write_log, log, os.getpid())
        for name in _PATCHED & sys.modules.keys():
            # One that is being imported may be what this is for: `exec_module` changes it when it is whole.
            if not getattr(sys.modules[name].__spec__, "_initializing", False):
                _patch(name, sys.modules[name])
        compiler = sys.modules.get("re._compiler")
        if type(compiler) is type(sys) and not getattr(compiler.__spec__, "_initializing", False):
            native.lazy_take_patterns_over(compiler, native.lazy_compile_pattern)
    exclude = frozenset(exclude)
    # For tests, which measure what the list is good for.
    listed = PACKAGES if os.environ.get("ANDIRON_LAZY_IMPORTS_LIST") != "0" else ("andiron",)
    is_partly = include is None and len(listed) > 1
    partly = {name: some for name, some in PARTLY.items() if is_partly and name not in exclude}
    packages = (None if include is None else set(include), {*exclude, *listed})
    patches = (_PATCHED, _patch, native.lazy_compile_pattern)
    native.lazy_configure(list(MODULES), filter, _can_be_found, packages, partly, patches)
    _LoaderBasics.exec_module = exec_module
    if _bootstrap._find_and_load is _find_and_load and _is_remembered:
        _bootstrap._find_and_load = native.lazy_find_and_load
    installed = True


def uninstall() -> None:
    global installed
    if _LoaderBasics.exec_module is exec_module:
        _LoaderBasics.exec_module = _original
    if _is_remembered and _bootstrap._find_and_load is native.lazy_find_and_load:
        _bootstrap._find_and_load = _find_and_load
    installed = False


#: Whether native code knows the import system, and may find and load modules in its place.
_is_remembered = False


def _take_over() -> None:
    """Lets native code find and load modules of source files, where that is plain."""
    global _is_remembered
    if sys.flags.verbose or sys.flags.optimize or _bootstrap._find_and_load.__code__.co_filename != _FROZEN:
        return
    imp = _bootstrap._imp
    built_in = {*sys.builtin_module_names, *imp._frozen_module_names()}
    modules = (_bootstrap, _bootstrap_external, imp, sys)
    try:
        native.lazy_remember(modules, (_ask, _missing, _unbindable), built_in)
        _is_remembered = True
    except RuntimeError:  # Somebody's own import system.
        pass


_FROZEN = "<frozen importlib._bootstrap>"


def _ask(finder: "Any", name: str, path: "Any") -> "Any":
    with _bootstrap._ImportLockContext():
        try:
            find_spec = finder.find_spec
        except AttributeError:
            return None
        return find_spec(name, path, None)


def _missing(name: str) -> None:
    raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def _unbindable(parent: str, child: str) -> None:
    message = f"Cannot set an attribute on {parent!r} for child module {child!r}"
    _bootstrap._warnings.warn(message, ImportWarning)


def exec_module(self: "Any", module: "ModuleType") -> None:
    if type(self) is not _SourceFileLoader or _SourceFileLoader.get_code is not _get_code or not installed:
        _original(self, module)
        return
    native.lazy_begin_load()
    try:
        code = self.get_code(module.__name__)
        if code is None:
            _original(self, module)
            return
        _call_with_frames_removed(native.lazy_run, code, module)
    finally:
        native.lazy_end_load()


def _write_log(path: str, process: int) -> None:
    """For the doctor: appends the packages, one a line."""
    if os.getpid() == process:
        with open(path, "a", encoding="utf-8") as log:
            log.writelines(f"{name}\n" for name in sorted(native.lazy_seen()))


#: Modules with functions that `_lazy_patches` changes.
_PATCHED = frozenset(("inspect", "test.support.import_helper"))


def _patch(name: str, module: "ModuleType") -> None:
    from andiron import _lazy_patches

    _lazy_patches.PATCHES[name](module)


#: Modules of the standard library that a Python may have been built without.
_OPTIONAL = frozenset(
    "bz2 crypt ctypes curses dbm idlelib lzma msilib msvcrt nis nt ossaudiodev posixsubprocess readline spwd sqlite3 "
    "ssl tkinter turtle turtledemo winreg winsound zlib".split()
)


def _can_be_found(root: str) -> bool:
    """Whether the import system finds a top-level module."""
    if root in sys.stdlib_module_names and root not in _OPTIONAL and root[0] != "_":
        return True
    try:
        return _bootstrap._find_spec(root, None) is not None
    except Exception:
        return False


# Tracebacks, tracers and debuggers leave out the import system, which they know by these names.
for _function in (exec_module, _can_be_found, _patch, _ask, _missing, _unbindable):
    _function.__code__ = _function.__code__.replace(co_filename="<frozen importlib._bootstrap_external>")
__name__ = "importlib._bootstrap_external"
del __file__, _function
