"""Imports in hot functions: modules, from, as, submodules, star in exec, missing, changed sys.modules."""
import sys
import types

from transcript import repeat, show


def several():
    import math
    import os.path
    import os.path as p
    from collections import OrderedDict as O, deque

    return math.floor(2.5), os.path is p, O.__name__, len(deque([1]))


def missing():
    import no_such_module_here


def missing_name():
    from math import no_such_name


def fake():
    import fake_module

    return fake_module.value


def relative():
    from . import something


def star():
    space = {}
    exec("from math import *", space)
    return "pi" in space


sys.modules["fake_module"] = types.SimpleNamespace(value=1)
for function in (several, missing_name, fake, relative, star):
    repeat(function, times=500)
repeat(missing, times=20)
sys.modules["fake_module"] = types.SimpleNamespace(value=2)
show("replaced", fake)
sys.modules["fake_module"] = None
show("blocked", fake)
