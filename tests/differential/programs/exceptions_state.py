"""sys.exc_info, sys.exception, __context__ and kept exceptions, seen from callees and after handlers."""
import gc
import sys
import weakref

from transcript import repeat


def current():
    return type(sys.exception()).__name__, sys.exc_info()[0]


def nested():
    out = [current()]
    try:
        raise ValueError
    except ValueError:
        out.append(current())
        try:
            raise KeyError
        except KeyError:
            out.append(current())
        out.append(current())
    out.append(current())
    return out


def generator():
    try:
        raise ValueError
    except ValueError:
        yield current()
        yield current()
    yield current()


def across_generator():
    out = []
    try:
        raise KeyError
    except KeyError:
        for state in generator():
            out.append((state, current()))
    return out


class Payload:
    pass


def kept():
    payload = Payload()
    alive = weakref.ref(payload)
    try:
        raise ValueError(payload)
    except ValueError as error:
        saved = error
    names = sorted(saved.__traceback__.tb_frame.f_locals)
    del payload
    before = alive() is not None
    del saved
    gc.collect()
    return names, before, alive() is None


def notes():
    try:
        raise ValueError("x")
    except ValueError as error:
        error.add_note("note")
        return error.__notes__, error.with_traceback(None).__traceback__


for function in (nested, across_generator, kept, notes):
    repeat(function, times=1000)
