"""Dataclasses and enums: made, compared, updated, sorted."""

from dataclasses import dataclass, replace
from enum import Enum


class Kind(Enum):
    SMALL = 1
    LARGE = 2


@dataclass(order=True)
class Record:
    size: int
    name: str = "x"
    kind: Kind = Kind.SMALL

    def grow(self):
        self.size += 1
        if self.size > 5000:
            self.kind = Kind.LARGE


def run():
    records = [Record(i * 31 % 10007, f"r{i}") for i in range(8000)]
    for record in records:
        record.grow()
    large = sum(1 for record in records if record.kind is Kind.LARGE)
    return large, min(records), replace(records[5], size=1), records[3] == records[3]
