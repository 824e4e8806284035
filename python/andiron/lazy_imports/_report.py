"""``python -m andiron.lazy_imports report -- command…``: what do lazy imports save, and what is imported all the same?

Time and memory are measured on the command as it is: eagerly, which is without Andiron, and lazily, by turns. Which
modules that was about comes from a few more runs of each kind, in which `_recorder` notes every import.
"""

from __future__ import annotations

import ast
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field

from andiron import _engine, _lazy_rules
from andiron.lazy_imports._recorder import ROW

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

HELP = """\
usage: python -m andiron.lazy_imports report [options] -- command [arguments]

Runs the command with its imports done at once and put off, by turns, and says what that saves, which modules were
never imported, and why the others were.

options:
  --html FILE        write the report as a page, too
  --rounds N         how often to run it each way, for time and memory (default: 10, or what takes a minute)
  --lazy-imports X   which imports to put off: all (default), pkg,pkg or all,-pkg

The command runs some times, in this directory, and its output is thrown away: it must not mind.
"""

#: Runs in which imports are noted, of each kind.
NOTED = 3
#: Seconds after which no further round begins.
PATIENCE = 60.0
#: What keeps every import where it is, with the recorder on.
NOTHING = "andiron"


class ReportError(Exception):
    """The report cannot be made; the message is for the user."""


@dataclass
class Usage:
    """What one run took: seconds of CPU time and of waiting, and the bytes of memory at its peak."""

    cpu: float
    elapsed: float
    peak: int
    status: int


@dataclass
class Import:
    """A module that was imported in a run: what it cost, in ms and KiB, and where and why it was imported."""

    name: str
    module: str
    file: str
    line: int
    code: str
    opcode: int
    names: list[str]
    began: float
    own: float = 0.0
    total: float = 0.0
    memory: float = 0.0
    why: str = ""
    detail: str = ""

    @property
    def package(self) -> str:
        return self.name.partition(".")[0]

    @property
    def place(self) -> str:
        return f"{shown_file(self.file)}:{self.line}" if self.file else "the interpreter"


@dataclass
class Package:
    """Modules of one top-level package."""

    name: str
    modules: list[Import] = field(default_factory=list)

    @property
    def own(self) -> float:
        return sum(module.own for module in self.modules)

    @property
    def memory(self) -> float:
        return sum(module.memory for module in self.modules)


@dataclass
class Report:
    """All that the terminal and the page show."""

    command: list[str]
    setting: str
    eager: list[Usage]
    lazy: list[Usage]
    never: list[Package]
    imported: list[Import]
    eager_count: int
    pending: int
    processes: int
    floor: int

    def median(self, runs: Sequence[Usage], what: str) -> float:
        return float(statistics.median(getattr(run, what) for run in runs))

    def spread(self) -> tuple[float, float]:
        """Between which seconds of CPU time the middle half of the rounds saved."""
        saved = sorted(eager.cpu - lazy.cpu for eager, lazy in zip(self.eager, self.lazy))
        return saved[len(saved) // 4], saved[-1 - len(saved) // 4]

    def reasons(self) -> list[tuple[str, int, float]]:
        """Why modules were imported: reason, how many, their own ms; the most expensive first."""
        sums: dict[str, list[float]] = {}
        for module in self.imported:
            sums.setdefault(module.why, []).append(module.own)
        return sorted(((why, len(own), sum(own)) for why, own in sums.items()), key=lambda row: -row[2])


def shown_file(path: str) -> str:
    """A path without the directory that modules are searched in."""
    for folder in (
        f"{os.sep}site-packages{os.sep}",
        f"{os.sep}python{sys.version_info[0]}.{sys.version_info[1]}{os.sep}",
    ):
        before, found, after = path.rpartition(folder)
        if found:
            return after
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative


class Subject:
    """Runs the command."""

    def __init__(self, command: list[str], setting: str) -> None:
        self.command = command
        self.setting = setting

    def environment(self, setting: str | None, notes: str | None = None) -> dict[str, str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ANDIRON")}
        if setting is not None:
            environment["ANDIRON_LAZY_IMPORTS"] = setting
        if notes is not None:
            environment["ANDIRON_LAZY_IMPORTS_REPORT"] = notes
        return environment

    def run(self, environment: dict[str, str]) -> Usage:
        began = time.perf_counter()
        try:
            process = subprocess.Popen(
                self.command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise ReportError(f"{self.command[0]} cannot be run: {error.strerror}") from None
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        return Usage(usage.ru_utime + usage.ru_stime, elapsed, usage.ru_maxrss * 1024, process.returncode)

    def rounds(self, count: int) -> tuple[list[Usage], list[Usage]]:
        """Runs it both ways by turns, the one or the other first."""
        runs: tuple[list[Usage], list[Usage]] = ([], [])
        environments = (self.environment(None), self.environment(self.setting))
        for environment in environments:
            self.run(environment)  # to have the files in memory
        deadline = time.monotonic() + PATIENCE
        for number in range(count):
            if number >= 3 and time.monotonic() > deadline:
                break
            progress(f"round {number + 1} of {count}")
            for way in ((0, 1), (1, 0))[number % 2]:
                runs[way].append(self.run(environments[way]))
        return runs

    def notes(self, setting: str) -> tuple[list[dict[str, Any]], int]:
        """What the recorder wrote about the first Python process of each of a few runs, and how many such processes
        there were in one."""
        found, processes = [], 0
        for number in range(NOTED):
            progress(f"noting imports, {number + 1} of {NOTED}")
            with tempfile.TemporaryDirectory() as directory:
                self.run(self.environment(setting, directory))
                documents = []
                for name in os.listdir(directory):
                    with open(os.path.join(directory, name), encoding="utf-8") as file:
                        documents.append(ast.literal_eval(file.read()))
            if documents:
                found.append(min(documents, key=lambda document: document["began"]))
            processes = max(processes, len(documents))
        return found, processes


def progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="" if text else "\r", file=sys.stderr, flush=True)


def imports(documents: list[dict[str, Any]]) -> dict[str, Import]:
    """Modules by name, with the medians of what they cost in several runs, in the order of the first run."""
    all_costs: list[dict[str, tuple[float, float, float]]] = []
    first: dict[str, Import] = {}
    for document in documents:
        rows = {number: dict(zip(ROW, row)) for number, row in document["rows"].items()}
        for row in rows.values():
            row["own"], row["memory"] = row["ns"] / 1e6, row["pages"] * document["page"] / 1024
        # Numbers grow: what happens during an import comes after it.
        for row in rows.values():
            if row["outer"] in rows:
                rows[row["outer"]]["own"] -= row["spent"] / 1e6
                rows[row["outer"]]["memory"] -= row["pages"] * document["page"] / 1024
        for row in rows.values():
            row["total"] = row["own"]
        for number in sorted(rows, reverse=True):
            if rows[number]["outer"] in rows:
                rows[rows[number]["outer"]]["total"] += rows[number]["total"]
        costs: dict[str, tuple[float, float, float]] = {}
        for row in rows.values():
            if row["failed"]:
                continue
            own, total, memory = costs.get(row["name"], (0.0, 0.0, 0.0))
            costs[row["name"]] = (own + row["own"], total + row["total"], memory + row["memory"])
            if document is documents[0] and row["name"] not in first:
                kept = {name: row[name] for name in ("name", "module", "file", "line", "code", "opcode", "names")}
                first[row["name"]] = Import(**kept, began=row["began"] / 1e6)
        all_costs.append(costs)
    for name, module in first.items():
        measured = [costs[name] for costs in all_costs if name in costs]
        module.own, module.total, module.memory = (statistics.median(column) for column in zip(*measured))
    return first


class Explanations:
    """Why modules were imported although imports were put off."""

    def __init__(self, setting: str) -> None:
        import opcode

        self.opname = opcode.opname
        self.backend = _engine.lazy_backend()
        wanted = _engine.lazy_imports_wanted(setting)
        self.include, self.exclude = wanted if wanted is not None else ([], [])
        self.files: dict[str, dict[int, str]] = {}

    def explain(self, module: Import) -> None:
        """Sets ``why``, a class of reasons, and ``detail``."""
        operation = self.opname[module.opcode] if module.opcode >= 0 else ""
        if not module.file:
            module.why = "imported by the interpreter"
        elif operation == "IMPORT_NAME" and module.code == "<module>":
            module.why, module.detail = self.statement(module)
        elif operation == "IMPORT_NAME":
            module.why, module.detail = "import in a function", module.code
        elif operation.startswith(("LOAD_GLOBAL", "LOAD_NAME", "LOAD_ATTR", "LOAD_FROM_DICT")):
            attribute = "ATTR" in operation
            name = module.names[attribute or "GLOBAL" in operation]
            module.why, module.detail = "name used", f"{'.' if attribute else ''}{name}"
            if module.code != "<module>":
                module.detail += f" in {module.code}"
        else:
            module.why, module.detail = "call (import_module, getattr, dir…)", module.code

    def statement(self, module: Import) -> tuple[str, str]:
        """Why an import statement at a module's top level was not put off."""
        importer = module.module
        while importer:
            if importer in self.exclude:
                return "importer excluded by the setting", importer
            if importer in _lazy_rules.PACKAGES:
                return "importer on the shipped list", importer
            importer = importer.rpartition(".")[0]
        if module.package in _lazy_rules.MODULES:
            return "module on the shipped list", ""
        why, _, detail = self.reasons(module.file, module.module).get(module.line, "").partition(": ")
        if module.module == "__main__":
            return "import in the program's script", why
        if why:
            return why, detail
        return "not put off when it was reached", ""

    def reasons(self, file: str, name: str) -> dict[int, str]:
        """What the analysis says about a file's statements, by line."""
        if file not in self.files:
            try:
                with open(file, "rb") as source:
                    code = compile(source.read(), file, "exec", dont_inherit=True)
                package = name if os.path.basename(file) == "__init__.py" else None
                self.files[file] = {line: reason for line, _, reason in self.backend.explain(code, package)}
            except (OSError, SyntaxError, ValueError):
                self.files[file] = {}
        return self.files[file]


def make(command: list[str], setting: str, rounds: int) -> Report:
    """Runs the command and draws it all up."""
    import resource

    subject = Subject(command, setting)
    # Before anything is read in: the peak of a process counts from that of its parent.
    eager_runs, lazy_runs = subject.rounds(rounds)
    floor = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    eager_notes, _ = subject.notes(NOTHING)
    lazy_notes, processes = subject.notes(setting)
    progress("")
    if not eager_notes or not lazy_notes:
        raise ReportError(
            "no Python process of the command noted its imports: is this Andiron installed for the Python that it "
            "runs, and does the command end by itself?"
        )
    eager, lazy = imports(eager_notes), imports(lazy_notes)
    explanations = Explanations(setting)
    for module in lazy.values():
        explanations.explain(module)
    packages: dict[str, Package] = {}
    for module in eager.values():
        if module.name not in lazy:
            packages.setdefault(module.package, Package(module.package)).modules.append(module)
    return Report(
        command=command,
        setting=setting,
        eager=eager_runs,
        lazy=lazy_runs,
        never=sorted(packages.values(), key=lambda package: -package.own),
        imported=sorted(lazy.values(), key=lambda module: -module.own),
        eager_count=len(eager),
        pending=len(lazy_notes[0]["pending"]),
        processes=processes,
        floor=floor,
    )


def warnings(report: Report) -> list[str]:
    """What a reader must know before believing the figures."""
    found = []
    eager, lazy = ({run.status for run in runs} for runs in (report.eager, report.lazy))
    if eager != lazy:
        found.append("The exit status differs with lazy imports: run the doctor before you use them.")
    elif eager != {0}:
        found.append(f"The command fails (exit status {', '.join(map(str, sorted(eager)))}).")
    if report.processes > 1:
        found.append(
            f"{report.processes} Python processes ran: time is that of all, memory that of the largest, "
            "and modules are those of the first."
        )
    if min(run.peak for run in report.lazy) <= report.floor:
        found.append(f"Peaks below {report.floor / 2**20:.0f} MiB cannot be told apart.")
    return found
