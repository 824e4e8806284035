"""The report of lazy imports for the terminal, and what it has in common with the page."""

from __future__ import annotations

import shlex
import sys

from andiron._report import table
from andiron.lazy_imports._report import Import, Report, warnings

#: What the columns of times are.
LEGEND = "ms: of the module itself; in all: with what it imports; at ms: of CPU time since the start"


def milliseconds(value: float) -> str:
    return f"{value:,.0f} ms" if abs(value) >= 100 else f"{value:,.1f} ms"


def megabytes(value: float) -> str:
    return f"{value / 2**20:,.1f} MiB"


def percent(saved: float, of: float) -> str:
    return f"{saved / of * 100:.0f} %" if of else ""


def command_line(report: Report) -> str:
    return shlex.join(report.command)


def headline(report: Report) -> str:
    """The answer in one sentence."""
    cpu = report.median(report.eager, "cpu") - report.median(report.lazy, "cpu")
    peak = report.median(report.eager, "peak") - report.median(report.lazy, "peak")
    low, high = report.spread()
    if low <= 0 <= high:
        time = "as much CPU time, within the noise,"
    else:
        share = percent(abs(cpu), report.median(report.eager, "cpu"))
        time = f"{milliseconds(abs(cpu) * 1e3)} ({share}) {'less' if cpu > 0 else 'MORE'} CPU time"
    share = percent(abs(peak), report.median(report.eager, "peak"))
    return f"With lazy imports: {time} and {megabytes(abs(peak))} ({share}) {'less' if peak >= 0 else 'MORE'} memory."


def measures(report: Report) -> list[tuple[str, str, str, str, str]]:
    """Rows: what, eagerly, lazily, saved, share."""
    rows = []
    for title, what in (("CPU time", "cpu"), ("elapsed", "elapsed"), ("peak memory", "peak")):
        eager, lazy = report.median(report.eager, what), report.median(report.lazy, what)
        shown = megabytes if what == "peak" else lambda seconds: milliseconds(seconds * 1e3)
        rows.append((title, shown(eager), shown(lazy), shown(eager - lazy), percent(eager - lazy, eager)))
    eager, lazy = report.eager_count, len(report.imported)
    rows.append(("modules", f"{eager:,}", f"{lazy:,}", f"{eager - lazy:,}", percent(eager - lazy, eager)))
    return rows


def footnote(report: Report) -> str:
    low, high = report.spread()
    return (
        f"Medians of {len(report.eager)} rounds by turns, whole process with its children; half of the rounds saved "
        f"{low * 1e3:,.1f} to {high * 1e3:,.1f} ms of CPU time. ANDIRON_LAZY_IMPORTS={report.setting}"
    )


def never_title(report: Report) -> str:
    own = sum(package.own for package in report.never)
    count = sum(len(package.modules) for package in report.never)
    return f"Put off and never imported: {count:,} modules, which take {milliseconds(own)} when they are imported"


def imported_title(report: Report) -> str:
    own = sum(module.own for module in report.imported)
    return f"Imported all the same: {len(report.imported):,} modules, {milliseconds(own)}"


def cause(module: Import) -> str:
    """Why a module was imported, in the row of a table."""
    return f"{module.why}: {module.detail}" if module.detail else module.why


def write(report: Report) -> None:
    """Prints it: the answer first, then what was never needed, then what is left."""
    out = [command_line(report), headline(report), *warnings(report)]
    out += table(("", "eager", "lazy", "saved", ""), measures(report), numbers=(1, 2, 3, 4))
    out += ["", footnote(report), "", never_title(report)]
    out += table(
        ("package", "modules", "ms", "MiB", "first imported at"),
        [
            (package.name, f"{len(package.modules):,}", f"{package.own:.1f}", f"{package.memory / 1024:.1f}", place)
            for package in report.never
            for place in [package.modules[0].place]
        ],
        numbers=(1, 2, 3),
    )
    out += ["", imported_title(report)]
    out += table(
        ("why", "modules", "ms"),
        [(why, f"{count:,}", f"{own:.1f}") for why, count, own in report.reasons()],
        numbers=(1, 2),
    )
    out += table(
        ("module", "ms", "in all", "at ms", "why", "where"),
        [
            (
                module.name,
                f"{module.own:.1f}",
                f"{module.total:.1f}",
                f"{module.began:.0f}",
                cause(module),
                module.place,
            )
            for module in report.imported
        ],
        numbers=(1, 2, 3),
    )
    out.append(f"  {LEGEND}")
    print("\n".join(out))
    sys.stdout.flush()
