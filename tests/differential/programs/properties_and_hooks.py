"""__getattribute__, __setattr__, __call__, __iter__, __len__, __contains__ and properties that raise from hot code."""
from transcript import each, repeat


class Hooked:
    def __init__(self, fail=None):
        object.__setattr__(self, "fail", fail)
        object.__setattr__(self, "log", [])

    def __setattr__(self, name, value):
        if self.fail == "set":
            raise AttributeError(f"no setting of {name}")
        object.__setattr__(self, name, value)
        self.log.append(name)

    @property
    def prop(self):
        if self.fail == "property":
            raise AttributeError("inside the property")
        return 5

    def __getattr__(self, name):
        if name == "dynamic" and self.fail != "get":
            return "dynamic"
        raise AttributeError(f"no {name}")

    def __len__(self):
        return {"len": "x", "negative": -1}.get(self.fail, 2)

    def __iter__(self):
        if self.fail == "iter":
            return 5
        return iter((1, 2))

    def __call__(self, *args):
        if self.fail == "call":
            raise TypeError("from the call")
        return args

    def __eq__(self, other):
        raise OverflowError if self.fail == "eq" else NotImplementedError

    def __hash__(self):
        return 1

    def __repr__(self):
        return f"Hooked({self.fail})"


def attributes(o):
    o.x = 1
    o.x += 1
    return o.x, o.prop, o.dynamic, len(o.log)


def protocol(o):
    return len(o), list(o), o(1, 2), bool(o)


def equality(o):
    return o == 1


CASES = [(Hooked(fail),) for fail in (None, "set", "property", "get", "len", "negative", "iter", "call", "eq")]
for function in (attributes, protocol, equality):
    for case in CASES:
        repeat(function, Hooked(case[0].fail), times=200, label=f"{function.__name__} {case[0].fail}") \
            if function is not attributes else repeat(lambda: attributes(Hooked(case[0].fail)), times=200)
