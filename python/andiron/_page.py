"""Parts of the pages that Andiron writes: each needs nothing but itself, with its styles, charts and tables in it."""

from __future__ import annotations

import sys
import time
from html import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


def page(title: str, heading: str, body: Iterable[str]) -> str:
    """A whole page; `heading` and `body` are HTML, `title` is not."""
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>",
            f"<h1>{heading}</h1>",
            *body,
            "</body></html>\n",
        ]
    )


def made(what: str) -> str:
    """The line that says what the figures are of, where and when."""
    python = sys.version.split()[0]
    return f'<p class="soft">{escape(what)}, Python {python}, {time.strftime("%Y-%m-%d %H:%M")}</p>'


def warning(text: str) -> str:
    return f'<p class="warning">{escape(text)}</p>'


def chart(title: str, rows: Sequence[tuple[str, float, str]], colour: str, unit: str = "ms") -> str:
    """Horizontal bars: name, value in `unit`, and what stands behind the bar."""
    largest = max((value for _, value, _ in rows), default=0.0) or 1.0
    longest = max((len(name) for name, _, _ in rows), default=0)
    left, step = min(40, max(16, longest)) * 8, 26
    width = 710 - left
    described = escape(f"{title}: " + ", ".join(f"{name} {value:.1f} {unit}" for name, value, _ in rows), quote=True)
    bars = []
    for at, (name, value, note) in enumerate(rows):
        top, length = at * step, max(1.5, max(0.0, value) / largest * width)
        shown = name if len(name) <= 42 else f"{name[:41]}…"
        bars.append(
            f'<text x="{left - 10}" y="{top + 16}" text-anchor="end">{escape(shown)}'
            f"<title>{escape(name)}</title></text>"
            f'<rect x="{left}" y="{top + 4}" width="{length:.1f}" height="16" rx="3" class="{colour}"/>'
            f'<text x="{left + length + 8:.1f}" y="{top + 16}">{value:.1f} {unit}'
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
