"""``prepare()`` for servers: what it has to say goes to the server's log."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from andiron import prefork

if TYPE_CHECKING:
    from collections.abc import Callable


def prepare(log: Any, warmup: Callable[[], object] | None, options: dict[str, bool]) -> None:
    """Problems become warnings of `log`, each once, and the report a message; raises what ``prepare()`` does."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", RuntimeWarning)
        report = prefork.prepare(warmup=warmup, **options)
    for problem in dict.fromkeys([*(str(each.message) for each in caught), *report.warnings]):
        log.warning("andiron: %s", problem)
    log.info("andiron: %s", report)
