"""Runs modules' code by the native module, in place of ``exec_module`` of loaders of source files.

Only that method changes, so loaders, specs, caches and ``get_code`` are what they are; subclasses that make code of
their own (pytest's assertions, coverage, typeguard) are left alone.

With lazy imports this is on the path of every start, so annotations are written so that they need no `__future__`.
"""

# The import system itself; `importlib`, the package, would cost a start more.
import _frozen_importlib
import _frozen_importlib_external as _bootstrap_external
import os
import sys

from andiron import _lazy_rules

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import CodeType, ModuleType
    from typing import Any

_bootstrap: "Any" = _frozen_importlib
_call_with_frames_removed = _bootstrap._call_with_frames_removed
_SourceFileLoader = _bootstrap_external.SourceFileLoader
#: Where the method is defined: whoever puts one of his own on a class below it comes first.
_LoaderBasics: "Any" = _bootstrap_external._LoaderBasics
_original = _LoaderBasics.exec_module
_get_code = _SourceFileLoader.get_code
_find_and_load = _bootstrap._find_and_load

native: "Any" = None
installed = False


def install(
    include: "Iterable[str] | None",
    exclude: "Iterable[str]",
    filter: "Callable[[str, str, tuple[str, ...] | None], bool] | None",
) -> None:
    """Begins, or changes what is wanted."""
    global native, installed
    if native is None:
        from andiron import _andiron

        _andiron.lazy_set_up()
        native = _andiron
        _LoaderBasics.exec_module = exec_module
        _take_over()
        # Registered now, so that it runs after what programs register.
        import atexit

        if _lazy_rules.is_observed():
            from andiron.lazy_imports import _recorder

            _recorder.begin(seen)
        atexit.register(native.lazy_settle)
        os.register_at_fork(after_in_child=native.lazy_after_fork)
        for name in _PATCHED & sys.modules.keys():
            # One that is being imported may be what this is for: `exec_module` changes it when it is whole.
            if not getattr(sys.modules[name].__spec__, "_initializing", False):
                _patch(name, sys.modules[name])
        compiler = sys.modules.get("re._compiler")
        if type(compiler) is type(sys) and not getattr(compiler.__spec__, "_initializing", False):
            native.lazy_take_patterns_over(compiler, native.lazy_compile_pattern)
    included, excluded, partly = _lazy_rules.selection(include, exclude)
    patches = (_PATCHED, _patch, native.lazy_compile_pattern)
    never, packages = list(_lazy_rules.MODULES), (included, excluded)
    native.lazy_configure(never, filter, _lazy_rules.can_be_found, packages, partly, patches)
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


def seen() -> "list[str]":
    """Top-level packages whose imports were put off."""
    return native.lazy_seen()  # type: ignore[no-any-return]


def resolve(module: "ModuleType") -> None:
    """Imports everything that is pending in a module."""
    native.lazy_resolve(module)


def pending() -> "list[tuple[str, str, str]]":
    """Module, name and target of the names that wait."""
    return native.lazy_pending()  # type: ignore[no-any-return]


def enter_eager() -> None:
    native.lazy_enter_eager()


def leave_eager() -> None:
    native.lazy_leave_eager()


def explain(code: "CodeType", package: "str | None") -> "list[tuple[int, str, str]]":
    """The import statements at the top level of a module that cannot wait: line, module as written, and why."""
    from andiron import _andiron

    return _andiron.lazy_explain(code, package)


#: Whether native code knows the import system, and may find and load modules in its place.
_is_remembered = False


def _take_over() -> None:
    """Lets native code find and load modules of source files, where that is plain."""
    global _is_remembered
    if sys.version_info >= (3, 14) or sys.flags.verbose or sys.flags.optimize:
        return  # It imitates those of 3.12 and 3.13.
    if _bootstrap._find_and_load.__code__.co_filename != _FROZEN:
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


#: Modules with functions that `_lazy_patches` changes.
_PATCHED = frozenset(("inspect", "test.support.import_helper", "annotationlib"))


def _patch(name: str, module: "ModuleType") -> None:
    from andiron import _lazy_patches

    _lazy_patches.PATCHES[name](module)


# Tracebacks, tracers and debuggers leave out the import system, which they know by these names.
for _function in (exec_module, _patch, _ask, _missing, _unbindable):
    _function.__code__ = _function.__code__.replace(co_filename="<frozen importlib._bootstrap_external>")
__name__ = "importlib._bootstrap_external"
del __file__, _function
