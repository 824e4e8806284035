"""Code that moves: who has a way to notice is not moved, and all others go on as before."""

from __future__ import annotations

import pytest

# `f` has an instruction that the interpreter cannot specialise: it counts there whenever `f` runs.
COUNTING = """
    import gc, os, sys
    from andiron import prefork

    class Some:
        def __getattr__(self, name): return name

    def f(a, b):
        return a.x, b[0:1], a == b

    def run(times=40):
        for _ in range(times):
            assert f(Some(), [1]) == ("x", [1], False)

    def moved(before, function=None):
        return id((function or f).__code__) != before
"""


def test_counting_code_moves_and_goes_on(program):
    assert program(
        COUNTING
        + """
    import dis, inspect
    before = id(f.__code__), hash(f.__code__), f.__code__.co_code, list(f.__code__.co_lines())
    old = f.__code__.replace()
    report = prefork.prepare(run)
    code = f.__code__
    print(moved(before[0]), report.gathered >= 1, report.gathered_bytes > 200, sys.getrefcount(code) > 1000)
    same = (hash(code), code.co_code, list(code.co_lines())) == before[1:]
    print(same, code == old, inspect.getsource(f)[:11], flush=True)
    if not os.fork():
        run()
        print(f(Some(), "ab"), code is f.__code__, flush=True)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.wait()[1]))
    run()
    """
    ) == ["True True True True", "True True def f(a, b)", "('x', 'a', False) True", "0"]


def test_tracebacks_name_the_right_lines(program):
    lines = program(
        COUNTING
        + """
    import traceback
    def fails(a):
        first = a.x
        second = a == first
        raise ValueError(first)
    def run_both():
        run()
        for _ in range(40):
            try: fails(Some())
            except ValueError as error: traceback.format_exc()
    before, line = id(fails.__code__), fails.__code__.co_firstlineno
    prefork.prepare(run_both)
    try: fails(Some())
    except ValueError as error:
        frame = error.__traceback__.tb_next
        print(moved(before, fails), frame.tb_lineno - line, frame.tb_frame.f_code is fails.__code__)
    """
    )
    assert lines == ["True 3 True"]


def test_closures_and_nested_code_share_what_moved(program):
    assert program(
        COUNTING
        + """
    def make(n):
        def inner(a):
            return a.y, n, a == n
        return inner
    kept = [make(n) for n in range(3)]
    before = id(kept[0].__code__)
    def warm_up():
        for _ in range(40):
            for n in range(3): assert kept[n](Some()) == ("y", n, False)
            assert make(7)(Some()) == ("y", 7, False)
    prefork.prepare(warm_up)
    new = make(8)
    codes = {id(function.__code__) for function in [*kept, new]}
    print(moved(before, kept[0]), len(codes), any(c is new.__code__ for c in make.__code__.co_consts), new(Some()))
    """
    ) == ["True 1 True ('y', 8, False)"]


@pytest.mark.parametrize(
    ("hold", "check"),
    [
        ("held = f.__code__", "held is f.__code__"),
        ("held = {f.__code__: 1}", "held[f.__code__] == 1 and list(held)[0] is f.__code__"),
        ("held = [f.__code__]", "held[0] is f.__code__"),
        ("held = Some(); held.code = f.__code__", "held.code is f.__code__"),
        ("import weakref; held = weakref.ref(f.__code__)", "held() is f.__code__"),
        ("import functools; held = functools.partial(print, f.__code__)", "held.args[0] is f.__code__"),
        ("def g(): pass\n    g.__defaults__ = (f.__code__,)", "g.__defaults__[0] is f.__code__"),
    ],
)
def test_code_that_somebody_else_has_stays(program, hold, check):
    assert program(
        COUNTING
        + f"""
    {hold}
    before = id(f.__code__)
    prefork.prepare(run)
    print(moved(before), {check})
    run()
    """
    ) == ["False True"]


def test_code_that_is_running_or_suspended_stays(program):
    assert program(
        COUNTING
        + """
    def generate(a):
        while True:
            yield a.x, a == 1
    async def wait(a, future):
        for _ in range(40):
            a.x, a == 1
        await future
        return a.x
    class Future:
        def __await__(self): yield 1
    running = [generate(Some()), wait(Some(), Future())]
    def caller(a):
        for _ in range(40):
            a.x, a == 1
        report = prefork.prepare(warm_up)
        return a.x, a == 1, caller.__code__ is sys._getframe().f_code
    def warm_up():
        run()
        for _ in range(40): next(running[0])
        if not started:
            started.append(running[1].send(None))
    started = []
    codes = [id(function.__code__) for function in (generate, wait, caller)]
    print(caller(Some()))
    print([id(function.__code__) for function in (generate, wait, caller)] == codes)
    print(next(running[0]), running[0].gi_code is generate.__code__, running[1].cr_code is wait.__code__)
    try: running[1].send(None)
    except StopIteration as error: print(error.value)
    """
    ) == ["('x', False, True)", "True", "('x', False) True True", "x"]


def test_a_traceback_that_is_kept_has_its_code(program):
    assert program(
        COUNTING
        + """
    def fails(a):
        a.x, a == 1
        raise KeyError(a.x)
    def warm_up():
        global error
        for _ in range(40):
            try: fails(Some())
            except KeyError as caught: error = caught
    before = id(fails.__code__)
    prefork.prepare(warm_up)
    print(moved(before, fails), error.__traceback__.tb_next.tb_frame.f_code is fails.__code__)
    """
    ) == ["False True"]


def test_copies_outlive_functions_that_are_freed(program):
    """A copy is no block that could be freed: whoever has the last reference to it must not try."""
    assert program(
        COUNTING
        + """
    import threading
    def scope():
        names = {}
        exec("def only_here(a): return a.x, a == 1", names)
        function = names.pop("only_here")
        before = id(function.__code__)
        prefork.prepare(lambda: [function(Some()) for _ in range(40)])
        print(moved(before, function), sys.getrefcount(function) < 1000)
    def churn():
        while not over:
            names = {}
            exec("def passing(a): return a.x, a == 1", names)
            for _ in range(20): names["passing"](Some())
    over = []
    threads = [threading.Thread(target=churn) for _ in range(3)]
    for thread in threads: thread.start()
    scope()
    over.append(True)
    for thread in threads: thread.join()
    gc.collect()
    run()
    print(sum(len(bytes(n)) for n in range(1000)))
    """
    ) == ["True True", "499500"]


@pytest.mark.parametrize("watch", ["monitoring", "settrace", "setprofile", "local"])
def test_nothing_moves_while_somebody_is_told_of_events(program, watch):
    how = {
        "monitoring": """
    m = sys.monitoring
    m.use_tool_id(1, "tool")
    m.register_callback(1, m.events.PY_START, lambda code, offset: seen.add(id(code)))
    m.set_events(1, m.events.PY_START)""",
        "local": """
    m = sys.monitoring
    m.use_tool_id(1, "tool")
    m.register_callback(1, m.events.PY_START, lambda code, offset: seen.add(id(code)))
    m.set_local_events(1, f.__code__, m.events.PY_START)""",
        "settrace": "\n    sys.settrace(lambda frame, event, argument: seen.add(id(frame.f_code)))",
        "setprofile": "\n    sys.setprofile(lambda frame, event, argument: seen.add(id(frame.f_code)))",
    }[watch]
    assert program(
        COUNTING
        + f"""
    seen = set(){how}
    before = id(f.__code__)
    prefork.prepare(run)
    print(moved(before), before in seen)
    run()
    """
    ) == ["False True"]


def test_it_can_be_left_out_and_needs_immortality_and_a_warm_up(program):
    for call in (
        "prefork.prepare(run, gather=False)",
        "prefork.prepare(run, immortalize=False)",
        "(run(), prefork.prepare())",
    ):
        assert program(
            COUNTING
            + f"""
    before = id(f.__code__)
    {call}
    print(moved(before))
    run()
    """
        ) == ["False"]


def test_a_second_call_moves_what_is_new_only(program):
    assert program(
        COUNTING
        + """
    import warnings
    prefork.prepare(run)
    first = id(f.__code__)
    exec("def late(a): return a.x, a == 1")
    before = id(late.__code__)
    def warm_up():
        run()
        for _ in range(40): late(Some())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        prefork.prepare(warm_up)
    print(moved(first), moved(before, late), late(Some()))
    """
    ) == ["False True ('x', False)"]


@pytest.mark.parametrize("mode", ["auto", "all", "2", "50"])
def test_beside_the_compiler(program, mode):
    """Machine code has addresses of code objects in it: such code stays, and what is compiled later runs the copies."""
    assert program(
        COUNTING
        + """
    import andiron
    def make(n):
        def inner(a): return a.y, n, a == n
        return inner
    def all_of_it(times=60):
        run(times)
        for n in range(times):
            assert make(n)(Some()) == ("y", n, False)
    prefork.prepare(all_of_it)
    if not os.fork():
        all_of_it()
        andiron.enable("all")
        all_of_it()
        for function in (f, make, run): andiron.compile(function)
        all_of_it()
        f.__code__ = (lambda a, b: ("x", [1], False)).__code__
        all_of_it()
        andiron.disable()
        all_of_it()
        codes = {id(make(n).__code__) for n in range(3)}
        print(len(codes), make(1).__code__ in make.__code__.co_consts, flush=True)
        sys.exit()
    print(os.waitstatus_to_exitcode(os.wait()[1]))
    all_of_it()
    """,
        environment={"ANDIRON": "1", "ANDIRON_COMPILE": mode},
    ) == ["1 True", "0"]


def test_call_sites_that_were_specialised_for_a_function_still_fit(program):
    """Properties, item access, methods, keyword arguments and recursion, specialised before and run after."""
    assert program(
        COUNTING
        + """
    class Thing:
        def __init__(self, n): self.n = n
        @property
        def half(self): return self.n // 2 if self.n == self.n else Some().x
        def __getitem__(self, key): return (self.n, key, Some().z)
        def method(self, extra=1, *, named=2): return self.n + extra + named, Some().w
        def down(self, n): return Some().x if n == 0 else self.down(n - 1)
        @classmethod
        def make(cls, n): return cls(n)
        @staticmethod
        def plain(n): return Some().x, n
    def use(thing):
        methods = thing.method(), thing.method(3, named=4), thing.down(5)
        return thing.half, thing[1], *methods, thing.make(2).n, thing.plain(1)
    expected = use(Thing(8))
    def warm_up():
        for _ in range(60): assert use(Thing(8)) == expected
    names = [name for name in ("__getitem__", "method", "down")]
    before = {name: id(getattr(Thing, name).__code__) for name in names}
    prefork.prepare(warm_up)
    warm_up()
    print([moved(before[name], getattr(Thing, name)) for name in names])
    Thing.down = lambda self, n: "changed"
    print(use(Thing(8))[4])
    """
    ) == ["[True, True, True]", "changed"]


def test_a_thousand_functions_end_up_on_a_few_pages(program):
    assert program(
        COUNTING
        + """
    source = "def g{0}(a):\\n    '''{1}'''\\n    return a.x, a == {0}\\n"
    names = {}
    for n in range(600):
        exec(source.format(n, "text " * 300 * (n % 3)), names)
    functions = [names["g%d" % n] for n in range(600)]
    def warm_up():
        for _ in range(20):
            for function in functions: function(Some())
    page = lambda function: id(function.__code__) >> 12
    before = len({page(function) for function in functions})
    report = prefork.prepare(warm_up)
    after = len({page(function) for function in functions})
    print(report.gathered >= 600, after <= report.gathered_bytes // 4096 + 2, after < before)
    print([function(Some()) for function in functions[:2]])
    """
    ) == ["True True True", "[('x', False), ('x', False)]"]
