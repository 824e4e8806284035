"""Lazy imports by Python's own mechanism (PEP 810), from Python 3.15 on.

Python itself puts the statements off and binds the names. What is left to Andiron is to say which statements may wait:
the user's selection, the shipped list, and the rules that keep programs whole which were not written for it. An import
that nobody reads is there for its side effect, a module that cannot be found has to raise where somebody may catch it,
and finalizers cannot import. All that is decided in the filter that Python asks about each statement.

The same functions as in `_lazy_loader`, which does it where Python has no such mechanism. On the path of every start:
annotations need no `__future__`.
"""

import _frozen_importlib
import sys
from _thread import get_ident
from _weakref import ref

from andiron import _lazy_rules

try:
    # Of `opcode`, only the numbers.
    from _opcode_metadata import opmap as _numbers  # type: ignore[import-not-found]
except ImportError:  # An older Python, to which this module is of no use.
    from opcode import opmap as _numbers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import CodeType, FrameType, ModuleType
    from typing import Any

_CodeType: "Any" = type((lambda: None).__code__)
_sys: "Any" = sys
_bootstrap: "Any" = _frozen_importlib
#: The class of what stands in a module's dict for a name that waits. (`types` has it, at the price of an import.)
_LazyImport: "Any" = None

_EXTENDED_ARG, _STORE_NAME, _IMPORT_NAME = (_numbers[name] for name in ("EXTENDED_ARG", "STORE_NAME", "IMPORT_NAME"))
_LOAD_ATTR, _LOAD_CONST = _numbers["LOAD_ATTR"], _numbers["LOAD_CONST"]
_LOAD_GLOBAL, _LOAD_NAME = _numbers["LOAD_GLOBAL"], _numbers["LOAD_NAME"]
_STANDARD = sys.stdlib_module_names
#: What stands between an import statement's instructions that bind names.
_BETWEEN = frozenset(_numbers[name] for name in ("IMPORT_FROM", "SWAP", "POP_TOP", "EXTENDED_ARG"))
#: The argument of ``IMPORT_NAME`` says in its lowest bits: ``lazy import``, or in a `try` block, function or class.
_LAZILY, _AT_ONCE = 1, 2
#: Strings longer than this are no annotations and no names.
_LONGEST_TEXT = 200

installed = False
_before: "tuple[str, Any]" = ("normal", None)
_include: "frozenset[str] | None" = None
_exclude: "frozenset[str]" = frozenset()
_partly: "dict[str, tuple[str, ...]]" = {}
_user_filter: "Callable[[str, str, tuple[str, ...] | None], bool] | None" = None
#: How often each thread has entered an eager section.
_eager: "dict[int, int]" = {}
#: Packages whose statements were put off.
_seen: "set[str]" = set()
#: For each module, what its pending names were to import.
_targets: "dict[str, dict[str, str]]" = {}
_findable: "dict[str, bool]" = {}


def install(
    include: "Iterable[str] | None",
    exclude: "Iterable[str]",
    filter: "Callable[[str, str, tuple[str, ...] | None], bool] | None",
) -> None:
    """Begins, or changes what is wanted."""
    global installed, _before, _include, _exclude, _partly, _user_filter
    if _lazy_rules.is_observed():
        from andiron.lazy_imports import _recorder

        _recorder.begin(seen)
    _include, _exclude, _partly = _lazy_rules.selection(include, exclude)
    _user_filter = filter
    if not installed:
        _before = _sys.get_lazy_imports(), _sys.get_lazy_imports_filter()
        _sys.set_lazy_imports_filter(may_wait)
        _sys.set_lazy_imports("all")
        installed = True


def uninstall() -> None:
    """Python's mechanism is left as it was found."""
    global installed
    if installed:
        mode, filter = _before
        _sys.set_lazy_imports(mode)
        if _sys.get_lazy_imports_filter() is may_wait:
            _sys.set_lazy_imports_filter(filter)
        installed = False


def seen() -> "list[str]":
    """Top-level packages whose imports were put off."""
    return list(_seen)


def resolve(module: "ModuleType") -> None:
    """Imports everything that is pending in a module."""
    for name, _ in list(_pending_in(module)):
        if name in module.__dict__:
            getattr(module, name)


def pending() -> "list[tuple[str, str, str]]":
    """Module, name and target of the names that wait."""
    found = []
    for key, module in list(sys.modules.items()):
        targets = _targets.get(key, {})
        for name, value in _pending_in(module):
            found.append((key, name, targets.get(name) or repr(value).partition("'")[2].rstrip("'>")))
    return found


def _pending_in(module: "Any") -> "Iterator[tuple[str, Any]]":
    global _LazyImport
    if _LazyImport is None:
        import types

        _LazyImport = types.LazyImportType  # type: ignore[attr-defined]
    # What stands in `sys.modules` need not be a module.
    names = getattr(module, "__dict__", None)
    if type(names) is dict:
        for name, value in list(names.items()):
            if type(value) is _LazyImport:
                yield name, value


def enter_eager() -> None:
    thread = get_ident()
    _eager[thread] = _eager.get(thread, 0) + 1


def leave_eager() -> None:
    thread = get_ident()
    _eager[thread] -= 1
    if not _eager[thread]:
        del _eager[thread]


# ---- the filter ----


def may_wait(importer: str, imported: str, names: "tuple[str, ...] | None" = None) -> bool:
    """Whether Python may put off the statement that runs in the calling frame."""
    return decide(sys._getframe(1), importer, imported, names)


def decide(frame: "FrameType", importer: str, imported: str, names: "tuple[str, ...] | None") -> bool:
    """The same for a statement that runs in that frame."""
    if _eager and get_ident() in _eager:
        return False
    before = _before[1]
    if before is not None and not before(importer, imported, names):
        return False
    if _is_loaded(imported, names):
        return False
    code, at = frame.f_code, frame.f_lasti
    bytecode = code.co_code
    if bytecode[at] != _IMPORT_NAME:  # `__lazy_import__()`: somebody knows what he does.
        return True
    bound = _bound(code, at, 1 if names is None else len(names))
    if not (bytecode[at + 1] & _LAZILY or imported in frame.f_globals.get("__lazy_modules__", ())):
        if imported.partition(".")[0] in _lazy_rules.MODULES or not _is_selected(importer, imported):
            return False
        # The standard library knows that its imports may wait.
        if importer.partition(".")[0] not in _STANDARD and not _can_wait(frame, importer, imported, names, bound):
            return False
    if _user_filter is not None and not _user_filter(importer, imported, names):
        return False
    _seen.add(importer.partition(".")[0])
    _targets.setdefault(importer, {}).update(dict.fromkeys(bound, imported))
    return True


def _can_wait(
    frame: "FrameType", importer: str, imported: str, names: "tuple[str, ...] | None", bound: "list[str]"
) -> bool:
    """Whether nothing in the module says that the statement, which binds those names, is needed where it stands."""
    uses = _uses(frame.f_code)
    if not uses.reads_any(bound) and not _reexports(frame, importer, imported, names):
        return False
    if uses.finalized and not uses.finalized.isdisjoint(bound):
        return False
    if not _can_be_found(imported):
        return False
    if imported.startswith(f"{importer}."):
        if imported[len(importer) + 1 :] in bound:
            # `from .run import run`: loading `.run` later would bind the module over what was taken from it.
            return False
        _answer_for_submodules(frame.f_globals)
    return True


def _is_selected(importer: str, imported: str) -> bool:
    """Whether the user and the shipped list let this module's statements wait."""
    wanted = _include is None
    name = importer
    while name:
        if name in _exclude:
            return imported in _partly.get(importer, ())
        if not wanted and name in _include:  # type: ignore[operator]
            wanted = True
        name = name.rpartition(".")[0]
    return wanted


def _is_loaded(imported: str, names: "tuple[str, ...] | None") -> bool:
    """Whether the statement finds everything there: then it may as well bind it."""
    module = sys.modules.get(imported)
    if module is None or names is None:
        return module is not None
    there = getattr(module, "__dict__", None)
    return type(there) is dict and all(name in there for name in names)


def _can_be_found(imported: str) -> bool:
    """Whether there is such a module, as far as that can be told without importing anything. Who imports one that is
    missing may be waiting for the error."""
    package, _, name = imported.rpartition(".")
    if package in sys.modules:
        return imported in sys.modules or _has_submodule(sys.modules[package], name)
    root = imported.partition(".")[0]
    if root not in _findable:
        _findable[root] = root in sys.modules or _lazy_rules.can_be_found(root)
    return _findable[root]


def _has_submodule(package: "Any", name: str) -> bool:
    places = getattr(package, "__path__", None)
    if type(places) is list and len(places) == 1:
        finder = sys.path_importer_cache.get(places[0])
        # The names of files in the directory, as the import system knows them; it may have to look again.
        files = getattr(finder, "_path_cache", ())
        if name in files or f"{name}.py" in files:
            return True
    try:
        return _bootstrap._find_spec(f"{package.__name__}.{name}", places) is not None
    except Exception:
        return False


def _answer_for_submodules(package: "dict[str, Any]") -> None:
    """A package's own module was put off that would have imported others: who reads one of these as the package's
    attribute gets it nevertheless, whatever else imports it."""
    if "__path__" in package and "__getattr__" not in package:
        package["__getattr__"] = _Submodules(package["__name__"])


class _Submodules:
    """A package's ``__getattr__``, for as long as it has none of its own."""

    __slots__ = ("package",)

    def __init__(self, package: str) -> None:
        self.package = package

    def __call__(self, name: str) -> "Any":
        frame, full = sys._getframe(1), f"{self.package}.{name}"
        # Whoever asks by `hasattr` or `getattr` is prepared for there being none.
        if name[:2] != "__" and frame.f_code.co_code[frame.f_lasti] == _LOAD_ATTR:
            package = sys.modules[self.package]
            if _bootstrap._find_spec(full, package.__path__) is not None:
                __import__(full)
                return sys.modules[full]
        message = f"module {self.package!r} has no attribute {name!r}"
        raise AttributeError(message, name=name, obj=sys.modules[self.package])


def _reexports(frame: "FrameType", importer: str, imported: str, names: "tuple[str, ...] | None") -> bool:
    """Whether the statement, in the `__init__` of a package, takes names from the package's own modules, for others to
    use: ``from .app import Application``, but not ``from . import plugins``."""
    return names is not None and imported.startswith(f"{importer}.") and frame.f_globals.get("__path__") is not None


def _bound(code: "CodeType", at: int, count: int) -> "list[str]":
    """The names that the import statement binds whose ``IMPORT_NAME`` is there; so many of them."""
    bytecode, names = code.co_code, code.co_names
    found: list[str] = []
    argument, at = 0, at + 2
    while len(found) < count and at < len(bytecode):
        operation = bytecode[at]
        argument = argument << 8 | bytecode[at + 1]
        if operation == _STORE_NAME:
            found.append(names[argument])
        elif operation not in _BETWEEN:
            break
        if operation != _EXTENDED_ARG:
            argument = 0
        at += 2
    return found


class _Uses:
    """What a module's code does with names: those that it or code in it may read, and those that a `__del__` reads.

    Most imports are read in the first functions that one looks into. So code is looked at as far as answers need it.
    """

    __slots__ = ("_all_text", "_code", "_texts", "_waiting", "finalized", "read")

    def __init__(self, code: "CodeType") -> None:
        self.read: set[str] = set()
        self.finalized: set[str] = set()
        self._code = ref(code)
        self._waiting = nested = [constant for constant in code.co_consts if type(constant) is _CodeType]
        self._texts: list[str] | None = None
        self._all_text = ""
        for body in nested:
            if "__del__" in body.co_names:
                for method in body.co_consts:
                    if type(method) is _CodeType and method.co_name == "__del__":
                        self.finalized.update(method.co_names)
        nested.reverse()

    def reads_any(self, names: "list[str]") -> bool:
        """Whether one of the names is read, as far as that can be told."""
        read, waiting = self.read, self._waiting
        while read.isdisjoint(names):
            if not waiting:
                return self._reads_at_top(names)
            code = waiting.pop()
            # Names of attributes are among them: better put off too much than look at each instruction.
            read.update(code.co_names)
            waiting += [constant for constant in code.co_consts if type(constant) is _CodeType]
        return True

    def _reads_at_top(self, names: "list[str]") -> bool:
        if self._texts is None:
            code = self._code()
            assert code is not None
            self.read.update(code.co_names[at] for at in _arguments(code, _LOAD_NAME))
            self.read.update(code.co_names[at >> 1] for at in _arguments(code, _LOAD_GLOBAL))
            self._texts = _texts_of(code)
            self._all_text = "\n".join(self._texts)
        if not self.read.isdisjoint(names):
            return True
        # Entries of `__all__`, and annotations that are strings.
        there = [name for name in names if name in self._all_text]
        return any(name in text and name in _identifiers(text) for name in there for text in self._texts)


def _texts_of(code: "CodeType") -> "list[str]":
    """Short strings among the constants of a module's code and of all code in it: annotations, entries of `__all__`."""
    # Tuples are looked into at the top only, where `__all__` stands; those that import statements take are not meant.
    constants = [code.co_consts[at] for at in _arguments(code, _LOAD_CONST, but_before=_IMPORT_NAME)]
    for constant in constants:
        if type(constant) is tuple:
            constants += constant
    for constant in constants:
        if type(constant) is _CodeType:
            constants += constant.co_consts
    return [text for text in constants if type(text) is str and len(text) <= _LONGEST_TEXT]


def _identifiers(text: str) -> "list[str]":
    """Identifiers in a string that could be an annotation or an exported name; none in prose, where words follow each
    other."""
    if text.isidentifier():
        return [text]
    plain = text
    for mark in "[]().,|'\"*:":
        plain = plain.replace(mark, "\n")
    words = [line.split() for line in plain.split("\n")]
    if any(len(line) > 1 or (line and not line[0].isidentifier()) for line in words):
        return []
    return [line[0] for line in words if line]


def _arguments(code: "CodeType", operation: int, but_before: int = -1) -> "Iterator[int]":
    """Arguments of the code's instructions of a kind, but not of those that stand before another kind."""
    # Inline caches are zero here. Bytes are searched so much quicker than looked at one by one.
    operations, arguments = code.co_code[::2] + b"\0", code.co_code[1::2]
    at = operations.find(operation)
    while at >= 0:
        if operations[at + 1] != but_before:
            argument, before, size = arguments[at], at - 1, 8
            while before >= 0 and operations[before] == _EXTENDED_ARG:
                argument |= arguments[before] << size
                before, size = before - 1, size + 8
            yield argument
        at = operations.find(operation, at + 1)


#: Of modules that are being loaded, by the address of their code.
_known: "dict[int, tuple[Any, _Uses]]" = {}


def _uses(code: "CodeType") -> _Uses:
    key = id(code)
    found = _known.get(key)
    if found is None or found[0]() is not code:
        found = _known[key] = (ref(code, lambda _: _known.pop(key, None)), _Uses(code))
    return found[1]


def explain(code: "CodeType", package: "str | None") -> "list[tuple[int, str, str]]":
    """The import statements at the top level of a module that cannot wait: line, module as written, and why."""
    import dis

    uses, found = _Uses(code), []
    for instruction in dis.get_instructions(code):
        if instruction.opcode != _IMPORT_NAME:
            continue
        reason, bound = "", _bound(code, instruction.offset, 1 << 16)
        if instruction.arg is not None and instruction.arg & _AT_ONCE:
            reason = "in a try block"
        elif not bound:
            reason = "import *"
        elif package is None and not uses.reads_any(bound):
            reason = "none of its names is read (a side effect?)"
        elif not uses.finalized.isdisjoint(bound):
            reason = f"its name is read in a __del__: {', '.join(sorted(uses.finalized.intersection(bound)))}"
        if reason:
            line = instruction.line_number  # type: ignore[attr-defined]
            found.append((line or 0, str(instruction.argval), reason))
    return found
