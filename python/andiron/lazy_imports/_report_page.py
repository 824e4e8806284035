"""The report of lazy imports as one page: what was saved, what was never imported, and why the rest was."""

from __future__ import annotations

from html import escape

from andiron import _page
from andiron.lazy_imports import _report_text as text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from andiron.lazy_imports._report import Import, Package, Report

#: Bars of a chart; the tables below it have the rest.
BARS = 16
#: Rows of the table that is open.
ROWS = 25


def write(report: Report, path: str) -> None:
    page = document(report)
    with open(path, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(page)


def document(report: Report) -> str:
    from andiron.lazy_imports._report import warnings

    command = text.command_line(report)
    body = [
        *map(_page.warning, warnings(report)),
        tiles(report),
        _page.made(text.footnote(report)),
        never(report),
        imported(report),
    ]
    return _page.page(f"Lazy imports: {command}", f"Lazy imports · <code>{escape(command)}</code>", body)


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
        f"{_page.chart('Packages never imported', bars, 'never')}"
        f"<details><summary>All {modules(len(rows))}, and the statements that import them eagerly</summary>"
        f"{_page.table(titles, rows, (1, 2))}</details>"
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
        f"<details><summary>The other {modules(len(rest))}</summary>{_page.table(titles, rest, (1, 2, 3))}</details>"
        if rest
        else ""
    )
    return (
        f"<h2>{escape(text.imported_title(report))}</h2>"
        '<p class="soft">Why, with the time of the modules themselves.</p>'
        f"{_page.chart('Why modules were imported', reasons, 'lazy')}"
        "<h2>The most expensive of them</h2>"
        f'<p class="soft">{text.LEGEND}</p>'
        f"{_page.table(titles, rows[:ROWS], (1, 2, 3))}{more}"
    )
