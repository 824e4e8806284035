"""PyThreadState_SetAsyncExc into hot loops of another thread."""
import ctypes
import threading
import time


class Stop(Exception):
    pass


def plain(started):
    started.set()
    n = 0
    while True:
        n += 1


def calls(started):
    started.set()
    while True:
        nothing(1, b=2)


def nothing(a, b):
    return a


def in_try(started):
    started.set()
    rounds = 0
    while True:
        try:
            rounds += 1
        except ValueError:
            rounds -= 1


def run(function):
    started, result = threading.Event(), []

    def target():
        try:
            function(started)
        except Stop as error:
            result.append((type(error).__name__, error.__traceback__.tb_next.tb_frame.f_code.co_name in (
                function.__name__, "nothing")))

    thread = threading.Thread(target=target)
    thread.start()
    started.wait()
    time.sleep(0.1)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(Stop))
    thread.join(20)
    return result, thread.is_alive()


for function in (plain, calls, in_try, plain):
    print(function.__name__, run(function), flush=True)
