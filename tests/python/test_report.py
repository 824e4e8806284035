"""The table of `--stats`, from numbers made up here."""

from __future__ import annotations

import io

from andiron import _report, _stats

NATIVE = {
    "compiled": [("f", "/x/a.py", 1, 1200, 900_000, False), ("Class.method", "/x/b.py", 20, 34_000, 1_100_000, True)],
    "refused": [("g", "/x/a.py", 9, "it is a generator")],
    "exits": [("f", "/x/a.py", 2, "type guard, wanted int", 3), ("f", "/x/a.py", 3, "overflow", 12_000)],
    "invalidations": 4,
    "code_bytes": 35_200,
    "compile_ns": 2_000_000,
    "pending": 0,
}

TABLE = """\
andiron: 2 compiled (35,200 bytes, 2.0 ms), 1 refused, 12,003 exits, 4 invalidations

  compiled      at        bytes    ms
  Class.method  b.py:20  34,000  1.10  loop
  f             a.py:1    1,200  0.90

  exits from  at       times  reason
  f           a.py:3  12,000  overflow
  f           a.py:2       3  type guard, wanted int

  refused  at      reason
  g        a.py:9  it is a generator
"""


def table(native) -> str:
    stream = io.StringIO()
    _report.write_table(native, stream)
    return stream.getvalue()


def test_table():
    assert table(NATIVE) == TABLE


def test_long_tables_are_cut():
    text = table(NATIVE | {"exits": [("f", "a.py", line, "x", line) for line in range(1, 61)]})
    assert "and 40 more" in text and len(text.splitlines()) < 40


def test_stats_classes():
    stats = _stats.from_native(NATIVE)
    assert [e.count for e in stats.exits] == [12_000, 3]
    assert stats.compiled[1].osr and stats.compiled[0].code_bytes == 1200
    assert _report.COMPILED == tuple(_stats.CompiledFunction.__dataclass_fields__)
    assert _report.REFUSED == tuple(_stats.RefusedFunction.__dataclass_fields__)
    assert _report.EXITS == tuple(_stats.ExitCount.__dataclass_fields__)
