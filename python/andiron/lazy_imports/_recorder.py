"""Notes each import of this process, for the report: when, where from, by what instruction, and what it cost; and, for
the doctor, whose imports may wait.

Every import of a module that is not loaded goes through ``_find_and_load``, whether C or Python asks for it; so that is
what this wraps. A report runs the command a few times for this alone: what the notes cost is in no figure that it shows
as measured.
"""

from __future__ import annotations

import _frozen_importlib as _bootstrap
import itertools
import os
import sys
import time
from _thread import get_ident

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType
    from typing import Any

_system: Any = _bootstrap
_find_and_load = _system._find_and_load

#: One row for each import, by number, in the order in which they began; see ``ROW``.
rows: dict[int, list[Any]] = {}
#: What a row holds. Times are CPU time in ns, memory is resident pages. ``outer`` is the row of the import during which
#: this one happened, or -1; ``names`` are what the argument of the instruction that asked may mean; ``spent`` is ``ns``
#: and what the note itself took.
ROW = "name outer module file line code opcode names began ns spent pages failed".split()

_under_way: dict[int, list[int]] = {}
_numbers = itertools.count()
_began = time.process_time_ns()
_began_at = time.time_ns()


def _resident() -> int:
    """Pages of this process that are in memory."""
    file = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)
    try:
        return int(os.read(file, 64).split()[1])
    finally:
        os.close(file)


def find_and_load(name: str, import_: Any) -> Any:
    if sys.modules.get(name) is not None:
        return _find_and_load(name, import_)
    entered = time.thread_time_ns()
    outer = _under_way.setdefault(get_ident(), [])
    number = next(_numbers)
    row = [name, outer[-1] if outer else -1, *_place(_caller()), time.process_time_ns() - _began, 0, 0, 0, True]
    rows[number] = row
    outer.append(number)
    pages, began = _resident(), time.thread_time_ns()
    try:
        module = _find_and_load(name, import_)
        row[12] = False
        return module
    finally:
        ended = time.thread_time_ns()
        outer.pop()
        row[11] = _resident() - pages
        row[9], row[10] = ended - began, time.thread_time_ns() - entered


def _caller() -> FrameType | None:
    try:
        return sys._getframe(2)
    except ValueError:  # The interpreter itself, before it runs anything.
        return None


#: Functions between whoever asks and the import system.
_BETWEEN = (os.path.join("importlib", "__init__.py"), os.path.join("lazy_imports", "_recorder.py"))


def _place(frame: FrameType | None) -> tuple[str, str, int, str, int, list[str]]:
    """Module, file, line and code of who asks, the opcode that runs there, and what its argument may name."""
    while frame is not None:
        code = frame.f_code
        if not code.co_filename.startswith("<frozen importlib") and not code.co_filename.endswith(_BETWEEN):
            module = str(frame.f_globals.get("__name__"))
            return module, code.co_filename, frame.f_lineno or 0, code.co_qualname, *_instruction(code, frame.f_lasti)
        frame = frame.f_back
    return "", "", 0, "", -1, []


def _instruction(code: CodeType, at: int) -> tuple[int, list[str]]:
    if at < 0:
        return -1, []
    bytecode, names = code.co_code, code.co_names
    argument, prefix, shift = bytecode[at + 1], at - 2, 8
    while prefix >= 0 and bytecode[prefix] == _EXTENDED_ARG:
        argument |= bytecode[prefix + 1] << shift
        prefix, shift = prefix - 2, shift + 8
    return bytecode[at], [names[index] if index < len(names) else "" for index in (argument, argument >> 1)]


def _extended_arg() -> int:
    if sys.version_info < (3, 13):
        return 144  # `opcode` would be one import more.
    import _opcode_metadata  # type: ignore[import-not-found]

    return int(_opcode_metadata.opmap["EXTENDED_ARG"])


_EXTENDED_ARG = _extended_arg()
_begun = False


def begin(seen: Callable[[], list[str]]) -> None:
    """Notes imports from now on, and writes them into a file of this process when it ends, as the report asks; and for
    the doctor the packages that `seen` gives."""
    global _begun
    import atexit

    if _begun:
        return
    _begun = True
    directory, log = os.environ.get("ANDIRON_LAZY_IMPORTS_REPORT"), os.environ.get("ANDIRON_LAZY_IMPORTS_LOG")
    if directory:
        loaded = sorted(sys.modules)
        # Tracebacks leave out frames of the import system, which they know by this file name.
        find_and_load.__code__ = find_and_load.__code__.replace(co_filename="<frozen importlib._bootstrap>")
        _system._find_and_load = find_and_load
        atexit.register(_write, directory, os.getpid(), loaded)
    if log:
        atexit.register(_write_log, log, os.getpid(), seen)


def _write_log(path: str, process: int, seen: Callable[[], list[str]]) -> None:
    """Appends the packages, one a line."""
    if os.getpid() == process:
        with open(path, "a", encoding="utf-8") as log:
            log.writelines(f"{name}\n" for name in sorted(seen()))


def _write(directory: str, process: int, loaded: list[str]) -> None:
    _system._find_and_load = _find_and_load
    if os.getpid() != process:
        return
    from andiron.lazy_imports import pending

    document = {
        "arguments": sys.orig_argv,
        "began": _began_at,
        "loaded": loaded,
        "rows": rows,
        "pending": [tuple(row) for row in pending()],
        "page": os.sysconf("SC_PAGE_SIZE"),
    }
    # Plain literals: `json` would be an import, and `marshal` is for one version of Python.
    with open(os.path.join(directory, f"{process}.txt"), "w", encoding="utf-8") as file:
        file.write(repr(document))
