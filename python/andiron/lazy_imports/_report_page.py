"""The report of lazy imports as one page that needs nothing but itself: styles, charts and tables are in it."""

from __future__ import annotations

import sys
import time
from html import escape

from andiron.lazy_imports import _report_text as text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from andiron.lazy_imports._report import Import, Package, Report

#: Bars of a chart; the tables below it have the rest.
BARS = 16
#: Rows of the table that is open.
ROWS = 25

STYLE = """
:root { color-scheme: light dark; --ink: #1c2127; --soft: #5b6470; --paper: #fff; --card: #f4f6f8; --line: #dde2e8;
  --eager: #9aa5b1; --lazy: #0b6e99; --never: #c2571a; --good: #1a7f4b; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --soft: #9aa5b1; --paper: #14181d; --card: #1d232a;
  --line: #313a44; --eager: #6b7784; --lazy: #4cb3dd; --never: #eb8a4c; --good: #58c68c; --bad: #f28b82; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
h1 { font-size: 1.05rem; font-weight: 600; margin: 0 0 .25rem; color: var(--soft); }
h1 code { color: var(--ink); }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .25rem; }
p { margin: .25rem 0 1rem; }
.soft, figcaption { color: var(--soft); font-size: .875rem; }
.warning { border-left: 4px solid var(--bad); padding: .25rem .75rem; background: var(--card); }
code, .path { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .85em; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: 1rem; margin: 1rem 0; }
.tile { background: var(--card); border-radius: .6rem; padding: 1rem 1.1rem; }
.tile b { display: block; font-size: 2rem; line-height: 1.15; font-weight: 650; font-variant-numeric: tabular-nums; }
.tile b.good { color: var(--good); } .tile b.bad { color: var(--bad); }
.tile svg { margin-top: .5rem; max-width: 16rem; }
svg { display: block; width: 100%; height: auto; overflow: visible; }
svg text { fill: var(--ink); font: 13px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  font-variant-numeric: tabular-nums; }
svg .soft { fill: var(--soft); } svg .eager { fill: var(--eager); } svg .lazy { fill: var(--lazy); }
svg .never { fill: var(--never); } svg .track { fill: var(--line); }
figure { margin: 1rem 0; overflow-x: auto; } figure svg { min-width: 40rem; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th, td { text-align: left; padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--soft); font-weight: 600; }
td { overflow-wrap: break-word; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; }
details { margin: 1rem 0; } summary { cursor: pointer; color: var(--lazy); }
"""


def write(report: Report, path: str) -> None:
    page = document(report)
    with open(path, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(page)


def document(report: Report) -> str:
    from andiron.lazy_imports._report import warnings

    command = escape(text.command_line(report))
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Lazy imports: {command}</title><style>{STYLE}</style></head><body>",
        f"<h1>Lazy imports · <code>{command}</code></h1>",
        *(f'<p class="warning">{escape(warning)}</p>' for warning in warnings(report)),
        tiles(report),
        f'<p class="soft">{escape(text.footnote(report))}, Python {sys.version.split()[0]}, '
        f"{time.strftime('%Y-%m-%d %H:%M')}</p>",
        never(report),
        imported(report),
        "</body></html>\n",
    ]
    return "\n".join(parts)


def tiles(report: Report) -> str:
    """What is saved, as numbers with a pair of bars each."""
    low, high = report.spread()
    found = []
    for title, eager, lazy, saved, share in text.measures(report):
        what = {"CPU time": "cpu", "elapsed": "elapsed", "peak memory": "peak"}.get(title)
        if what is None:
            values = (float(report.eager_count), float(len(report.imported)))
        else:
            values = (report.median(report.eager, what), report.median(report.lazy, what))
        better = values[0] >= values[1]
        mark = "" if title == "CPU time" and low <= 0 <= high else " class=good" if better else " class=bad"
        shown = f"−{share}" if better else f"+{share.lstrip('-')}"
        found.append(
            f'<div class="tile">{escape(title)}<b{mark}>{escape(shown)}</b>'
            f'<span class="soft">{escape(saved)} saved</span>{pair(title, eager, lazy, values)}</div>'
        )
    return f'<div class="tiles">{"".join(found)}</div>'


def pair(title: str, eager: str, lazy: str, values: tuple[float, float]) -> str:
    largest = max(*values, 1e-9)
    label = escape(f"{title}: {eager} eagerly, {lazy} with lazy imports", quote=True)
    bars = []
    for at, (name, shown, value) in enumerate((("eager", eager, values[0]), ("lazy", lazy, values[1]))):
        top, length = at * 40, max(2.0, value / largest * 220)
        bars.append(
            f'<text x="0" y="{top + 13}" class="soft">{name}</text>'
            f'<text x="220" y="{top + 13}" text-anchor="end">{escape(shown)}</text>'
            f'<rect x="0" y="{top + 19}" width="220" height="9" rx="4.5" class="track"/>'
            f'<rect x="0" y="{top + 19}" width="{length:.1f}" height="9" rx="4.5" class="{name}"/>'
        )
    return f'<svg viewBox="0 0 220 70" role="img" aria-label="{label}">{"".join(bars)}</svg>'


def chart(title: str, rows: Sequence[tuple[str, float, str]], colour: str) -> str:
    """Horizontal bars: name, value in ms, and what stands behind the bar."""
    largest = max((value for _, value, _ in rows), default=0.0) or 1.0
    longest = max((len(name) for name, _, _ in rows), default=0)
    left, step = min(40, max(16, longest)) * 8, 26
    width = 710 - left
    described = escape(f"{title}: " + ", ".join(f"{name} {value:.1f} ms" for name, value, _ in rows), quote=True)
    bars = []
    for at, (name, value, note) in enumerate(rows):
        top, length = at * step, max(1.5, max(0.0, value) / largest * width)
        shown = name if len(name) <= 42 else f"{name[:41]}…"
        bars.append(
            f'<text x="{left - 10}" y="{top + 16}" text-anchor="end">{escape(shown)}'
            f"<title>{escape(name)}</title></text>"
            f'<rect x="{left}" y="{top + 4}" width="{length:.1f}" height="16" rx="3" class="{colour}"/>'
            f'<text x="{left + length + 8:.1f}" y="{top + 16}">{value:.1f} ms'
            f'<tspan class="soft" dx="8">{escape(note)}</tspan></text>'
        )
    return (
        f'<figure><svg viewBox="0 0 960 {len(rows) * step}" role="img" aria-label="{described}">{"".join(bars)}</svg>'
        "</figure>"
    )


def table(titles: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int]) -> str:
    def cells(tag: str, row: Sequence[str]) -> str:
        return "".join(
            f"<{tag}{' class=number' if column in numbers else ''}>{escape(cell)}</{tag}>"
            for column, cell in enumerate(row)
        )

    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return f'<div class="wide"><table><thead><tr>{cells("th", titles)}</tr></thead><tbody>{body}</tbody></table></div>'


def modules(count: int) -> str:
    return "1 module" if count == 1 else f"{count:,} modules"


def never(report: Report) -> str:
    """Packages that were put off and never needed."""
    if not report.never:
        return "<h2>Nothing was put off for good</h2><p>Every module that is imported eagerly is needed.</p>"
    bars = [
        (package.name, package.own, f"{modules(len(package.modules))}, {package.memory / 1024:.1f} MiB")
        for package in report.never[:BARS]
    ]

    def row(package: Package, module: Import) -> tuple[str, ...]:
        return (module.name, f"{module.own:.2f}", f"{module.memory:,.0f}", module.place)

    rows = [
        row(package, module)
        for package in report.never
        for module in sorted(package.modules, key=lambda module: -module.own)
    ]
    titles = ("module", "ms", "KiB", "imported eagerly at")
    return (
        f"<h2>{escape(text.never_title(report))}</h2>"
        '<p class="soft">Time of the modules themselves in an eager run, by top-level package.</p>'
        f"{chart('Packages never imported', bars, 'never')}"
        f"<details><summary>All {modules(len(rows))}, and the statements that import them eagerly</summary>"
        f"{table(titles, rows, (1, 2))}</details>"
    )


def imported(report: Report) -> str:
    """What is left, and why."""
    reasons = [(why, own, modules(count)) for why, count, own in report.reasons()]
    rows = [
        (
            module.name,
            f"{module.own:.2f}",
            f"{module.total:.2f}",
            f"{module.began:.0f}",
            text.cause(module),
            module.place,
        )
        for module in report.imported
    ]
    titles = ("module", "ms", "in all", "at ms", "why", "where")
    rest = rows[ROWS:]
    more = (
        f"<details><summary>The other {modules(len(rest))}</summary>{table(titles, rest, (1, 2, 3))}</details>"
        if rest
        else ""
    )
    return (
        f"<h2>{escape(text.imported_title(report))}</h2>"
        '<p class="soft">Why, with the time of the modules themselves.</p>'
        f"{chart('Why modules were imported', reasons, 'lazy')}"
        "<h2>The most expensive of them</h2>"
        f'<p class="soft">{text.LEGEND}</p>'
        f"{table(titles, rows[:ROWS], (1, 2, 3))}{more}"
    )
