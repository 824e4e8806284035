"""Background work: a celery application, with tasks that need nothing outside the process."""

from __future__ import annotations

import os

from celery import Celery

celery = Celery("app.tasks", broker="memory://", backend="cache+memory://")
# The adapter's tests run a real worker: messages and results are files in a directory of theirs.
place = os.environ.get("ANDIRON_TEST_QUEUE")
if place:
    celery.conf.update(
        broker_url="filesystem://",
        broker_transport_options={
            "data_folder_in": f"{place}/queue",
            "data_folder_out": f"{place}/queue",
            "control_folder": f"{place}/control",
        },
        result_backend=f"file://{place}/results",
        worker_hijack_root_logger=False,
    )
    for folder in ("queue", "control", "results"):
        os.makedirs(f"{place}/{folder}", exist_ok=True)


@celery.task
def price_of(quantity: int, price: float, discount: float = 0.0) -> float:
    return round(quantity * price * (1 - discount), 2)


@celery.task
def hot(rounds: int) -> int:
    """A loop for the compiler."""
    total = 0
    for number in range(rounds):
        total += number % 7
    return total


@celery.task
def worker() -> dict[str, object]:
    """What the process that runs this looks like."""
    import gc
    import sys

    import andiron

    return {
        "process": os.getpid(),
        "parent": os.getppid(),
        "collector": gc.isenabled(),
        "frozen": gc.get_freeze_count(),
        "references": sys.getrefcount(celery),
        "compiled": andiron.is_compiled(hot.run),
    }
