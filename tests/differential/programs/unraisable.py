"""An uncaught exception after hot code: message, notes, chained causes, exit code 1, and ignored ones on stderr."""
from transcript import repeat


class Fails:
    def __del__(self):
        raise KeyError("in del")


def ignored(i):
    if i == 2999:
        Fails()
    return i


for i in range(3000):
    ignored(i)
print("after the ignored one")


def inner(i):
    return {"a": 1}[
        "a" if i < 2999
        else "missing"]


def outer(i):
    try:
        return inner(i)
    except KeyError as error:
        error.add_note("a note")
        raise RuntimeError(f"turn {i}") from error


for i in range(3000):
    outer(i)
