"""C functions that return NULL and set no exception: a SystemError, wherever it is caught; never a crash."""

try:
    from _testcapi import return_null_without_error
except ImportError:  # An interpreter without its test modules.

    def return_null_without_error():
        raise SystemError


def caught():
    try:
        return return_null_without_error()
    except SystemError:
        return "SystemError"


def cleaned_up():
    done = []
    try:
        try:
            return_null_without_error()
        finally:
            done.append("finally")
    except SystemError as error:
        done.append(type(error).__name__)
    return done


def passed_on():
    return return_null_without_error()


def from_a_callee():
    try:
        return passed_on()
    except SystemError as error:
        return error.__traceback__.tb_lineno - from_a_callee.__code__.co_firstlineno


def in_a_loop():
    caught_so_far = 0
    for _ in range(50):
        try:
            return_null_without_error()
        except SystemError:
            caught_so_far += 1
    return caught_so_far


for function in (caught, cleaned_up, from_a_callee, in_a_loop):
    last, count = None, 0
    for _ in range(500):
        result = function()
        if result != last:
            print(function.__name__, result)
            last = result
