"""`prepare()`: what it does, in what order, and when it refuses. Each program runs in a process of its own."""

from __future__ import annotations

import textwrap


def run(runner, program: str, *flags: str, **how):
    """Runs it and returns the words it printed."""
    done = runner.process(*flags, str(runner.write("program.py", textwrap.dedent(program))), **how)
    assert done.status == 0, done.err
    return done.out.split()


def test_objects_are_immortal_and_a_worker_collects(runner):
    assert (
        run(
            runner,
            """
        import gc, os, sys
        from andiron import prefork
        kept = ["text-%d" % n for n in range(3)]
        report = prefork.prepare()
        print(sys.getrefcount(kept), sys.getrefcount(kept[0]), gc.isenabled(), gc.get_freeze_count() > 1000)
        print(report.objects > 10_000, report.bytes > 1_000_000, report.plugged_bytes > 0)
        print(sorted(report.seconds), flush=True)
        if not os.fork():
            print(gc.isenabled())
            sys.exit()
        os.wait()
        print(gc.isenabled())
        """,
        )
        == (
            "4294967295 4294967295 False True True True True "
            "['collect', 'compile', 'freeze', 'immortalize', 'plug'] True False"
        ).split()
    )
