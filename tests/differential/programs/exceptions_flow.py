"""try, except, else, finally in loops: every way in and out."""
from transcript import repeat


def paths(n):
    out = []
    for i in range(n):
        try:
            out.append("try")
            if i % 5 == 0:
                raise KeyError(i)
            if i % 5 == 1:
                continue
            if i % 5 == 2:
                1 / 0
            if i == 13:
                break
        except KeyError as error:
            out.append(error.args[0])
            try:
                raise ValueError from error
            except ValueError as inner:
                out.append(type(inner.__cause__).__name__)
        except ArithmeticError:
            out.append("arithmetic")
        else:
            out.append("else")
        finally:
            out.append("finally")
    return out


def returns(n):
    try:
        return "try"
    finally:
        if n:
            return "finally"


def break_in_finally():
    for i in range(3):
        try:
            raise ValueError
        finally:
            break
    return i


def unbound_after():
    try:
        raise ValueError
    except ValueError as error:
        pass
    return error


def unmatched():
    try:
        raise KeyError("k")
    except ValueError:
        return "no"


def bad_match():
    try:
        raise KeyError("k")
    except "text":
        return "no"


def context_chain():
    try:
        try:
            [][1]
        finally:
            {}["x"]
    except KeyError as error:
        raise RuntimeError("outer")


def reraise(n):
    caught = 0
    for _ in range(n):
        try:
            try:
                raise ValueError(n)
            except ValueError:
                raise
        except ValueError:
            caught += 1
    return caught


def bad_raise():
    raise 5


def bad_cause():
    raise ValueError from 5


def raise_class():
    raise KeyError


repeat(paths, 20, times=1000)
repeat(returns, 1)
repeat(returns, 0)
repeat(reraise, 20, times=300)
for function in (break_in_finally, unbound_after, unmatched, bad_match, context_chain, bad_raise, bad_cause,
                 raise_class):
    repeat(function)
