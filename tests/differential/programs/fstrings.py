"""f-strings: conversions, nested formats, objects with __format__, errors in the middle."""
from transcript import each


class Shown:
    def __init__(self, fail=None):
        self.fail = fail

    def __format__(self, spec):
        if self.fail == "format":
            raise ValueError(spec)
        return f"<{spec}>"

    def __str__(self):
        return 5 if self.fail == "str" else "str"

    def __repr__(self):
        return "Shown"


def simple(x):
    return f"{x}"


def conversions(x):
    return f"{x!r} {x!s} {x!a} {x=}"


def nested(x, width=9, fill="*"):
    return f"{x:{fill}>{width}}" f"{'in' + 'ner'!r:^{width}}"


def many(x):
    return f"a{x}b{x:}c{x!r:>10}d{[x, x]}e{x if x else 'no'}" + f"{{}}"


CASES = [(1,), (2.5,), ("é",), (None,), (Shown(),), (Shown("format"),), (Shown("str"),), (10**30,), (True,)]
for function in (simple, conversions, nested, many):
    each(function, CASES, times=400)
