"""What a process costs: its memory by ``/proc/PID/smaps_rollup``, its CPU time by ``/proc/PID/stat``."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Memory:
    """Bytes. `pss` counts a page that n processes share as 1/n of it; `private_dirty` are pages of this one alone."""

    rss: int
    pss: int
    private_dirty: int


def memory_of(process: int) -> Memory:
    found: dict[str, int] = {}
    with open(f"/proc/{process}/smaps_rollup", encoding="ascii") as lines:
        for line in lines:
            name, _, value = line.partition(":")
            if value.endswith(" kB\n"):
                found[name] = int(value.split()[0]) * 1024
    # Pages of shared memory that only this process maps are also counted as private: so does `Private_Dirty` itself.
    return Memory(found["Rss"], found["Pss"], found["Private_Dirty"])


def cpu_seconds_of(process: int) -> float:
    """User and system time of a process so far."""
    with open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as file:
        # The second field is the command's name in parentheses, which may hold anything.
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
