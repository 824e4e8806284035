"""locals(), vars(), dir(), eval and exec in hot functions."""
from transcript import repeat


def names(a, b=2.0):
    c = a + 1
    return locals()


def changing(n):
    out = []
    for i in range(n):
        x = i * 2
        if i in (3, n - 1):
            out.append(dict(locals(), out=None))
    return out


def evaluate(a):
    b = 3
    return eval("a + b"), eval("[a for a in range(2)]"), dir(), sorted(vars())


def execute(a):
    space = {}
    exec("c = a + 1\ndef f(x):\n    return x * c", {"a": a}, space)
    exec("a = 99")
    return a, space["c"], sorted(space)


def write_back():
    x = 1
    locals()["x"] = 2
    return x, locals()["x"]


def compiled():
    code = compile("[i * i for i in range(4)]", "<made>", "eval")
    return eval(code)


def made(n):
    space = {}
    exec(f"def made(x):\n    return x + {n}", space)
    return [space["made"](i) for i in range(50)][-1]


repeat(names, 1)
repeat(names, "s")
for call in ((changing, 30), (evaluate, 4), (execute, 5), (write_back,), (compiled,)):
    repeat(*call, times=400)
for n in range(5):
    repeat(made, n, times=100)
