"""What ``measure`` found as one page: bars for memory and requests, and the table."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from andiron import _page
from andiron.prefork import _measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from andiron.prefork._measure import Result


def document(app: str, results: Sequence[Result]) -> str:
    first, *problems = _measure.notes(results)
    plain = results[0]

    def compared(value: float, base: float) -> str:
        return f"{value / base:.0%} of {plain.title}" if value != base and base else ""

    private = [
        (each.title, each.private_dirty / 1e6, compared(each.private_dirty, plain.private_dirty)) for each in results
    ]
    shared = [(each.title, each.pss / 1e6, compared(each.pss, plain.pss)) for each in results]
    rates = [(each.title, each.cpu_rate, compared(each.cpu_rate, plain.cpu_rate)) for each in results]
    body = [
        *map(_page.warning, problems),
        _page.made(first),
        "<h2>Memory that a worker has for itself</h2>",
        '<p class="soft">Private_Dirty: pages that it wrote to. Each worker more costs this.</p>',
        _page.chart("Private dirty memory of a worker", private, "never", "MB"),
        "<h2>Memory of a worker with its share of what is shared</h2>",
        '<p class="soft">Pss: times the number of workers, what all of them take together.</p>',
        _page.chart("Pss of a worker", shared, "eager", "MB"),
        "<h2>Requests</h2>",
        '<p class="soft">Answered in a second of the workers’ CPU time.</p>',
        _page.chart("Requests a CPU second", rates, "lazy", "a CPU s"),
        "<h2>All figures</h2>",
        _page.table(_measure.TITLES, _measure.rows(results), range(1, len(_measure.TITLES))),
    ]
    return _page.page(f"Pre-fork memory: {app}", f"Pre-fork memory · <code>{escape(app)}</code>", body)
