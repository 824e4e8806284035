"""The report of ``--stats``: what was compiled, what was not, and where compiled code gave up.

Runs at exit, after the program: it reads the native module's own tuples and imports only ``json``, and that only for a
JSON file, so that a program that has tampered with modules or paths still gets its report.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, TextIO

#: Rows shown of each table; the rest is counted in one line.
ROWS = 20
#: A cell that is longer is not padded for: the other rows stay readable.
WIDEST = 48

COMPILED = ("qualname", "filename", "line", "code_bytes", "compile_ns", "osr")
REFUSED = ("qualname", "filename", "line", "reason")
EXITS = ("qualname", "filename", "line", "reason", "count")


def write(
    stats: Mapping[str, Any], *, table: bool = False, table_file: str | None = None, json_file: str | None = None
) -> None:
    """Writes the wanted reports; a file that cannot be written is one line on stderr."""
    try:
        if table and sys.stderr is not None:
            write_table(stats, sys.stderr)
        if table_file:
            with open(table_file, "w", encoding="utf-8") as stream:
                write_table(stats, stream)
        if json_file:
            write_json(stats, json_file)
    except OSError as error:
        if sys.stderr is not None:
            print(f"andiron: the statistics could not be written: {error}", file=sys.stderr)


def write_json(stats: Mapping[str, Any], path: str) -> None:
    """Writes everything, with the names of ``andiron.Stats``."""
    import json

    document: dict[str, Any] = dict(stats)
    for key, names in (("compiled", COMPILED), ("refused", REFUSED), ("exits", EXITS)):
        document[key] = [dict(zip(names, row)) for row in stats[key]]
    with open(path, "w", encoding="utf-8") as stream:
        json.dump(document, stream, indent=1)
        stream.write("\n")


def write_table(stats: Mapping[str, Any], stream: TextIO) -> None:
    """Writes the tables for people: at most ``ROWS`` rows of each, the most telling first."""
    compiled = sorted(stats["compiled"], key=lambda row: -row[4])
    exits = sorted(stats["exits"], key=lambda row: -row[4])
    out = [
        f"andiron: {len(compiled)} compiled ({stats['code_bytes']:,} bytes, {stats['compile_ns'] / 1e6:.1f} ms), "
        f"{len(stats['refused'])} refused, {sum(row[4] for row in exits):,} exits, "
        f"{stats['invalidations']:,} invalidations"
    ]
    out += table(
        ("compiled", "at", "bytes", "ms", ""),
        [(row[0], _place(row), f"{row[3]:,}", f"{row[4] / 1e6:.2f}", "loop" if row[5] else "") for row in compiled],
        numbers=(2, 3),
    )
    out += table(
        ("exits from", "at", "times", "reason"),
        [(row[0], _place(row), f"{row[4]:,}", row[3]) for row in exits],
        numbers=(2,),
    )
    out += table(("refused", "at", "reason"), [(row[0], _place(row), row[3]) for row in stats["refused"]])
    stream.write("\n".join(out) + "\n")
    stream.flush()


def _place(row: Sequence[Any]) -> str:
    return f"{os.path.basename(row[1])}:{row[2]}"


def table(titles: Sequence[str], rows: Sequence[Sequence[str]], numbers: Iterable[int] = ()) -> list[str]:
    """Lines of a table for people; ``numbers`` are the columns of numbers."""
    if not rows:
        return []
    shown = [titles, *rows[:ROWS]]
    widths = [min(WIDEST, max(len(row[column]) for row in shown)) for column in range(len(titles))]
    lines = [""]
    for row in shown:
        cells = [
            cell.rjust(width) if column in numbers else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths))
        ]
        lines.append("  " + "  ".join(cells).rstrip())
    if len(rows) > ROWS:
        lines.append(f"  and {len(rows) - ROWS} more")
    return lines
