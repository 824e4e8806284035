"""Stack levels of warnings, line numbers seen from callees, __warningregistry__."""
import sys
import warnings

from transcript import repeat

seen = []
warnings.showwarning = lambda message, category, filename, line, *rest: seen.append((str(message), line))


def deprecated(level):
    warnings.warn("old", DeprecationWarning, stacklevel=level)


def middle(level):
    deprecated(level)
    deprecated(level)


def outer(level):
    for _ in range(3):
        middle(level)


def run(level):
    seen.clear()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = lambda message, category, filename, line, *rest: seen.append((str(message), line))
        outer(level)
    return seen


def line():
    return sys._getframe(1).f_lineno


def lines():
    out = []
    for _ in range(2):
        out.append(line())
        out += [line(),
                line()]
    return out, (lambda: line())()


for level in (1, 2, 3):
    repeat(run, level, times=300)
repeat(lines)
