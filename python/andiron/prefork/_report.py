"""What `prepare()` did, for people and for programs."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@dataclass(frozen=True)
class Report:
    """What ``prepare()`` did; ``str()`` of it is a short text."""

    #: Objects that were made immortal, and their bytes.
    objects: int = 0
    bytes: int = 0
    #: Seconds by step: warm-up, compile, collect, gather, immortalize, freeze, plug.
    seconds: dict[str, float] = field(default_factory=dict)
    #: Objects that were left mortal, by reason.
    skipped: dict[str, int] = field(default_factory=dict)
    #: Functions and loops compiled so far.
    compiled: int = 0
    #: Bytes held so that workers allocate from fresh pools.
    plugged_bytes: int = 0
    #: Code objects that were moved side by side, and their bytes.
    gathered: int = 0
    gathered_bytes: int = 0
    warnings: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The report as plain data, for JSON."""
        return dataclasses.asdict(self) | {"warnings": list(self.warnings)}

    def __str__(self) -> str:
        steps = ", ".join(f"{name} {seconds * 1000:.0f} ms" for name, seconds in self.seconds.items())
        lines = [
            f"prepared for fork: {self.objects:,} objects ({self.bytes / 1e6:.1f} MB) immortal, "
            f"{self.gathered:,} code objects ({self.gathered_bytes / 1e6:.1f} MB) gathered, "
            f"{self.compiled:,} compiled, "
            f"{self.plugged_bytes / 1e6:.2f} MB plugged",
            f"  time: {steps or 'none'}",
        ]
        if self.skipped:
            lines.append("  left mortal: " + ", ".join(f"{count:,} {reason}" for reason, count in self.skipped.items()))
        lines += [f"  warning: {warning}" for warning in self.warnings]
        return "\n".join(lines)
