"""Context managers: order, suppression, failures in every place, several at once, return and break inside."""
import contextlib

from transcript import repeat

log = []


class Manager:
    def __init__(self, name, swallow=False, fail=None):
        self.name, self.swallow, self.fail = name, swallow, fail

    def __enter__(self):
        log.append(f"+{self.name}")
        if self.fail == "enter":
            raise OSError("enter")
        return self.name

    def __exit__(self, kind, error, traceback):
        log.append(f"-{self.name} {kind and kind.__name__} {traceback and traceback.tb_lineno}")
        if self.fail == "exit":
            raise OSError("exit")
        return self.swallow


def plain():
    with Manager("a") as a, Manager("b") as b:
        return a + b


def swallowed():
    with Manager("a", swallow=True):
        1 / 0
    return "after"


def passed_on():
    with Manager("a"):
        with Manager("b"):
            raise KeyError("k")


def fails(where):
    with Manager("a"), Manager("b", fail=where):
        raise KeyError("body")


def loops():
    out = []
    for i in range(6):
        with Manager(i, swallow=True):
            if i == 1:
                continue
            if i == 2:
                raise ValueError
            if i == 4:
                break
            out.append(i)
    return out


def not_a_manager():
    with 5:
        pass


def by_generator():
    @contextlib.contextmanager
    def managed():
        try:
            yield 1
        except ValueError:
            log.append("caught")

    with managed() as x:
        raise ValueError(x)
    return "done"


def suppress():
    with contextlib.suppress(KeyError):
        return {}["x"]
    return "suppressed"


def run(function, *args):
    log.clear()
    try:
        return function(*args), list(log)
    except Exception as error:
        log.append(error.__context__ and type(error.__context__).__name__)
        raise type(error)(*error.args, *log) from None


for call in ((plain,), (swallowed,), (passed_on,), (fails, "enter"), (fails, "exit"), (fails, None), (loops,),
             (not_a_manager,), (by_generator,), (suppress,)):
    repeat(run, *call, times=600, label=call[0].__name__)
