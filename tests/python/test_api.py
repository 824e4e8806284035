"""The Python API. Each test that compiles runs in a process of its own: enabling is for a whole process."""

from __future__ import annotations

import dataclasses
import textwrap

import pytest

import andiron


def run(runner, code: str) -> str:
    done = runner.process("-c", textwrap.dedent(code))
    assert done.status == 0, done.err
    assert done.err == ""
    return done.out


def test_names():
    for name in andiron.__all__:
        assert getattr(andiron, name) is not None
    assert andiron.__version__
    with pytest.raises(AttributeError):
        andiron.missing  # noqa: B018


def test_import_changes_nothing(runner):
    code = """
        import sys
        before = set(sys.modules)
        import andiron
        print(sorted(set(sys.modules) - before), andiron.is_enabled())
    """
    assert run(runner, code) == "['andiron'] False\n"


@pytest.mark.parametrize("wrong", ["some", "", "-1", "1.5", 0, -3, 2**32])
def test_enable_rejects_values(wrong):
    with pytest.raises(ValueError, match="compile must be"):
        andiron.enable(wrong)
    assert not andiron.is_enabled()


@pytest.mark.parametrize("wrong", [1.5, True, [], b"auto"])
def test_enable_rejects_types(wrong):
    with pytest.raises(TypeError, match="compile must be"):
        andiron.enable(wrong)


@pytest.mark.parametrize("wrong", [len, int, 1, None, "f", print])
@pytest.mark.parametrize("call", [andiron.compile, andiron.is_compiled, andiron.jit, andiron.nojit])
def test_functions_are_needed(call, wrong):
    with pytest.raises(TypeError, match="Python function"):
        call(wrong)


def test_enable_and_disable(runner):
    code = """
        import andiron
        for mode in ("auto", "all", 1, 1000, "7"):
            andiron.enable(mode)
            assert andiron.is_enabled()
        andiron.disable()
        andiron.disable()
        print(andiron.is_enabled())
    """
    assert run(runner, code) == "False\n"


def test_stats_are_frozen():
    stats = andiron.stats()
    assert isinstance(stats, andiron.Stats)
    with pytest.raises(dataclasses.FrozenInstanceError):
        stats.pending = 1
    assert stats.invalidations >= 0 and stats.code_bytes >= 0 and stats.compile_ns >= 0


def test_compile_refused_pickles():
    import pickle

    error = pickle.loads(pickle.dumps(andiron.CompileRefused("f", "it is a generator")))
    assert (str(error), error.reason) == ("f was not compiled: it is a generator", "it is a generator")


def test_compile(runner):
    code = """
        import andiron
        def f(x): return x + 1
        class C:
            def method(self): return 1
            @classmethod
            def of(cls): return 2
            @staticmethod
            def static(): return 3
        for function in (f, C.method, C().method, C.of, C.static, C.__dict__["static"]):
            assert andiron.compile(function) is True
            assert andiron.is_compiled(function)
        assert (f(1), C().method(), C.of(), C.static()) == (2, 1, 2, 3)
        stats = andiron.stats()
        assert {"f", "C.method", "C.of", "C.static"} <= {c.qualname for c in stats.compiled}
        assert stats.code_bytes > 0 and stats.compile_ns > 0
        (entry,) = [c for c in stats.compiled if c.qualname == "f"]
        print(entry.filename, entry.line, entry.code_bytes > 0, entry.osr)
    """
    assert run(runner, code) == "<string> 3 True False\n"


def test_refusal_has_a_reason(runner):
    code = """
        import andiron
        def g(): yield 1
        try:
            andiron.compile(g)
        except andiron.CompileRefused as error:
            print(error.qualname, bool(error.reason), andiron.is_compiled(g), list(g()))
        print([r.qualname for r in andiron.stats().refused])
    """
    assert run(runner, code) == "g True False [1]\n['g']\n"


def test_all_compiles_at_the_first_call(runner):
    code = """
        import andiron
        def f(x): return x * 2
        andiron.enable("all")
        assert not andiron.is_compiled(f)
        print(f(2), andiron.is_compiled(f))
    """
    assert run(runner, code) == "4 True\n"


def test_count_compiles_at_the_nth_call(runner):
    code = """
        import andiron
        def f(x): return x * 2
        andiron.enable(3)
        print([(f(i), andiron.is_compiled(f)) for i in range(4)])
    """
    assert run(runner, code) == "[(0, False), (2, False), (4, True), (6, True)]\n"


def test_auto_finds_hot_functions(runner):
    code = """
        import andiron, time
        def hot(n):
            total = 0
            for i in range(n): total += i & 3
            return total
        andiron.enable()
        ends = time.process_time() + 10
        while time.process_time() < ends and not andiron.is_compiled(hot): hot(1000)
        print(andiron.is_compiled(hot))
    """
    assert run(runner, code) == "True\n"


def test_compile_what_tiering_declined(runner):
    code = """
        import andiron, time
        def numbers(n):
            yield from range(n)
        def resumes(n):
            for i in numbers(n): pass
        andiron.enable()
        ends = time.process_time() + 20
        declined = []
        while time.process_time() < ends and not declined:
            resumes(1000)
            declined = [refused.reason for refused in andiron.stats().refused if refused.qualname == "resumes"]
        print(declined, andiron.is_compiled(resumes))
        andiron.compile(resumes)
        print(andiron.is_compiled(resumes), resumes(3))
    """
    reason = "its loops do little but resume generators, which the interpreter does best"
    assert run(runner, code) == f"{[reason]} False\nTrue None\n"


def test_jit_and_nojit(runner):
    code = """
        import andiron
        @andiron.jit
        def f(): return 1
        @andiron.nojit
        def g(): return 2
        assert not andiron.is_compiled(f)
        print(f(), andiron.is_compiled(f))
        andiron.enable("all")
        print(g(), andiron.is_compiled(g))
        class C:
            @andiron.jit
            @staticmethod
            def s(): return 3
        print(C.s(), andiron.is_compiled(C.s))
    """
    assert run(runner, code) == "1 True\n2 False\n3 True\n"


def test_disable_gives_functions_back(runner):
    code = """
        import andiron
        def f(): return 1
        andiron.compile(f)
        andiron.disable()
        print(f(), andiron.is_compiled(f))
    """
    assert run(runner, code) == "1 False\n"


def test_paused_nests(runner):
    code = """
        import andiron
        def f(x): return x + 1
        andiron.compile(f)
        with andiron.paused():
            with andiron.paused():
                assert f(1) == 2
            assert f(1) == 2
            both = andiron.paused()
            with both, both:
                assert f(1) == 2
        assert f(1) == 2
        try:
            with andiron.paused(): 1 / 0
        except ZeroDivisionError:
            print(f(1), andiron.is_compiled(f))
    """
    assert run(runner, code) == "2 True\n"


def test_exits_are_counted(runner):
    code = """
        import andiron
        def f(x): return x + 1
        for i in range(100): f(i)
        andiron.compile(f)
        assert f(2.5) == 3.5 and f(2) == 3
        (exit,) = [e for e in andiron.stats().exits if e.qualname == "f"]
        print(exit.line, exit.count, bool(exit.reason))
    """
    assert run(runner, code) == "3 1 True\n"


def test_wait_idle(runner):
    code = """
        import andiron
        andiron.enable("auto")
        andiron.wait_idle()
        print(andiron.stats().pending)
    """
    assert run(runner, code) == "0\n"
