"""Runs modules' code by the native module, in place of ``exec_module`` of loaders of source files.

Only that method changes, so loaders, specs, caches and ``get_code`` are what they are; subclasses that make code of
their own (pytest's assertions, coverage, typeguard) are left alone.
"""

from __future__ import annotations

# The import system itself; `importlib`, the package, would cost a start more.
import _frozen_importlib as _bootstrap
import _frozen_importlib_external as _bootstrap_external
import os
import sys

from andiron.lazy_imports import LazyImportError, _eager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType
    from typing import Any

_call_with_frames_removed = _bootstrap._call_with_frames_removed
_SourceFileLoader = _bootstrap_external.SourceFileLoader
#: Where the method is defined: whoever puts one of his own on a class below it comes first.
_LoaderBasics: Any = _bootstrap_external._LoaderBasics
_original = _LoaderBasics.exec_module
_get_code = _SourceFileLoader.get_code

native: Any = None
installed = False
_include: frozenset[str] | None = None
_exclude: frozenset[str] = frozenset()


def install(
    native_module: Any,
    include: Iterable[str] | None,
    exclude: Iterable[str],
    filter: Callable[[str, str, tuple[str, ...] | None], bool] | None,
) -> None:
    """Begins, or changes what is wanted."""
    global native, installed, _include, _exclude
    if native is None:
        native_module.lazy_set_up()
        native = native_module
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
            _patch(name, sys.modules[name])
    native.lazy_configure(list(_eager.MODULES), filter, _can_be_found, LazyImportError)
    _include = None if include is None else frozenset(include)
    # For tests, which measure what the list is good for.
    listed = _eager.PACKAGES if os.environ.get("ANDIRON_LAZY_IMPORTS_LIST") != "0" else ("importlib", "andiron")
    _exclude = frozenset(exclude) | frozenset(listed)
    _LoaderBasics.exec_module = exec_module
    installed = True


def uninstall() -> None:
    global installed
    if _LoaderBasics.exec_module is exec_module:
        _LoaderBasics.exec_module = _original
    installed = False


def is_wanted(name: str) -> bool:
    """Whether the imports of the module of that name may wait."""
    wanted = _include is None
    while name:
        if name in _exclude:
            return False
        wanted = wanted or (_include is not None and name in _include)
        name = name.rpartition(".")[0]
    return wanted


def exec_module(self: Any, module: ModuleType) -> None:
    if type(self) is not _SourceFileLoader or _SourceFileLoader.get_code is not _get_code or not installed:
        return _original(self, module)
    name = module.__name__
    code = self.get_code(name)
    wanted = is_wanted(name)
    if code is None or not (wanted or "__lazy_modules__" in code.co_names or name in _PATCHED):
        return _original(self, module)
    _seen.add(name.partition(".")[0])
    _call_with_frames_removed(native.lazy_execute, code, module, not wanted)
    if name in _PATCHED:
        _patch(name, module)


#: Top-level packages whose imports may wait.
_seen: set[str] = set()


def _write_log(path: str, process: int) -> None:
    """For the doctor: appends the packages, one a line."""
    if os.getpid() == process:
        with open(path, "a", encoding="utf-8") as log:
            log.writelines(f"{name}\n" for name in sorted(_seen))


#: Modules with functions that `_patches` changes.
_PATCHED = frozenset(("inspect", "test.support.import_helper"))


def _patch(name: str, module: ModuleType) -> None:
    from andiron.lazy_imports import _patches

    _patches.PATCHES[name](module)


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
for _function in (exec_module, is_wanted, _can_be_found, _patch):
    _function.__code__ = _function.__code__.replace(co_filename="<frozen importlib._bootstrap_external>")
__name__ = "importlib._bootstrap_external"
del __file__, _function
