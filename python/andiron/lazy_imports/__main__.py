"""``python -m andiron.lazy_imports doctor -- command…``: which packages must stay eager for a command?

``report -- command…``, which is in `_report`, says what lazy imports save it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

HELP = """\
usage: python -m andiron.lazy_imports doctor -- command [arguments]
       python -m andiron.lazy_imports report [options] -- command [arguments]      (options: report --help)

doctor  Runs the command with its imports done at once and put off. If exit code, output or errors differ, finds a
        smallest set of packages whose imports must not wait, and prints the variable that says so.
report  Runs it both ways by turns and says what lazy imports save, what was never imported, and why the rest was;
        --html FILE writes a page.

The command runs several times, in this directory: it must not mind.
"""

#: What differs between any two runs.
BLOT = re.compile(r"0x[0-9a-f]{6,}|\b\d+\.\d+ ?m?s\b")


class Doctor:
    """Runs one command in different ways."""

    def __init__(self, command: list[str]) -> None:
        self.command = command
        self.runs = 0

    def run(self, lazy_imports: str | None, log: str | None = None) -> tuple[int, str, str]:
        """Exit code, output and errors."""
        self.runs += 1
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ANDIRON")}
        if lazy_imports is not None:
            environment["ANDIRON_LAZY_IMPORTS"] = lazy_imports
        if log is not None:
            environment["ANDIRON_LAZY_IMPORTS_LOG"] = log
        done = subprocess.run(
            self.command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace"
        )
        return done.returncode, BLOT.sub("…", done.stdout), BLOT.sub("…", done.stderr)

    def importers(self) -> list[str]:
        """Top-level packages whose imports may wait when the command runs."""
        with tempfile.TemporaryDirectory() as directory:
            log = os.path.join(directory, "log")
            self.run("all", log)
            try:
                with open(log, encoding="utf-8") as lines:
                    return sorted(set(lines.read().split()))
            except OSError:
                return []


def setting(excluded: list[str]) -> str:
    return ",".join(["all", *(f"-{name}" for name in excluded)])


def smallest(names: list[str], is_enough: Callable[[list[str]], bool]) -> list[str]:
    """A subset that is enough and from which nothing can be left out; ``names`` themselves are enough."""
    size = max(1, len(names) // 2)
    while True:
        at = 0
        while at < len(names):
            rest = names[:at] + names[at + size :]
            if is_enough(rest):
                names = rest
            else:
                at += size
        if size == 1:
            return names
        size = max(1, size // 2)


def doctor(command: list[str]) -> int:
    patient = Doctor(command)
    eager = patient.run(None)
    if patient.run(None) != eager:
        print("The command does something else each time even without lazy imports: nothing can be said.")
        return 2
    if patient.run("all") == eager:
        print("The same with lazy imports. Put them on with:\nANDIRON_LAZY_IMPORTS=all")
        return 0
    candidates = patient.importers()
    print(f"It differs with lazy imports; trying {len(candidates)} packages…", file=sys.stderr)
    if patient.run(setting(candidates)) != eager:
        print("It differs even if no package's imports wait: please report it.")
        return 2
    found = smallest(candidates, lambda names: patient.run(setting(names)) == eager)
    print(f"The same if these packages' own imports do not wait ({patient.runs} runs): {', '.join(found)}")
    print(f"ANDIRON_LAZY_IMPORTS={setting(found)}")
    return 1


def report(arguments: list[str]) -> int:
    """Measures a command and prints what was found."""
    from andiron import UnsupportedPythonError
    from andiron.lazy_imports import _report

    options = {"--html": "", "--rounds": "10", "--lazy-imports": "all"}
    rest = list(arguments)
    while rest and rest[0].startswith("-") and rest[0] != "--":
        name, equals, value = rest.pop(0).partition("=")
        if name not in options or not (equals or rest):
            print(_report.HELP, end="")
            return 0 if name in ("-h", "--help") else 2
        options[name] = value if equals else rest.pop(0)
    command = rest[1:] if rest[:1] == ["--"] else rest
    rounds = int(options["--rounds"]) if options["--rounds"].isdecimal() else 0
    if not command or rounds < 1:
        print(_report.HELP, end="")
        return 2
    try:
        found = _report.make(command, options["--lazy-imports"], rounds)
    except (_report.ReportError, UnsupportedPythonError) as error:
        print(f"andiron: {error}", file=sys.stderr)
        return 2
    from andiron.lazy_imports import _report_text

    _report_text.write(found)
    if options["--html"]:
        from andiron.lazy_imports import _report_page

        try:
            _report_page.write(found, options["--html"])
        except OSError as error:
            print(f"andiron: {options['--html']} cannot be written: {error.strerror}", file=sys.stderr)
            return 2
    return 0


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["report"]:
        return report(arguments[1:])
    if arguments[:1] != ["doctor"] or len(arguments) < 2 or arguments[1:] == ["--"]:
        print(HELP, end="")
        return 0 if arguments in (["-h"], ["--help"]) else 2
    return doctor(arguments[2:] if arguments[1] == "--" else arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
