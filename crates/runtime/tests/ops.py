"""Compares every helper with the interpreter. `ops.rs` defines HELPERS, EXHAUSTED and the offsets."""

import collections
import copy
import ctypes
import gc
import math
import struct
import sys
import types

NULL = object()
TYPES = {"O": ctypes.py_object, "I": ctypes.c_int64, "F": ctypes.c_double, "P": ctypes.c_void_p}
RESULTS = {
    "Object": ctypes.py_object,
    "Nullable": ctypes.py_object,
    "F64": ctypes.c_double,
    "I64": ctypes.c_int64,
    "Void": None,
}
used = set()


def prototype(name):
    address, letters, variadic, result = HELPERS[name]
    types = [TYPES[letter] for letter in letters]
    if variadic:
        types += [ctypes.c_void_p, ctypes.c_size_t]
    result = ctypes.c_void_p if name == "iter_next" else RESULTS.get(result, ctypes.c_int)
    return ctypes.PYFUNCTYPE(result, *types)(address)


FUNCTIONS = {name: prototype(name) for name in HELPERS}


def call(name, *args):
    """Calls a helper; operands after the fixed ones are the variadic ones."""
    used.add(name)
    _, letters, variadic, _ = HELPERS[name]
    fixed = [ctypes.py_object() if a is NULL else a for a in args[: len(letters)]]
    rest = args[len(letters) :]
    if variadic:
        array = (ctypes.py_object * max(len(rest), 1))(*rest)
        fixed += [ctypes.addressof(array), len(rest)]
    try:
        return FUNCTIONS[name](*fixed)
    except BaseException as e:
        e.__traceback__ = None
        raise


def out_place(count=1):
    return (ctypes.c_void_p * count)()


def take(place, index=0):
    """The reference a helper has left; None for NULL is told apart by the caller."""
    address = place[index]
    if not address:
        return NULL
    value = ctypes.cast(address, ctypes.py_object).value
    ctypes.pythonapi.Py_DecRef(ctypes.py_object(value))
    return value


def peek(address):
    return ctypes.c_void_p.from_address(address).value


def thread():
    get = ctypes.pythonapi.PyThreadState_Get
    get.restype = ctypes.c_void_p
    return get()


def frame():
    """The caller's frame."""
    # Read here and not by `peek`, which would find its own frame.
    current = ctypes.c_void_p.from_address(peek(thread() + THREAD_CFRAME) + CFRAME_CURRENT_FRAME).value
    return peek(current + FRAME_PREVIOUS)


def outcome(function):
    try:
        value = function()
    except BaseException as e:
        extra = [getattr(e, a, None) for a in ("name", "path", "name_from", "obj")]
        shown = [repr(x) for x in extra]
        return "raised", type(e), str(e), repr(e.__cause__), repr(e.__context__), shown
    return "value", type(value), repr(value)


failures = 0


def same(what, ours, theirs):
    global failures
    ours, theirs = outcome(ours), outcome(theirs)
    if ours != theirs:
        failures += 1
        print(f"{what}\n  helper:      {ours}\n  interpreter: {theirs}", file=sys.stderr)


def equal(what, ours, theirs):
    global failures
    if not (ours == theirs or (ours != ours and theirs != theirs)):
        failures += 1
        print(f"{what}\n  found:  {ours!r}\n  wanted: {theirs!r}", file=sys.stderr)


class Liar:
    """Raises from everything."""

    def fail(self, *args):
        raise LookupError("liar")

    __add__ = __radd__ = __bool__ = __lt__ = __eq__ = __contains__ = __getitem__ = __setitem__ = __len__ = fail
    __iter__ = __neg__ = __invert__ = __format__ = __str__ = __repr__ = fail
    __hash__ = object.__hash__


liar = Liar()


def operators():
    symbols = ["+", "&", "//", "<<", "@", "*", "%", "|", "**", ">>", "-", "/", "^"]
    pairs = [(7, 3), (-7, 2), (7.5, -2), ("ab", 3), ("a", "b"), ([1], [2]), ({1, 2}, {2}), (1, 0), (1, liar), (None, 1)]
    for number, symbol in enumerate(symbols):
        for left, right in pairs:
            same(
                f"{left!r:.9} {symbol} {right if right is not liar else 'liar'}",
                lambda: call("binary_op", number, left, right),
                lambda: eval(f"left {symbol} right", {"left": left, "right": right}),
            )

            def in_place(space):
                exec(f"left {symbol}= right", space)
                return space["left"]

            ours, theirs = copy.copy(left), copy.copy(left)
            same(
                f"{symbol}=",
                lambda: call("binary_op", number + 13, ours, right),
                lambda: in_place({"left": theirs, "right": right}),
            )
            same("after", lambda: ours, lambda: theirs)
    for number, symbol in enumerate(["<", "<=", "==", "!=", ">", ">="]):
        for left, right in [(1, 2), ("a", "b"), (1, "a"), (liar, 1), (math.nan, math.nan), ([1], [1])]:
            run = eval(f"lambda: left {symbol} right", {"left": left, "right": right})
            same(f"compare {symbol}", lambda: call("compare", number, left, right), run)
            same(
                f"compare_truth {symbol}", lambda: bool(call("compare_truth", number, left, right)), lambda: bool(run())
            )
    for value in (0, 5, "", liar, 2.5, None):
        same("truth", lambda: bool(call("is_true", value)), lambda: bool(value))
        same("negative", lambda: call("unary_negative", value), lambda: -value)
        same("invert", lambda: call("unary_invert", value), lambda: ~value)
        same("in", lambda: bool(call("contains", 1, value)), lambda: 1 in value)
    same("in list", lambda: bool(call("contains", 1, [1])), lambda: 1 in [1])
    equal("str_equal", (call("str_equal", "ab", "".join(["a", "b"])), call("str_equal", "ab", "ac")), (1, 0))


def floats():
    values = [0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0, 0.5, -0.5, 7.25, 1e300, -1e300, 5e-324, 1e-5, 2.0**53 + 2]
    values += [math.inf, -math.inf, math.nan, 0.1, 0.3, -0.7, 1.7976931348623157e308, 1023.0, -1074.0, 1e16]

    def bits(value):
        return struct.pack("d", value) if value == value else b"nan"

    for a in values:
        for b in values:
            if b != 0:
                equal(f"{a} // {b}", bits(call("float_floor_div", a, b)), bits(a // b))
                equal(f"{a} % {b}", bits(call("float_mod", a, b)), bits(a % b))
            try:
                power = a**b
            except ZeroDivisionError:
                continue
            except OverflowError:
                if a < 0 and not b.is_integer():
                    continue
                equal(f"{a} ** {b} overflows", math.isinf(call("float_pow", a, b)), True)
                continue
            if not isinstance(power, complex):
                equal(f"{a} ** {b}", bits(call("float_pow", a, b)), bits(power))


    for name in ("sin", "cos", "tan", "asin", "acos", "atan", "exp"):
        for a in [*values, 0.25, 710.0, -750.0]:
            found = call(f"float_{name}", a)
            try:
                wanted = getattr(math, name)(a)
            except (ValueError, OverflowError):
                equal(f"{name}({a}) is an error", math.isfinite(found), False)
                continue
            equal(f"{name}({a})", bits(found), bits(wanted))


def texts():
    for left in ("", "ab", "é", "𝄞", "a" * 100):
        for right in ("", "c", "è", "日本"):
            same("str_concat", lambda: call("str_concat", left, right), lambda: left + right)
    text = "".join(["shared", " text"])
    references = []
    for _ in range(20):
        for right in ("", "!", "日本"):
            # The helper takes a reference over. Ours keeps the text from being grown in place.
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(text))
            same("str_append", lambda: call("str_append", text, right), lambda: "shared text" + right)
        references.append(sys.getrefcount(text))
    equal("references of str_append", (text, references[-1]), ("shared text", references[0]))


class Missing(dict):
    def __missing__(self, key):
        return "missing"


def items():
    for container, key in [
        ([1, 2], 1),
        ([1], 5),
        ({}, "k"),
        ({}, (1, 2)),
        (Missing(), 1),
        (5, 1),
        ({"a": 1}, "a"),
        ({}, []),
    ]:
        same("get_item", lambda: call("get_item", container, key), lambda: container[key])
    for container, key in [({}, "k"), ({}, (1, 2)), ({"a": 1}, "a"), ({}, [])]:
        same("dict_get_item", lambda: call("dict_get_item", container, key), lambda: container[key])

    def set_item(container, key):
        container[key] = 1

    def delete_item(container, key):
        del container[key]

    for container, key in [([1, 2], 1), ([1], 5), ({}, "k"), (5, 1), ("a", 0), ({}, [])]:
        ours, theirs = copy.copy(container), copy.copy(container)
        same("set_item", lambda: call("set_item", 1, ours, key) or None, lambda: set_item(theirs, key))
        same("delete_item", lambda: call("delete_item", ours, key) or None, lambda: delete_item(theirs, key))
        same("after", lambda: ours, lambda: theirs)
    mapping = {}
    call("dict_set_item", mapping, "k", 3)
    equal("dict_set_item", mapping, {"k": 3})
    for container in ([1, 2, 3], "abc", 5, {}):
        same("get_slice", lambda: call("get_slice", container, 1, None), lambda: container[1:])
    for container in ([1, 2, 3, 4], (1, 2, 3), "naïve", 5, {}):
        for bounds in ((1, None, 1), (None, None, -1), (0, -1, 2), (None, None, 0), (None, "x", 1)):
            same("get_extended_slice", lambda: call("get_extended_slice", container, *bounds),
                 lambda: container[slice(*bounds)])
    numbers = [1, 2, 3]
    call("set_slice", [9, 9], numbers, None, 1)
    equal("set_slice", numbers, [9, 9, 2, 3])
    same("set_slice", lambda: call("set_slice", 5, numbers, 0, 1), lambda: set_item(numbers, slice(0, 1)))


class Base:
    kind = "base"

    def method(self):
        return "Base.method", self

    @classmethod
    def make(cls):
        return "Base.make", cls

    @property
    def value(self):
        return "Base.value"


class Derived(Base):
    kind = "derived"

    def method(self):
        return "Derived.method"


def attributes():
    derived = Derived()
    for owner, name in [(derived, "kind"), (derived, "value"), (derived, "nothing"), (5, "real"), (sys, "path")]:
        same("get_attr", lambda: call("get_attr", owner, name), lambda: getattr(owner, name))
    for owner, name, unbound in [
        (derived, "method", True),
        (derived, "make", False),
        ([], "append", True),
        (sys, "exit", False),
    ]:
        place = out_place()
        callable = call("get_method", owner, name, ctypes.addressof(place))
        receiver = take(place)
        equal(f"get_method {name}", receiver is owner, unbound)
        equal(f"get_method {name}", callable, getattr(type(owner), name) if unbound else getattr(owner, name))
    place = out_place()
    same("no method", lambda: call("get_method", 5, "nope", ctypes.addressof(place)), lambda: (5).nope)
    call("set_attr", derived, "x", 1)
    call("set_attr", derived, "y", 2)
    equal("set_attr", vars(derived), {"x": 1, "y": 2})
    call("delete_attr", derived, "x")
    equal("delete_attr", vars(derived), {"y": 2})
    same("delete_attr", lambda: call("delete_attr", derived, "x"), lambda: delattr(derived, "x"))

    for receiver in (derived, Derived):
        for name in ("kind", "make", "value", "method", "nothing", "__class__", "__init_subclass__"):
            theirs = lambda: getattr(super(Derived, receiver), name)  # noqa: E731
            # Called straight: the caller's `prev_instr` is its CALL with six arguments, whose bit 2 stands in for that
            # of LOAD_SUPER_ATTR: both arguments are passed.
            raw = FUNCTIONS["super_attr"]
            same(f"super {name}", lambda: raw(frame(), super, Derived, receiver, name, None), theirs)
    place = out_place()
    method = call("super_attr", frame(), super, Derived, derived, "method", ctypes.addressof(place))
    equal("super method", (method, take(place)), (Base.method, derived))
    method = call("super_attr", frame(), super, Derived, derived, "make", ctypes.addressof(place))
    equal("super classmethod", (method(), take(place)), (("Base.make", Derived), NULL))
    own_super = lambda *args: types.SimpleNamespace(args=args)  # noqa: E731
    equal("own super", raw(frame(), own_super, Derived, derived, "args", None), (Derived, derived))
    same("bad super", lambda: raw(frame(), super, Derived, 5, "x", None), lambda: super(Derived, 5).x)
    same("bad class", lambda: raw(frame(), super, 5, 5, "x", None), lambda: super(5, 5).x)


class Namespace(dict):
    def __getitem__(self, key):
        if key == "special":
            return "from namespace"
        return super().__getitem__(key)


some_global = "global"


def in_namespace(namespace, name, *args):
    """A helper called with a frame whose f_locals is `namespace`."""
    space = {"call": call, "frame": frame, "args": args, "name": name, "__builtins__": __builtins__, "g": "global g"}
    exec("call(name, frame(), *args)", space, namespace)


def names():
    same("load_global", lambda: call("load_global", frame(), "some_global"), lambda: some_global)
    same("load_global", lambda: call("load_global", frame(), "len"), lambda: len)
    same("load_global", lambda: call("load_global", frame(), "nowhere"), lambda: nowhere)  # noqa: F821
    call("store_global", frame(), "stored", 5)
    equal("store_global", globals()["stored"], 5)
    call("delete_global", frame(), "stored")

    def delete():
        global stored
        del stored

    same("delete_global", lambda: call("delete_global", frame(), "stored"), delete)
    for namespace in ({"a": 1}, Namespace(a=1)):
        for name in ("a", "special", "some_global", "len", "nowhere"):
            theirs = {"namespace": namespace, "some_global": some_global}
            code = compile(name, "", "eval")
            same(
                f"load_from_dict_or_globals {name}",
                lambda: call("load_from_dict_or_globals", frame(), namespace, name),
                lambda: eval(code, theirs, namespace),
            )
            found = []
            ours = lambda: exec(  # noqa: E731
                "found.append(call('load_name', frame(), name))",
                {"call": call, "frame": frame, "found": found, "name": name, "some_global": some_global},
                namespace,
            )
            same(f"load_name {name}", lambda: (ours(), found[0])[1], lambda: eval(code, theirs, namespace))
        in_namespace(namespace, "store_name", "b", 2)
        equal("store_name", dict.__getitem__(namespace, "b"), 2)
        in_namespace(namespace, "delete_name", "b")
        equal("delete_name", "b" in namespace, False)
        same(
            "delete_name",
            lambda: in_namespace(namespace, "delete_name", "b"),
            lambda: exec("del b", {}, namespace),
        )
        in_namespace(namespace, "setup_annotations")
        in_namespace(namespace, "setup_annotations")
        equal("setup_annotations", dict.__getitem__(namespace, "__annotations__"), {})
        found = exec("found = call('load_locals', frame())", {"call": call, "frame": frame}, namespace)
        equal("load_locals", dict.__getitem__(namespace, "found") is namespace, True)
    for name in ("load_locals", "setup_annotations"):
        equal(name, outcome(lambda: call(name, frame()))[1], SystemError)
    equal("load_build_class", call("load_build_class", frame()), __builtins__.__build_class__)

    def empty_cell():
        def inner():
            return unset

        inner()
        unset = 1

    def our_empty_cell():
        def inner():
            if False:
                return unset
            # The free variable is the frame's only slot.
            call("raise_unbound_deref", frame(), 0)

        inner()
        unset = 1

    same("raise_unbound_deref", our_empty_cell, empty_cell)

    def unbound():
        if False:
            local = 1
        return local

    def our_unbound():
        if False:
            local = 1
        call("raise_unbound_local", frame(), 0)
        return local

    same("raise_unbound_local", our_unbound, unbound)

    def deref():
        value = "in cell"

        def inner():
            # The free variable is the frame's only slot.
            if False:
                return value
            return (
                call("load_from_dict_or_deref", frame(), {"value": "in dict"}, 0),
                call("load_from_dict_or_deref", frame(), {}, 0),
                call("load_from_dict_or_deref", frame(), Namespace(), 0),
            )

        return inner()

    equal("load_from_dict_or_deref", deref(), ("in dict", "in cell", "in cell"))
    equal("new_cell", call("new_cell", 5).cell_contents, 5)
    same("empty cell", lambda: call("new_cell", NULL).cell_contents, lambda: types.CellType().cell_contents)

    def closure():
        value = "free"

        def inner():
            if False:
                return value
            call("copy_free_vars", frame())
            return value

        before = sys.getrefcount(inner.__closure__[0])
        result = inner()
        # The frame had its cell already: it has now been counted twice, which only this test does.
        equal("copy_free_vars", (result, sys.getrefcount(inner.__closure__[0])), ("free", before + 1))

    closure()
    imports()


def imports():
    equal("import_name", call("import_name", frame(), "os.path", ("join",), 0).join, __import__("os").path.join)
    same("import_name", lambda: call("import_name", frame(), "no_such", None, 0), lambda: __import__("no_such"))
    equal("import_from", call("import_from", frame(), math, "pi"), math.pi)
    nameless = types.ModuleType("nameless")
    del nameless.__name__
    partial = types.ModuleType("partial")
    partial.__file__ = "partial.py"
    partial.__spec__ = types.SimpleNamespace(_initializing=True)
    package = types.ModuleType("package")
    sys.modules["package.inner"] = inner_module = types.ModuleType("package.inner")
    for module in (math, nameless, partial, collections, 5):
        sys.modules["imported"] = module
        ours = lambda: call("import_from", frame(), module, "nope")  # noqa: E731
        same("import_from", ours, lambda: exec("from imported import nope"))
    equal("import_from", call("import_from", frame(), package, "inner") is inner_module, True)


def building():
    equal("build_tuple", (call("build_tuple"), call("build_tuple", 1, "a")), ((), (1, "a")))
    equal("build_list", (call("build_list"), call("build_list", 1, "a")), ([], [1, "a"]))
    equal("build_set", (call("build_set"), call("build_set", 1, "a", 1)), (set(), {1, "a"}))
    same("build_set", lambda: call("build_set", 1, []), lambda: {1, []})
    equal("build_string", (call("build_string"), call("build_string", "a", "ñ", "€")), ("", "añ€"))
    equal("build_map", (call("build_map"), call("build_map", "a", 1, 2, 3)), ({}, {"a": 1, 2: 3}))
    same("build_map", lambda: call("build_map", [], 1), lambda: {[]: 1})
    equal("build_const_key_map", call("build_const_key_map", ("a", "b"), 1, 2), {"a": 1, "b": 2})
    equal("build_const_key_map", outcome(lambda: call("build_const_key_map", ("a",), 1, 2))[1], SystemError)
    equal("build_slice", (call("build_slice", 1, 2, NULL), call("build_slice", 1, 2, 3)), (slice(1, 2), slice(1, 2, 3)))
    numbers = []
    call("list_append", numbers, 1)
    call("list_extend", numbers, (2, 3))
    equal("list", numbers, [1, 2, 3])
    for bad in (5, None, liar):
        same("list_extend", lambda: call("list_extend", [], bad), lambda: [*bad])
        same("set_update", lambda: call("set_update", set(), bad), lambda: {*bad})
        same("dict_update", lambda: call("dict_update", {}, bad), lambda: {**bad})
        same("dict_merge", lambda: call("dict_merge", {}, bad, closed), lambda: closed(**{}, **bad))
    values = set()
    call("set_add", values, 1)
    call("set_update", values, [2])
    equal("set", values, {1, 2})
    mapping = {}
    call("map_add", mapping, "a", 1)
    call("dict_update", mapping, {"a": 2})
    call("dict_merge", mapping, {"b": 3}, closed)
    equal("dict", mapping, {"a": 2, "b": 3})
    for callee in (closed, len, Base, Base().method, 5):
        ours = lambda: call("dict_merge", {"a": 1}, {"a": 2}, callee)  # noqa: E731
        same("dict_merge", ours, lambda: callee(**{"a": 1}, **{"a": 2}))
    same("format", lambda: call("format_value", 3.14159, ".2f", 0), lambda: f"{3.14159:.2f}")
    for number, conversion in enumerate(["", "!s", "!r", "!a"]):
        for value in ("é", 5, liar):
            theirs = eval(f"lambda: f'{{value{conversion}}}'", {"value": value})
            same(f"format {conversion}", lambda: call("format_value", value, NULL, number), theirs)
    same("format", lambda: call("format_value", 5, "q", 0), lambda: f"{5:q}")

    free = "free"

    def template(a, b=1, *, c: int = 2) -> str:
        return a, b, c, free

    made = call("make_function", frame(), template.__code__, 15, (5,), {"c": 6}, ("a", "x"), template.__closure__)
    equal("make_function", made("a"), ("a", 5, 6, "free"))
    equal("make_function", made.__annotations__, {"a": "x"})
    equal("make_function", (made.__globals__ is globals(), made.__qualname__), (True, template.__qualname__))
    only = call("make_function", frame(), closed.__code__, 0)
    equal("make_function", (only.__defaults__, only.__kwdefaults__, only.__closure__), (None, None, None))


def closed(a=0):
    return a


def unpacking():
    def unpack(name, value, *counts):
        place = out_place(sum(counts) + (name == "unpack_ex"))
        call(name, value, *counts, ctypes.addressof(place))
        return [take(place, i) for i in range(len(place))]

    def broken():
        yield 1
        raise LookupError("broken")

    sources = [lambda: (1, 2), lambda: [1, 2], lambda: "ab", lambda: iter([1, 2]), lambda: 5, lambda: (), lambda: [1]]
    sources += [lambda: range(5), broken, lambda: liar, lambda: type, lambda: {"a": 1, "b": 2}]
    for source in sources:

        def two():
            a, b = source()
            return [a, b]

        def starred():
            a, *b, c = source()
            return [a, b, c]

        def tail():
            *a, b, c = source()
            return [a, b, c]

        def nothing():
            [] = source()
            return []

        same("unpack_sequence", lambda: unpack("unpack_sequence", source(), 2), two)
        same("unpack_sequence", lambda: unpack("unpack_sequence", source(), 0), nothing)
        same("unpack_ex", lambda: unpack("unpack_ex", source(), 1, 1), starred)
        same("unpack_ex", lambda: unpack("unpack_ex", source(), 0, 2), tail)


def iteration():
    equal("get_iter", list(call("get_iter", [1, 2])), [1, 2])
    for value in (5, liar):
        same("get_iter", lambda: call("get_iter", value), lambda: iter(value))
    iterator = iter([object()])
    item = ctypes.cast(call("iter_next", iterator), ctypes.py_object).value
    ctypes.pythonapi.Py_DecRef(ctypes.py_object(item))
    equal("iter_next", type(item), object)
    equal("iter_next", call("iter_next", iterator), EXHAUSTED)

    class Stops:
        def __iter__(self):
            return self

        def __next__(self):
            raise StopIteration(5)

    class Breaks(Stops):
        def __next__(self):
            raise LookupError("breaks")

    equal("iter_next", call("iter_next", Stops()), EXHAUSTED)
    same("iter_next", lambda: call("iter_next", Breaks()), lambda: [*Breaks()])
    for value in ([1, 2], liar, 5):
        same("get_len", lambda: call("get_len", value), lambda: len(value))
        same("len", lambda: call("len", value), lambda: len(value))


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class BadArgs:
    __match_args__ = ["x"]


class BadName:
    __match_args__ = (1,)


class Grudge(Point):
    @property
    def z(self):
        raise LookupError("z")


class Twice:
    __match_args__ = ("x", "x")
    x = 1


class Keys:
    one = "a"
    two = "a"


def matching():
    for value in ([], (), {}, "a", 5, range(3), collections.OrderedDict(), collections.deque()):
        mapping = sequence = 0
        match value:
            case {}:
                mapping = 1
        match value:
            case [*_]:
                sequence = 1
        equal("match kind", (call("match_mapping", value), call("match_sequence", value)), (mapping, sequence))
    default = collections.defaultdict(int, a=1)
    equal("match_keys", call("match_keys", {"a": 1, "b": 2}, ("a", "b")), (1, 2))
    equal("match_keys", (call("match_keys", {"a": 1}, ("a", "b")), call("match_keys", {}, ())), (None, ()))
    equal("match_keys", (call("match_keys", default, ("zz",)), len(default)), (None, 1))

    def duplicate():
        match {"a": 1, "b": 2}:
            case {Keys.one: _, Keys.two: _}:
                pass

    same("match_keys", lambda: call("match_keys", {"a": 1}, ("a", "a")), duplicate)

    point = Point(1, 2)
    equal("match_class", call("match_class", point, Point, 1, ("y",)), (1, 2))
    equal("match_class", call("match_class", point, Point, 0, ()), ())
    equal("match_class", call("match_class", point, Point, 1, ("z",)), None)
    equal("match_class", call("match_class", point, Derived, 1, ()), None)
    equal("match_class", call("match_class", 5, int, 1, ("real",)), (5, 5))

    def pattern(source, subject, cls):
        exec(f"match subject:\n  case {source}: pass", {"subject": subject, "cls": cls})

    for source, subject, cls, count, keywords in [
        ("cls(a, b, c)", point, Point, 3, ()),
        ("cls(a, x=b)", point, Point, 1, ("x",)),
        ("cls(a, b)", 5, int, 2, ()),
        ("cls(a)", BadArgs(), BadArgs, 1, ()),
        ("cls(a)", BadName(), BadName, 1, ()),
        ("cls(a, b)", Twice(), Twice, 2, ()),
        ("cls(a)", Derived(), Derived, 1, ()),
        ("cls(z=a)", Grudge(1, 2), Grudge, 0, ("z",)),
        ("cls(a)", point, 5, 1, ()),
    ]:
        ours = lambda: call("match_class", subject, cls, count, keywords)  # noqa: E731
        same(f"match_class {source}", ours, lambda: pattern(source, subject, cls))


class NotAnException(Exception):
    def __new__(cls):
        return 5


class Fails(Exception):
    def __init__(self):
        raise LookupError("fails")


def handle(function):
    try:
        raise TypeError("handled")
    except TypeError:
        function()


def raising():
    instance = ValueError("v")
    for exception, cause in [
        (ValueError, NULL),
        (instance, NULL),
        (instance, KeyError),
        (ValueError, KeyError("k")),
        (ValueError, None),
        (5, NULL),
        (int, NULL),
        (ValueError, 5),
        (ValueError, int),
        (NotAnException, NULL),
        (Fails, NULL),
        (ValueError, Fails),
    ]:

        def theirs():
            instance.__cause__ = instance.__context__ = None
            if cause is NULL:
                raise exception
            raise exception from cause

        def ours():
            instance.__cause__ = instance.__context__ = None
            call("raise", exception, cause)

        same("raise", ours, theirs)
        same("raise in a handler", lambda: handle(ours), lambda: handle(theirs))

    def bare():
        raise

    same("bare raise", lambda: call("raise", NULL, NULL), bare)
    same("bare raise", lambda: handle(lambda: call("raise", NULL, NULL)), lambda: handle(bare))
    equal("reraise", outcome(lambda: call("reraise", instance))[1], ValueError)
    code = outcome.__code__
    made_up = ctypes.create_string_buffer(256)
    ctypes.c_void_p.from_buffer(made_up, FRAME_CODE).value = id(code)
    again = outcome(lambda: call("reraise_from", ctypes.addressof(made_up), instance, 7))
    equal("reraise_from", again[1], ValueError)
    unit = ctypes.c_void_p.from_buffer(made_up, FRAME_PREV_INSTR).value - id(code) - CODE_CODE_ADAPTIVE
    equal("reraise_from", unit, 7 * 2)

    previous = call("push_exc_info", thread(), instance)
    equal("push_exc_info", (previous, sys.exception()), (None, instance))
    inner = KeyError("inner")
    equal("push_exc_info", call("push_exc_info", thread(), inner), instance)
    equal("push_exc_info", sys.exception(), inner)
    call("pop_except", thread(), instance)
    equal("pop_except", sys.exception(), instance)
    call("pop_except", thread(), previous)
    equal("pop_except", sys.exception(), None)


def catching():
    def except_clause(exception, classes):
        try:
            raise exception
        except classes:
            return True
        except BaseException as e:
            if e is not exception:
                e.__context__ = None
                raise
            return False

    for exception in (ValueError("v"), KeyError("k")):
        for classes in (ValueError, (TypeError, ValueError), (), 5, (5,), int, (ValueError, int), LookupError):

            def clause():
                try:
                    return except_clause(exception, classes)
                except TypeError as e:
                    error = e
                error.__context__ = None
                raise error

            same("check_exc_match", lambda: bool(call("check_exc_match", exception, classes)), clause)

    def except_star(exception, classes):
        caught = rest = None
        try:
            try:
                raise exception
            except* classes as group:
                caught = group
        except BaseException as e:
            rest = e
        if isinstance(rest, TypeError):
            rest.__context__ = None
            raise rest
        return caught, rest

    def split(exception, classes):
        place = out_place()
        found = call("check_eg_match", exception, classes, ctypes.addressof(place))
        handled = sys.exception()
        call("pop_except", thread(), None)
        equal("handled", handled, found)
        return found, take(place)

    group = ExceptionGroup("g", [ValueError(1), KeyError(2)])
    for exception in (ValueError("v"), KeyError("k"), group):
        for classes in (
            ValueError,
            (KeyError,),
            OSError,
            Exception,
            5,
            ExceptionGroup,
            (ValueError, BaseExceptionGroup),
        ):
            same("check_eg_match", lambda: split(exception, classes), lambda: except_star(exception, classes))
    equal("check_eg_match", split(None, ValueError), (None, None))


def intrinsics():
    instance = ValueError("v")
    equal("prep_reraise_star", call("intrinsic_2", 1, instance, [None]), None)
    equal("prep_reraise_star", call("intrinsic_2", 1, instance, [instance]), instance)
    function = lambda: 0  # noqa: E731
    equal("type params", call("intrinsic_2", 4, function, (1,)) is function, True)
    equal("type params", function.__type_params__, (1,))
    equal("intrinsic", outcome(lambda: call("intrinsic_2", 2, "T", function))[1], SystemError)
    equal("intrinsic", outcome(lambda: call("intrinsic_1", None, 7, "T"))[1], SystemError)
    same("unary +", lambda: call("intrinsic_1", None, 5, "T"), lambda: +"T")
    equal("unary +", call("intrinsic_1", None, 5, True), 1)
    equal("list to tuple", call("intrinsic_1", None, 6, [1, 2]), (1, 2))
    shown = []
    sys.displayhook, hook = shown.append, sys.displayhook
    call("intrinsic_1", None, 1, "shown")
    sys.displayhook = hook
    equal("display", shown, ["shown"])
    stop = StopIteration(5)
    error = call("intrinsic_1", None, 3, stop)
    equal("stop iteration", (str(error), error.__cause__ is stop), ("generator raised StopIteration", True))
    equal("stop iteration", call("intrinsic_1", None, 3, instance), instance)

    listed = types.ModuleType("listed")
    listed.__all__ = ["a", "_b"]
    listed.a, listed._b, listed.c = 1, 2, 3
    plain = types.ModuleType("plain")
    plain.a, plain._b = 1, 2
    wrong = types.ModuleType("wrong")
    wrong.__all__ = [5]
    missing = types.ModuleType("missing")
    missing.__all__ = ["nope"]
    odd = types.ModuleType("odd")
    vars(odd)[5] = 1
    for module in (listed, plain, wrong, missing, odd, types.SimpleNamespace(x=1), Slotted()):
        sys.modules["starred"] = module

        def ours():
            space = {}
            exec("import_star(None, 2, module)", {"import_star": FUNCTIONS["intrinsic_1"], "module": module}, space)
            return sorted(space)

        def theirs():
            space = {}
            exec("from starred import *", {}, space)
            return sorted(space)

        same("import *", ours, theirs)


class Slotted:
    __slots__ = ()


class Manager:
    def __enter__(self):
        return "entered"

    def __exit__(self, *args):
        return args


class NoExit:
    def __enter__(self):
        return "entered"


class FailingEnter(Manager):
    def __enter__(self):
        raise LookupError("enter")


def managers():
    place = out_place()
    equal("before_with", call("before_with", Manager(), ctypes.addressof(place)), "entered")
    leave = take(place)
    try:
        raise ValueError("v")
    except ValueError as e:
        equal("with_except_start", call("with_except_start", leave, e), (ValueError, e, e.__traceback__))
    fresh = ValueError("no traceback")
    equal("with_except_start", call("with_except_start", leave, fresh), (ValueError, fresh, None))
    for manager in (5, NoExit(), FailingEnter()):

        def theirs():
            with manager:
                pass

        same("before_with", lambda: call("before_with", manager, ctypes.addressof(out_place())), theirs)


def calls():
    def function(*args, **kwargs):
        return args, kwargs

    equal("call", call("call_function_ex", None, function, (1, 2), {"a": 3}), ((1, 2), {"a": 3}))
    equal("call", call("call_function_ex", None, function, (1, 2), NULL), ((1, 2), {}))
    equal("call", call("call_function_ex", None, function, iter([1]), NULL), ((1,), {}))
    for callable in (function, len, 5, Base().method):
        for arguments in (5, liar, None):
            ours = lambda: call("call_function_ex", None, callable, arguments, NULL)  # noqa: E731
            same("call", ours, lambda: callable(*arguments))
    equal("init", call("check_init_result", None), 0)

    class Init:
        def __init__(self):
            return 5

    same("init", lambda: call("check_init_result", 5), Init)
    for value, cls in [(1, int), (True, int), (1, str), (1, (str, int)), (1, 5), (1, int | str)]:
        same("isinstance", lambda: bool(call("isinstance", value, cls)), lambda: isinstance(value, cls))


def references():
    """Nothing that is called many times may keep or lose a reference."""
    marker = types.SimpleNamespace(x=1)
    point = Point(marker, marker)

    def quietly(*args):
        try:
            return call(*args)
        except Exception:
            return None

    def eg_match():
        place = out_place()
        group = ExceptionGroup("g", [ValueError(marker), KeyError(marker)])
        call("check_eg_match", group, ValueError, ctypes.addressof(place))
        take(place)
        call("pop_except", thread(), None)

    def unpack(name, *counts):
        place = out_place(5)
        quietly(name, iter([marker] * 4), *counts, ctypes.addressof(place))
        for i in range(5):
            take(place, i)

    operations = [
        lambda: call("build_tuple", marker, marker),
        lambda: call("build_list", marker, marker),
        lambda: call("build_set", "a", point),
        lambda: call("build_map", "a", marker, point, 1),
        lambda: call("match_class", point, Point, 2, ()),
        lambda: quietly("match_class", point, Point, 1, ("x",)),
        lambda: call("match_keys", {1: marker, 2: marker}, (1, 2)),
        lambda: quietly("dict_get_item", {}, point),
        lambda: call("dict_get_item", {1: marker}, 1),
        lambda: call("get_attr", point, "x"),
        lambda: quietly("get_attr", marker, "nope"),
        lambda: quietly("raise", ValueError(marker), KeyError(marker)),
        lambda: quietly("import_from", None, marker, "nope"),
        lambda: call("call_function_ex", None, closed, [marker], NULL),
        lambda: quietly("dict_merge", {point: 1}, {point: 2}, closed),
        lambda: call("make_function", frame(), closed.__code__, 1, (marker,)),
        lambda: call("new_cell", marker),
        lambda: call("super_attr", frame(), super, Grudge, Grudge(marker, 1), "__init__", None),
        lambda: call("compare_truth", 2, marker, marker),
        lambda: unpack("unpack_sequence", 4),
        lambda: unpack("unpack_sequence", 3),
        lambda: unpack("unpack_sequence", 5),
        lambda: unpack("unpack_ex", 1, 1),
        lambda: unpack("unpack_ex", 1, 4),
        lambda: call("call_function_ex", None, closed, (marker,), {}),
        eg_match,
    ]

    def counts():
        gc.collect()
        return sys.getrefcount(marker), sys.getrefcount(point), sys.getrefcount(None) * 0

    for number, operation in enumerate(operations):
        operation()
        before = counts()
        for _ in range(50):
            operation()
        equal(f"references of operation {number}", counts(), before)


for part in (
    *(operators, floats, texts, items, attributes, names, building, unpacking, iteration),
    *(matching, raising, catching, intrinsics, managers, calls, references),
):
    part()
equal("every helper is tested", sorted(set(HELPERS) - used), [])
if failures:
    raise AssertionError(f"{failures} differences")
