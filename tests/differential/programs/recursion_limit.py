"""Endless recursion of every shape ends in RecursionError, at about the same depth, and leaves things usable."""
import sys

from transcript import repeat

sys.setrecursionlimit(400)
deepest = 0


def endless(n):
    global deepest
    deepest = n
    return endless(n + 1)


def ping(n):
    global deepest
    deepest = n
    return pong(n + 1)


def pong(n):
    return ping(n + 1)


class C:
    def __getattr__(self, name):
        global deepest
        deepest += 1
        return self.other

    def __add__(self, other):
        return self + other

    def method(self, n):
        global deepest
        deepest = n
        return self.method(n + 1)


def by_keyword(n=0, **rest):
    global deepest
    deepest = n
    return by_keyword(n=n + 1, **rest)


def caught(n):
    global deepest
    deepest = n
    try:
        return caught(n + 1)
    except RecursionError:
        return "caught inside"


def run(function, *args):
    global deepest
    deepest = 0
    try:
        result = function(*args)
    except RecursionError as error:
        result = str(error)[:32]
    return result, deepest // 40


def finite(n):
    return 0 if n == 0 else 1 + finite(n - 1)


for call in ((endless, 0), (ping, 0), (C().method, 0), (by_keyword,), (caught, 0), (lambda: C().x,),
             (lambda: C() + 1,)):
    repeat(run, *call, times=30, label=getattr(call[0], "__name__", "call"))
    print(finite(300))
