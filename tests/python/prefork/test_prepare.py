"""`prepare()`: what it does, in what order, and when it refuses."""

from __future__ import annotations

import pytest


def test_objects_are_immortal_and_a_worker_collects(program):
    assert program(
        """
        import gc, os, sys
        from andiron import prefork
        kept = ["text-%d" % n for n in range(3)]
        report = prefork.prepare()
        print(sys.getrefcount(kept), sys.getrefcount(kept[0]), gc.isenabled(), gc.get_freeze_count() > 1000)
        print(report.objects > 10_000, report.bytes > 1_000_000, report.plugged_bytes > 0)
        print(sorted(report.seconds), flush=True)
        if not os.fork():
            print(gc.isenabled(), prefork.is_prepared())
            sys.exit()
        os.wait()
        print(gc.isenabled())
        """,
    ) == [
        "4294967295 4294967295 False True",
        "True True True",
        "['collect', 'compile', 'freeze', 'immortalize', 'plug']",
        "True True",
        "False",
    ]


def test_a_collector_that_was_off_stays_off_in_workers(program):
    assert program(
        """
        import gc, os
        from andiron import prefork
        gc.disable()
        prefork.prepare()
        if not os.fork():
            print(gc.isenabled(), flush=True)
            os._exit(0)
        os.wait()
        """
    ) == ["False"]


def test_what_a_worker_does_about_its_collector_is_its_own(program):
    assert program(
        """
        import gc, os
        from andiron import prefork
        prefork.prepare()
        if not os.fork():
            gc.disable()
            if not os.fork():
                print(gc.isenabled(), flush=True)
                os._exit(0)
            os.wait()
            os._exit(0)
        os.wait()
        """
    ) == ["False"]


def test_it_works_in_a_program_that_andiron_runs(runner):
    runner.write(
        "program.py",
        "import os, sys\nfrom andiron import prefork\ndef main():\n    kept = [object()]\n    prefork.prepare()\n"
        "    if not os.fork():\n        print(len(kept), flush=True)\n        sys.exit(3)\n"
        "    print(os.waitstatus_to_exitcode(os.wait()[1]), sys.getrefcount(main) > 1000)\nmain()\n",
    )
    for options in ((), ("--compile", "all"), ("--lazy-imports", "all")):
        done = runner.andiron("program.py", options=options)
        assert (done.status, done.out, done.err) == (0, "1\n3 True\n", "")


def test_steps_come_in_order(program):
    """The warm-up's garbage is collected and what it keeps is immortal; what comes later is as ever."""
    assert program(
        """
        import gc, sys, weakref
        from andiron import prefork
        class Node:
            pass
        kept = []
        def warm_up():
            node = Node()
            node.itself = node
            global gone
            gone = weakref.ref(node)
            kept.append(Node())
        report = prefork.prepare(warm_up)
        print(gone(), sys.getrefcount(kept[0]), sys.getrefcount(Node()), list(report.seconds))
        """
    ) == ["None 4294967295 1 ['warm-up', 'compile', 'collect', 'gather', 'immortalize', 'freeze', 'plug']"]


@pytest.mark.parametrize("switch", ["immortalize", "compile", "plug"])
def test_each_part_can_be_left_out(program, switch):
    lines = program(
        f"""
        import gc, os, sys
        from andiron import prefork
        kept = [object()]
        report = prefork.prepare({switch}=False)
        print({{'immortalize': report.objects == 0, 'compile': 'compile' not in report.seconds,
               'plug': report.plugged_bytes == 0}}[{switch!r}])
        print((sys.getrefcount(kept) > 1000) != ({switch!r} == 'immortalize'), gc.get_freeze_count() > 1000, flush=True)
        if not os.fork():
            sys.exit(0 if gc.isenabled() and gc.collect() >= 0 else 1)
        print(os.waitstatus_to_exitcode(os.wait()[1]))
        """
    )
    assert lines == ["True", "True True", "0"]


def test_a_second_call_warns_in_the_master_and_in_a_worker(program):
    assert program(
        """
        import gc, os, sys, warnings
        from andiron import prefork
        prefork.prepare()
        def again(who):
            global later
            later = [object()]
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                report = prefork.prepare()
            print(who, [w.category.__name__ for w in caught], caught[0].filename == __file__)
            print("called before" in report.warnings[0], sys.getrefcount(later) > 1000, flush=True)
        again("master")
        if not os.fork():
            again("worker")
            os._exit(0)
        os.wait()
        if not os.fork():
            print(gc.isenabled(), flush=True)
            os._exit(0)
        os.wait()
        """
    ) == ["master ['RuntimeWarning'] True", "True True", "worker ['RuntimeWarning'] True", "True True", "True"]


def test_it_refuses_beside_sub_interpreters_and_inside_them(program):
    assert program(
        """
        import sys
        import _xxsubinterpreters as interpreters
        from andiron import prefork
        other = interpreters.create()
        try:
            prefork.prepare()
        except prefork.PreforkError as error:
            print("sub-interpreters exist" in str(error), flush=True)
        code = "from andiron import prefork\\ntry: prefork.prepare()\\nexcept Exception as e: print(type(e).__name__)"
        interpreters.run_string(other, code)
        interpreters.destroy(other)
        kept = []
        prefork.prepare()
        print(sys.getrefcount(kept) > 1000)
        """
    ) == ["True", "PreforkError", "True"]


def test_it_refuses_in_another_thread(program):
    assert program(
        """
        import threading
        from andiron import prefork
        def run():
            try:
                prefork.prepare()
            except prefork.PreforkError as error:
                print("main thread" in str(error), prefork.is_prepared())
        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
        """
    ) == ["True False"]


def test_it_refuses_during_a_collection(program):
    assert program(
        """
        import gc
        from andiron import prefork
        class Loud:
            def __del__(self):
                try:
                    prefork.prepare()
                except prefork.PreforkError as error:
                    print(str(error).split(":")[0])
        loud = Loud()
        loud.itself = loud
        del loud
        gc.collect()
        """
    ) == ["the collector is running, and this is called by a finalizer or a callback of it"]


def test_it_refuses_where_andiron_does_not_run(program):
    assert program(
        """
        import sys
        from andiron import _engine, prefork
        _engine._unsupported_platform = lambda *_: "Andiron needs CPython 3.12"
        try:
            prefork.prepare()
        except prefork.PreforkError as error:
            print(error)
        """
    ) == ["Andiron needs CPython 3.12"]


def test_the_kill_switch_leaves_the_warm_up(program):
    assert program(
        """
        import gc, sys
        from andiron import prefork
        kept = []
        report = prefork.prepare(lambda: print("warm"))
        print(sys.getrefcount(kept), gc.isenabled(), gc.get_freeze_count() < 1000)
        print(report.warnings, list(report.seconds))
        """,
        environment={"ANDIRON": "0"},
    ) == ["warm", "2 True True", "('ANDIRON=0 is set: only the warm-up ran',) ['warm-up']"]


def test_an_error_of_the_warm_up_is_the_callers(program):
    assert program(
        """
        import gc
        from andiron import prefork
        try:
            prefork.prepare(lambda: 1 / 0)
        except ZeroDivisionError:
            print(gc.isenabled(), gc.get_freeze_count() < 1000, prefork.is_prepared())
        """
    ) == ["True True False"]


def test_a_thread_is_worth_a_warning(program):
    assert program(
        """
        import threading
        from andiron import prefork
        end = threading.Event()
        thread = threading.Thread(target=end.wait)
        thread.start()
        print(prefork.prepare().warnings[0].split(":")[0])
        end.set()
        thread.join()
        """
    ) == ["1 other thread running"]


@pytest.mark.parametrize("how", ["debug", "malloc", "malloc_debug", "dev", "tracemalloc"])
def test_other_allocators_work_without_the_plug(program, how):
    flags = {"dev": ["-X", "dev"], "tracemalloc": ["-X", "tracemalloc"]}.get(how, [])
    assert program(
        """
        import gc, os, sys
        from andiron import prefork
        kept = [["a%d" % n] for n in range(1000)]
        report = prefork.prepare()
        print(report.plugged_bytes, report.warnings[0].split(":")[0], sys.getrefcount(kept[7]), flush=True)
        if not os.fork():
            kept.clear()
            sys.exit(gc.collect() < 0)
        print(os.waitstatus_to_exitcode(os.wait()[1]))
        """,
        *flags,
        environment={} if flags else {"PYTHONMALLOC": how},
    ) == ["0 no plug 4294967295", "0"]


def test_the_report_can_be_read_and_stored(program):
    lines = program(
        """
        import json
        from andiron import prefork
        handle = open(__file__)
        report = prefork.prepare(lambda: None)
        print(report)
        data = json.loads(json.dumps(report.as_dict()))
        print(sorted(data), data["skipped"]["files and sockets"] >= 4)
        """
    )
    assert lines[0].startswith("prepared for fork: ") and " gathered, 0 compiled, " in lines[0]
    assert lines[1].startswith("  time: warm-up 0 ms, compile ")
    assert lines[2].startswith("  left mortal: ") and "files and sockets" in lines[2]
    fields = ["bytes", "compiled", "gathered", "gathered_bytes", "objects", "plugged_bytes", "seconds", "skipped"]
    fields.append("warnings")
    assert lines[-1] == f"{fields} True"
