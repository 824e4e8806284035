"""What workers write to, as the kernel counts it."""

from __future__ import annotations

from pathlib import Path

import pytest

SMAPS = Path("/proc/self/smaps")
if not SMAPS.exists() or "Private_Dirty:" not in SMAPS.read_text():
    pytest.skip("this kernel does not say what a process has written", allow_module_level=True)

# A process of middling size; `dirty()` is what this process alone has written, in kB, by mapping.
COMMON = """
    import gc, json, os, sys, time
    import argparse, asyncio, decimal, email.message, http.server, logging.config, pickle, sqlite3, typing
    import unittest.mock

    def dirty(wanted=lambda permissions, name: True):
        total = shared = 0
        for line in open("/proc/self/smaps"):
            words = line.split()
            if not words[0].endswith(":"):
                counts = wanted(words[1], words[5] if len(words) > 5 else "")
            elif counts and words[0] == "Private_Dirty:":
                total += int(words[1])
            elif counts and words[0] in ("Shared_Clean:", "Shared_Dirty:"):
                shared += int(words[1])
        return total, shared

    def request(n):
        return len(json.dumps({"key": [n, str(n)], "value": n * 1.5}))

    def fork(work):
        sys.stdout.flush()
        if not os.fork():
            work()
            sys.stdout.flush()
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.wait()[1]) == 0
    """


def test_a_worker_writes_to_a_fraction_of_what_it_shares(program):
    text = (
        COMMON
        + """
    data = [{"key%d" % n: (n, "value%d" % n)} for n in range(20_000)]
    from andiron import prefork
    ready = PREPARE
    ready(lambda: [request(n) for n in range(100)])

    def work():
        gc.collect()
        for n in range(1000):
            request(n)
        assert sum(len(row) for row in data) == 20_000 and all(type(row) is dict for row in data)
        print(dirty()[0])

    fork(work)
    """
    )
    plain, frozen, prepared = (
        int(program(text.replace("PREPARE", way))[0])
        for way in ("lambda f: f()", "lambda f: (f(), gc.collect(), gc.freeze())", "prefork.prepare")
    )
    assert prepared < plain / 5, (prepared, frozen, plain)
    assert prepared < frozen / 2, (prepared, frozen, plain)


def test_the_plug_keeps_new_objects_off_shared_pages(program):
    """One block of a page is free here and there, and a worker's objects would go right there."""
    text = (
        COMMON
        + """
    from andiron import prefork
    data = [object() for _ in range(200_000)]
    del data[::64]
    report = prefork.prepare(plug=PLUG)

    def work():
        kept = [object() for _ in range(3000)]
        print(dirty()[0])

    fork(work)
    """
    )
    plugged, open_ = (int(program(text.replace("PLUG", switch))[0]) for switch in ("True", "False"))
    assert plugged * 2 < open_, (plugged, open_)


def test_compiled_code_is_shared_clean_and_read_only(program):
    lines = program(
        COMMON
        + """
    import andiron
    from andiron import prefork
    andiron.enable()

    def hot(n):
        total = 0
        for i in range(n):
            total += i * i % 7
        return total

    def later(n):
        total = 0
        for i in range(n):
            total += i * 3 % 11
        return total

    def until_compiled(function):
        end = time.monotonic() + 30
        while not andiron.is_compiled(function) and time.monotonic() < end:
            function(1000)
        return andiron.is_compiled(function)

    def is_code(permissions, name):
        return "x" in permissions and ".so" not in name and name not in ("[vdso]", "[vsyscall]") and "/bin/" not in name

    report = prefork.prepare(lambda: print(until_compiled(hot)))
    print(report.compiled > 0)
    expected = hot(5000)

    def work():
        print(andiron.is_compiled(hot), hot(5000) == expected)
        written, shared = dirty(is_code)
        print(written, shared > 0, dirty(lambda permissions, name: "w" in permissions and "x" in permissions))
        print(until_compiled(later), andiron.is_compiled(hot))

    fork(work)
    print(andiron.is_compiled(later), until_compiled(later), hot(5000) == expected)
    """
    )
    assert lines == ["True", "True", "True True", "0 True (0, 0)", "True True", "False True True"]


def test_names_in_the_cache_of_attributes_are_immortal(program):
    """Only that cache refers to a name that was made up: the next one in its place would free it, on a shared page."""
    assert program(
        """
        import ctypes
        from andiron import prefork
        class C: pass
        def addresses():
            for n in range(64):
                name = "_".join(["made", "up", str(n)])
                getattr(C, name, None)
                yield id(name)
        found = list(addresses())
        prefork.prepare()
        immortal = [ctypes.c_uint32.from_address(address).value == 0xFFFFFFFF for address in found]
        print(sum(immortal) > 32)
        """
    ) == ["True"]


def test_versions_of_namespaces_are_there_before_the_fork(program):
    """A worker that specialises a look-up in a module's globals for the first time does not write to the module."""
    text = (
        COMMON
        + """
    import types
    from andiron import prefork
    modules = []
    for n in range(400):
        module = types.ModuleType("m%d" % n)
        exec("x = 1\\ndef f(): return x", module.__dict__)
        module.padding = ["%d" % k for k in range(400)]
        modules.append(module)
    ready = PREPARE
    ready()
    keys = [id(module.__dict__) for module in modules]

    def work():
        before = dirty()[0]
        for module in modules:
            for _ in range(10): module.f()
        print(dirty()[0] - before)

    fork(work)
    """
    )
    prepared, frozen = (
        int(program(text.replace("PREPARE", way))[0])
        for way in ("prefork.prepare", "lambda: (gc.collect(), gc.freeze())")
    )
    assert prepared < frozen, (prepared, frozen)
