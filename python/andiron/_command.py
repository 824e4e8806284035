"""The command line: ``python -m andiron [options] script.py`` and ``andiron [options] script.py``.

The program gets what ``python`` itself would give it: the same ``__main__`` module, emptied; ``sys.argv`` and
``sys.path[0]`` of its own; and it runs inside the C functions that ``python`` runs programs with, so tracebacks, exit
codes and signals are right without being imitated. Options are parsed by hand: argparse would cost more than all
the rest.
"""

# Annotations are strings where that matters: `from __future__ import annotations` is one import more for every start.

import os
import sys

from andiron import UnsupportedPythonError, _engine, enable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from typing import NoReturn

HELP = """\
usage: python -m andiron [options] script.py [arguments]
       python -m andiron [options] -m module [arguments]
       python -m andiron [options] -c code [arguments]
       python -m andiron [options] -          (program from stdin)

Runs a Python program with Andiron's just-in-time compiler.

options:
  --compile auto     compile what runs hot, in the background (default)
  --compile all      compile every function at its first call
  --compile N        compile every function at its N-th call
  --lazy-imports X   put imports off until used: all, pkg,pkg or all,-pkg
  --no-jit           compile nothing (for --lazy-imports alone)
  --stats            print what was compiled, refused and exited to stderr
  --stats-json FILE  write the same as JSON to FILE at exit (%p: process id)
  --version          print the version
  --help             print this text

environment:
  ANDIRON=0          switch Andiron off, whatever options and programs say
  ANDIRON=1          switch it on in every Python process
  ANDIRON_COMPILE    auto, all or N
  ANDIRON_LAZY_IMPORTS  as --lazy-imports
  ANDIRON_STATS      1: as --stats; else a file name (JSON if it ends in .json)
"""


#: The exit status that stands for an unhandled KeyboardInterrupt, as in shells.
INTERRUPTED = 130


class UsageError(Exception):
    """The command line makes no sense; the message is for the user."""


class Options:
    """What the command line says. ``kind`` is how the program is given: script, module, command or stdin; or help or
    version."""

    __slots__ = ("arguments", "compile", "kind", "lazy_imports", "no_jit", "stats", "stats_json", "target")

    def __init__(self) -> None:
        self.compile: str | None = None
        self.lazy_imports: str | None = None
        self.no_jit = False
        self.stats = False
        self.stats_json: str | None = None
        self.kind = ""
        self.target = ""
        self.arguments: list[str] = []


def main(as_module: bool = False) -> None:
    """Runs the program that ``sys.argv`` names; ends in SystemExit unless it went well."""
    given = sys.argv[1:]
    try:
        options = parse(given)
        if options.kind in ("help", "version"):
            return _tell(options.kind)
        mode = options.compile or os.environ.get("ANDIRON_COMPILE") or "auto"
        _engine.parse_mode(mode)
        if _engine.switched_off():
            run_plain(len(given), options)
        wanted = _engine.lazy_imports_wanted(options.lazy_imports)
        if options.no_jit and sys.version_info[:2] not in _engine.COMPILED:
            if wanted is not None:
                _engine.lazy_backend()
            run_lazily(len(given), options)
        if wanted is not None:
            from andiron import lazy_imports

            lazy_imports.enable(*wanted)
        if not options.no_jit:
            enable(mode)
    except (UsageError, UnsupportedPythonError, ValueError) as error:
        print(f"andiron: {error}", file=sys.stderr)
        sys.exit(2)
    if options.stats or options.stats_json:
        _engine.report_at_exit(table=options.stats, json_file=options.stats_json)
    status = run(options)
    if status and not _prompt_follows():
        if sys.flags.inspect:
            # No terminal for the prompt that was asked for: a SystemExit would be printed like any exception.
            sys.excepthook = _say_nothing
        if status == INTERRUPTED and not as_module:
            # Python dies of SIGINT after an unhandled interrupt, but a script that raises SystemExit just exits.
            sys.excepthook = _say_nothing
            raise KeyboardInterrupt
        sys.exit(status)


def _tell(what: str) -> None:
    if what == "help":
        print(HELP, end="")
    else:
        import andiron

        print(f"Andiron {andiron.__version__}, Python {sys.version.split()[0]}")


def _say_nothing(*error: object) -> None:
    """For an exception that only says how the process ends: the program's own has been printed."""


def _prompt_follows() -> bool:
    """Whether python will prompt when the program is over, as after ``-i``: it must not begin with a SystemExit."""
    wanted = sys.flags.inspect or (not sys.flags.ignore_environment and os.environ.get("PYTHONINSPECT"))
    return bool(wanted and (sys.flags.interactive or os.isatty(0)))


def parse(given: list[str]) -> Options:
    """Options up to the program's own arguments; raises UsageError."""
    options = Options()
    rest = list(given)
    while rest:
        argument = rest.pop(0)
        name, equals, value = argument.partition("=")
        if name in ("--compile", "--lazy-imports", "--stats-json"):
            if not equals:
                if not rest:
                    raise UsageError(f"{name} needs a value; see python -m andiron --help")
                value = rest.pop(0)
            setattr(options, name[2:].replace("-", "_"), value)
            continue
        if argument in ("--stats", "--no-jit"):
            setattr(options, argument[2:].replace("-", "_"), True)
            continue
        if argument in ("-h", "--help", "-V", "--version"):
            options.kind = "help" if argument[-1] in "hp" else "version"
            return options
        if argument == "-":
            options.kind, options.target = "stdin", argument
        elif argument[:2] in ("-c", "-m"):
            options.kind = "command" if argument[1] == "c" else "module"
            if not argument[2:] and not rest:
                raise UsageError(f"{argument} needs a value; see python -m andiron --help")
            options.target = argument[2:] or rest.pop(0)
        elif argument == "--" and rest:
            options.kind, options.target = "script", rest.pop(0)
        elif argument.startswith("-"):
            raise UsageError(f"unknown option {argument}; see python -m andiron --help")
        else:
            options.kind, options.target = "script", argument
        options.arguments = rest
        return options
    raise UsageError("no program given; see python -m andiron --help")


def run_plain(argument_count: int, options: Options) -> "NoReturn":
    """Replaces this process with ``python`` running the same program, with the flags this Python was given."""
    flags = sys.orig_argv[1 : len(sys.orig_argv) - argument_count] if sys.version_info >= (3, 10) else ["-mandiron"]
    # What is left ends in `-m andiron`, in `-mandiron` (perhaps behind other letters), or in the console script's path.
    last = flags.pop()
    if last == "andiron" and flags and flags[-1].startswith("-") and flags[-1].endswith("m"):
        last = flags.pop() + last
    if last.startswith("-") and last.endswith("mandiron") and last != "-mandiron":
        flags.append(last[: -len("mandiron")])
    if options.kind == "script":
        # A script may be called `-x`: python would take it for an option.
        program = [("./" if options.target.startswith("-") else "") + options.target]
    elif options.kind == "stdin":
        program = ["-"]
    else:
        program = ["-m" if options.kind == "module" else "-c", options.target]
    os.execv(sys.executable, [sys.executable, *flags, *program, *options.arguments])


def run_lazily(argument_count: int, options: Options) -> "NoReturn":
    """Replaces this process with ``python`` running the same program, where there is nothing but lazy imports."""
    if options.lazy_imports is not None:
        if sys.flags.no_site:
            raise UsageError("--lazy-imports needs the site module here: leave out -S, or call lazy_imports.enable()")
        # For this process, not for those that it starts.
        os.environ["ANDIRON_LAZY_IMPORTS_ONCE"] = os.environ.get("ANDIRON_LAZY_IMPORTS", "")
        os.environ["ANDIRON_LAZY_IMPORTS"] = options.lazy_imports
    run_plain(argument_count, options)


def run(options: Options) -> int:
    """Runs the program in an emptied ``__main__``; returns its exit status."""
    native: ModuleType = _engine.require()
    if not sys.flags.safe_path:
        # The entry that `python` added for this command line; the program's own takes its place.
        del sys.path[0]
    if options.kind == "module":
        sys.argv = ["-m", *options.arguments]
        _add_path0(os.getcwd())
        sys.audit("cpython.run_module", options.target)
        return _run_module(native, options.target, True)
    if options.kind == "command":
        sys.argv = ["-c", *options.arguments]
        _add_path0("")
        sys.audit("cpython.run_command", options.target)
        source = f"{options.target}\n".encode()
        return int(native.run_command(source, _empty_main()))
    if options.kind == "stdin":
        sys.argv = ["-", *options.arguments]
        _add_path0("")
        namespace = _empty_main()
        if sys.flags.interactive or os.isatty(0):
            return _run_prompt(native, namespace)
        sys.audit("cpython.run_stdin")
        return _run_described(native.run_stdin, namespace, "<stdin>")
    sys.argv = [options.target, *options.arguments]
    return _run_script(native, options.target)


def _run_prompt(native: "ModuleType", namespace: dict[str, object]) -> int:
    """The interactive prompt, with what comes before it."""
    if not sys.flags.quiet:
        help = "" if sys.flags.no_site else '\nType "help", "copyright", "credits" or "license" for more information.'
        print(f"Python {sys.version} on {sys.platform}{help}", file=sys.stderr)
    startup = None if sys.flags.ignore_environment else os.environ.get("PYTHONSTARTUP")
    if startup:
        try:
            _run_described(lambda main: native.run_file(os.fsencode(startup), main), namespace, startup)
        except OSError as error:
            print(f"Could not open PYTHONSTARTUP\n{type(error).__name__}: {error}: {startup!r}", file=sys.stderr)
    hook = getattr(sys, "__interactivehook__", None)
    if hook is not None:
        hook()
    sys.audit("cpython.run_stdin")
    return int(native.run_stdin(namespace))


def _run_script(native: "ModuleType", target: str) -> int:
    path = target
    if not os.path.isabs(path):
        # Not `abspath`: python keeps `./` and `../` in `__file__`.
        path = f"{os.getcwd()}/{path}" if path not in ("", ".") else os.getcwd()
    if _importer(path) is not None:
        # A directory or a zip file, with a `__main__.py` in it.
        sys.path.insert(0, path)
        return _run_module(native, "__main__", False)
    _add_path0(os.path.dirname(os.path.realpath(path)))
    sys.audit("cpython.run_file", path)
    from _frozen_importlib_external import SourceFileLoader, SourcelessFileLoader

    namespace = _empty_main()
    try:
        code = _compiled_code(path)
        if code is not None:
            namespace["__loader__"] = SourcelessFileLoader("__main__", path)
            return _run_described(lambda main: native.run_code(code, main), namespace, path)
        namespace["__loader__"] = SourceFileLoader("__main__", path)
        return _run_described(lambda main: native.run_file(os.fsencode(path), main), namespace, path)
    except OSError as error:
        print(f"{sys.orig_argv[0]}: can't open file {path!r}: [Errno {error.errno}] {error.strerror}", file=sys.stderr)
        return 2
    except ValueError as error:
        print(f"RuntimeError: {error}", file=sys.stderr)
        return 1


def _run_described(start: "Callable[[dict[str, object]], int]", namespace: dict[str, object], path: str) -> int:
    """Runs a file; its namespace says which one while it runs and, if it ends by SystemExit, after that."""
    namespace["__file__"] = path
    namespace["__cached__"] = None
    status = int(start(namespace))
    for name in ("__file__", "__cached__"):
        namespace.pop(name, None)
    return status


def _compiled_code(path: str) -> object:
    """The code of a `.pyc` file, whatever it is called; None for other files. Raises ValueError."""
    from _frozen_importlib_external import MAGIC_NUMBER

    if not os.path.isfile(path):
        return None
    with open(path, "rb") as file:
        data = file.read(2)
        if not path.endswith(".pyc") and data != MAGIC_NUMBER[:2]:
            return None
        data += file.read()
    import marshal
    from types import CodeType

    try:
        code = marshal.loads(data[16:]) if data[:4] == MAGIC_NUMBER else None
    except (EOFError, TypeError, ValueError):
        code = b""
    if isinstance(code, CodeType):
        return code
    wrong = "magic number" if code is None else "code object"
    raise ValueError(f"Bad {wrong} in .pyc file")


def _run_module(native: "ModuleType", name: str, alter_argv: bool) -> int:
    import runpy

    _empty_main()
    return int(native.run_module(runpy._run_module_as_main, name, alter_argv))  # type: ignore[attr-defined]


def _add_path0(path: str) -> None:
    if not sys.flags.safe_path:
        sys.path.insert(0, path)


def _importer(path: str) -> object:
    """What ``sys.path`` would search `path` with; None for a plain file. Fills the cache, as ``python`` does."""
    importer = None
    for hook in sys.path_hooks:
        try:
            importer = hook(path)
            break
        except ImportError:
            pass
    sys.path_importer_cache[path] = importer
    return importer


def _empty_main() -> dict[str, object]:
    """Makes ``__main__`` what it is when ``python`` begins to run a program: the same module, its namespace emptied."""
    import _frozen_importlib
    import builtins

    namespace = sys.modules["__main__"].__dict__
    namespace.clear()
    namespace.update(
        __name__="__main__",
        __doc__=None,
        __package__=None,
        __loader__=_frozen_importlib.BuiltinImporter,
        __spec__=None,
        __annotations__={},
        __builtins__=builtins,
    )
    return namespace
