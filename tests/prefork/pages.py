"""Which pages do workers write to, and what is written there?

    PYTHON tests/prefork/pages.py [--mode warmed] [--requests 180] [--compile auto] [--light] [--details 40]

Run with the environment's Python (`tests/prefork/environment.py` prints it). Starts a master and one worker as
`python -m andiron.prefork measure` does, sends requests, then compares each page that the worker has for itself with
the master's page at the same address: `/proc/PID/pagemap` tells the pages, `/proc/PID/mem` what is in them. A page of
a pool of CPython's allocator is told by its header; words that differ are counted by the type of the object they are
in, so far as it can be told from the master's memory.
"""

from __future__ import annotations

import argparse
import collections
import os
import struct
import sys
from dataclasses import dataclass

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
os.environ["PYTHONPATH"] = sys.path[0]

from app import LIGHT, PATHS  # noqa: E402

from andiron.prefork._master import Order  # noqa: E402
from andiron.prefork._measure import MODES, fleet, load  # noqa: E402

PAGE, POOL, POOL_HEADER = 4096, 16384, 48


@dataclass(frozen=True)
class Mapping:
    start: int
    end: int
    name: str


class Process:
    """Another process's memory."""

    def __init__(self, number: int) -> None:
        self.mem = os.open(f"/proc/{number}/mem", os.O_RDONLY)
        self.pagemap = os.open(f"/proc/{number}/pagemap", os.O_RDONLY)
        with open(f"/proc/{number}/maps", encoding="utf-8") as lines:
            self.mappings = [self._mapping(line) for line in lines]
        self._names: dict[int, str] = {}

    @staticmethod
    def _mapping(line: str) -> Mapping:
        addresses, *rest = line.split(None, 5)
        start, end = (int(part, 16) for part in addresses.split("-"))
        return Mapping(start, end, rest[4].strip() if len(rest) > 4 else "")

    def read(self, address: int, count: int) -> bytes:
        try:
            return os.pread(self.mem, count, address)
        except (OSError, OverflowError):
            return b""

    def own_pages(self, mapping: Mapping) -> list[int]:
        """Addresses of pages that are present, not a file's, and mapped by no other process."""
        count = (mapping.end - mapping.start) // PAGE
        try:
            entries = os.pread(self.pagemap, 8 * count, mapping.start // PAGE * 8)
        except OverflowError:
            return []
        wanted = 1 << 63 | 1 << 56
        return [
            mapping.start + at * PAGE
            for at, (entry,) in enumerate(struct.iter_unpack("<Q", entries))
            if entry & (wanted | 1 << 61) == wanted
        ]

    def type_name(self, address: int) -> str:
        """The name of the type at an address, or nothing if there is none."""
        if address not in self._names:
            self._names[address] = self._read_type_name(address)
        return self._names[address]

    def _read_type_name(self, address: int) -> str:
        if not 0x1000 < address < 1 << 47 or address % 8:
            return ""
        head = self.read(address, 32)
        if len(head) < 32:
            return ""
        _, of_type, _, name = struct.unpack("<4Q", head)
        meta = self.read(of_type, 32) if 0x1000 < of_type < 1 << 47 else b""
        if len(meta) < 32:
            return ""
        text = self.read(name, 64).split(b"\0")[0] if 0x1000 < name < 1 << 47 else b""
        return text.decode() if text and text.isascii() and text.decode().replace(".", "").isidentifier() else ""


def pool_of(process: Process, page: int) -> int:
    """The block size of the pool that a page is in, or 0."""
    header = process.read(page & -POOL, POOL_HEADER)
    if len(header) < POOL_HEADER:
        return 0
    used, _, _, _, arena, index, offset, most = struct.unpack("<Q3QIIII", header)
    size = (index + 1) * 16
    fits = index < 32 and most == POOL - size and offset <= POOL and used * size <= POOL and arena < 1 << 16
    return size if fits else 0


def object_at(process: Process, page: int, size: int, word: int) -> str:
    """The type of the object that a word of a pool's page is in, with the word's place in it."""
    address = page + word * 8
    pool = page & -POOL
    if address - pool < POOL_HEADER:
        return "pool header"
    block = pool + POOL_HEADER + (address - pool - POOL_HEADER) // size * size
    head = process.read(block, 48)
    for before in (0, 16, 32):
        name = process.type_name(struct.unpack_from("<Q", head, before + 8)[0]) if len(head) >= before + 16 else ""
        if name:
            at = (address - block - before) // 8
            return f"{name}{f'[{at}]' if at < 12 else '[…]'}"
    return "other memory"


def kind_of(mapping: Mapping, master: Process, page: int) -> str:
    name = mapping.name
    if name.startswith("/"):
        return f"data of {os.path.basename(name)}"
    if name:
        return name.strip("[]")
    return "pools" if pool_of(master, page) else "other anonymous memory"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--mode", choices=MODES, default="warmed")
    parser.add_argument("--light", action="store_true", help="three kinds of requests, not ten")
    parser.add_argument("--requests", type=int, default=180)
    parser.add_argument("--compile", default="auto")
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--details", type=int, default=40)
    options = parser.parse_args()
    paths = LIGHT if options.light else PATHS
    order = Order("app.wsgi:application", 1, warm_up=paths, rounds=options.rounds, compile=options.compile)
    with fleet(MODES[options.mode].order(order)) as running:
        load(running.ports, paths, options.requests)
        running.collect()
        master, worker = Process(running.process), Process(running.workers[0])
        pages = collections.Counter()
        new_pages = collections.Counter()
        few = collections.Counter()
        touched = collections.Counter()
        sizes = collections.Counter()
        inside = {mapping.start: mapping for mapping in master.mappings}
        for mapping in worker.mappings:
            known = any(each.start <= mapping.start < each.end for each in inside.values())
            for page in worker.own_pages(mapping):
                kind = kind_of(mapping, master, page)
                pages[kind] += 1
                before, after = master.read(page, PAGE) if known else b"", worker.read(page, PAGE)
                if len(before) < PAGE:
                    new_pages[kind] += 1
                    continue
                old, new = struct.unpack("<512Q", before), struct.unpack("<512Q", after)
                changed = [at for at in range(512) if old[at] != new[at]]
                if not any(old):
                    new_pages[kind] += 1
                    continue
                if len(changed) <= 8:
                    few[kind] += 1
                if kind == "pools":
                    size = pool_of(master, page)
                    sizes[size] += 1
                    for what in {object_at(master, page, size, at) for at in changed}:
                        touched[what] += 1
        print(f"{'pages':>8} {'KB':>7} {'empty in master':>16} {'≤ 8 words':>10}")
        for kind, count in pages.most_common(30):
            print(f"{count:8} {count * 4:7} {new_pages[kind]:16} {few[kind]:10}  {kind}")
        print(f"{sum(pages.values()):8} {sum(pages.values()) * 4:7}")
        print("\nPages of pools in which words of these changed:")
        for what, count in touched.most_common(options.details):
            print(f"{count:8}  {what}")
        print("\nby size of block:", dict(sizes.most_common(20)))
        running.stop()


if __name__ == "__main__":
    main()
