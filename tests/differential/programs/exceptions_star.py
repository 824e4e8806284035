"""except*: splitting, re-raising, nesting, naked exceptions."""
from transcript import repeat


def split(group):
    out = []
    try:
        raise group
    except* ValueError as errors:
        out.append(("value", len(errors.exceptions)))
    except* (TypeError, KeyError) as errors:
        out.append(("type", [type(e).__name__ for e in errors.exceptions]))
    else:
        out.append("else")
    finally:
        out.append("finally")
    return out


def raises_inside(group):
    try:
        raise group
    except* ValueError:
        raise OSError("inside")


def loop():
    caught = 0
    for i in range(10):
        try:
            if i % 2:
                raise ExceptionGroup("g", [ValueError(i), TypeError(i)])
        except* ValueError:
            caught += 1
        except* TypeError:
            caught += 10
    return caught


def groups():
    return [ExceptionGroup("g", [ValueError(1)]), ExceptionGroup("g", [ValueError(1), TypeError(2), OSError(3)]),
            ExceptionGroup("g", [ExceptionGroup("h", [KeyError(1), ValueError(2)])]), ValueError("naked"), OSError("o")]


for number in range(5):
    repeat(lambda: split(groups()[number]), times=600, label=f"split {number}")
    repeat(lambda: raises_inside(groups()[number]), times=600, label=f"inside {number}")
repeat(loop, times=500)
