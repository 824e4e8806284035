"""The command line: a program must not be able to tell `python -m andiron` from `python`."""

from __future__ import annotations

import glob
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
import zipfile
from pathlib import Path

import pytest

SHOW = """\
import sys
print(sys.argv)
print(sys.path[0])
names = {name: value for name, value in globals().items() if name != "sys"}
for name, value in names.items():
    print(name, type(value).__name__ if name == "__loader__" else value)
print(sys.modules["__main__"].__dict__ is globals())
"""

WAYS_TO_END = {
    "normally": "pass",
    "exit": "import sys; sys.exit()",
    "exit 0": "raise SystemExit(0)",
    "exit 3": "raise SystemExit(3)",
    "exit 300": "raise SystemExit(300)",
    "exit -1": "raise SystemExit(-1)",
    "exit None": "raise SystemExit(None)",
    "exit text": "raise SystemExit('gone')",
    "exit object": "raise SystemExit([1, 2])",
    "exit True": "raise SystemExit(True)",
    "exit huge": "raise SystemExit(10 ** 30)",
    "exit subclass": "class E(SystemExit): pass\nraise E(5)",
    "exit in finally": "try:\n    1 / 0\nfinally:\n    raise SystemExit(4)",
    "error": "def f(x):\n    return 1 / x\nf(0)",
    "chained": "try:\n    {}['a']\nexcept KeyError as e:\n    raise ValueError('b') from e",
    "group": "raise ExceptionGroup('several', [ValueError(1), TypeError(2)])",
    "syntax error": "def f(:\n    pass",
    "interrupt": "raise KeyboardInterrupt",
    "interrupt subclass": "class K(KeyboardInterrupt): pass\nraise K",
    "signal": "import os, signal\nos.kill(os.getpid(), signal.SIGINT)",
    "killed": "import os, signal\nos.kill(os.getpid(), signal.SIGTERM)",
    "_exit": "import os; os._exit(9)",
    "excepthook": "import sys\nsys.excepthook = lambda *a: print('hook', a[0].__name__)\n1 / 0",
    "broken excepthook": "import sys\nsys.excepthook = lambda *a: 1 / 0\nraise ValueError",
    "atexit": "import atexit\natexit.register(print, 'bye')\nraise ValueError",
    "thread outlives main": (
        "import threading, time\nthreading.Thread(target=lambda: (time.sleep(0.1), print('late'))).start()\n1 / 0"
    ),
    "exit with objects alive": (
        "import sys\nkept = open('kept.txt', 'w')\nkept.write('flushed')\nclass A:\n"
        "    def __del__(self): print('end', __name__, open('kept.txt').read())\na = A()\nsys.exit(2)"
    ),
    "error with objects alive": "class A:\n    def __del__(self): print('end', __name__)\na = A()\n1 / 0",
    "too deep": "def f(): return f()\nf()",
    "deleted stdout": "import sys\nsys.stdout = None\nraise ValueError('x')",
}


@pytest.mark.parametrize("code", WAYS_TO_END.values(), ids=WAYS_TO_END)
@pytest.mark.parametrize("kind", ["script", "command", "module", "stdin"])
def test_ends_as_python_does(runner, kind, code):
    runner.write("program.py", code)
    arguments = {"script": ["program.py"], "command": ["-c", code], "module": ["-m", "program"], "stdin": ["-"]}[kind]
    runner.same(*arguments, stdin=code if kind == "stdin" else None)


def test_interrupt_kills_by_signal(runner):
    assert runner.andiron("-c", "raise KeyboardInterrupt").status == -signal.SIGINT


@pytest.mark.parametrize("path", ["show.py", "./show.py", "folder/show.py", "folder/../show.py", "link.py", "absolute"])
def test_script(runner, path):
    script = runner.write("show.py", SHOW)
    runner.write("folder/show.py", SHOW)
    runner.write("folder/target.py", SHOW)
    os.symlink("folder/target.py", runner.directory / "link.py")
    runner.same(str(script) if path == "absolute" else path, "a", "--stats", "-m", "b")


def test_command_and_stdin(runner):
    runner.same("-c", SHOW, "a", "-x")
    runner.same("-", "a", "-x", stdin=SHOW)


def test_module_and_package(runner):
    runner.write("show.py", SHOW)
    runner.write("package/__init__.py", "print('init')")
    runner.write("package/__main__.py", SHOW + "from . import other")
    runner.write("package/other.py", "print(__name__, __package__)")
    for name in ("show", "package", "package.other", "package.missing", "missing", "json.tool"):
        runner.same("-m", name, "a", stdin="{}")


@pytest.mark.parametrize("packed", [False, True])
def test_directory_and_zip(runner, packed):
    runner.write("program/__main__.py", SHOW + "import beside\n1 / 0")
    runner.write("program/beside.py", "print(__name__)")
    if packed:
        with zipfile.ZipFile(runner.directory / "program.zip", "w") as archive:
            for name in ("__main__.py", "beside.py"):
                archive.write(runner.directory / "program" / name, name)
    runner.same("program.zip" if packed else "program", "a")


def test_directory_without_main(runner):
    (runner.directory / "empty").mkdir()
    runner.same("empty")


def test_compiled_script(runner):
    runner.write("show.py", SHOW)
    runner.process("-c", "import py_compile; py_compile.compile('show.py', 'show.pyc')")
    runner.same("show.pyc")


def test_compiled_script_that_exits(runner):
    runner.write("end.py", "class A:\n    def __del__(self): print('end')\na = A()\nraise SystemExit(3)")
    runner.process("-c", "import py_compile; py_compile.compile('end.py', 'named_otherwise')")
    assert runner.same("named_otherwise").out == "end\n"
    (runner.directory / "wrong.pyc").write_bytes(b"no code")
    runner.same("wrong.pyc")


def test_this_directory(runner):
    for _ in range(2):
        for name in (".", "", "./", "../" + runner.directory.name):
            runner.same(name)
        runner.write("__main__.py", SHOW)


def test_missing_script(runner):
    runner.same("missing.py")
    runner.same("folder/missing.py")


@pytest.mark.parametrize("flags", [("-P",), ("-I",), ("-s", "-E"), ("-B",), ("-O",), ("-W", "error"), ("-X", "dev")])
def test_interpreter_flags(runner, flags):
    runner.write("show.py", SHOW + "assert False")
    for arguments in (["show.py"], ["-c", SHOW], ["-"]):
        runner.same(*arguments, flags=flags, stdin=SHOW)


def test_skipped_first_line(runner):
    runner.write("show.py", "this is no Python\n" + SHOW + "1 / 0")
    runner.same("show.py", flags=("-x",))


@pytest.mark.parametrize("code", ["pass", "1 / 0", "raise SystemExit(3)"])
def test_prompt_without_terminal(runner, code):
    runner.write("program.py", code)
    runner.same("program.py", environment={"PYTHONINSPECT": "1"})


def test_encodings(runner):
    (runner.directory / "latin.py").write_bytes("# coding: latin-1\nprint(ascii('é'))\n".encode("latin-1"))
    (runner.directory / "broken.py").write_bytes(b"print('\xe9')\n")
    (runner.directory / "marked.py").write_bytes("\ufeffprint(ascii('é'))\n".encode())
    for name in ("latin.py", "broken.py", "marked.py"):
        runner.same(name)
    runner.same("-c", "# coding: latin-1\nprint(ascii('é€'))")


def test_main_module_is_the_programs(runner):
    """Classes of `__main__` pickle, also to processes that are forked or spawned."""
    runner.write(
        "program.py",
        """\
import multiprocessing, pickle, sys
class Record:
    def __init__(self, x): self.x = x
def work(record): return Record(record.x + 1)
if __name__ == "__main__":
    import __main__
    print(__main__.Record is Record, pickle.loads(pickle.dumps(Record(1))).x)
    for way in ("fork", "spawn"):
        with multiprocessing.get_context(way).Pool(1) as pool:
            print(way, [r.x for r in pool.map(work, [Record(1), Record(2)])])
""",
    )
    runner.same("program.py")
    runner.same("-m", "program")


def test_frames_of_the_runner_are_hidden_in_tracebacks(runner):
    code = "import traceback\ntry:\n    1 / 0\nexcept ZeroDivisionError:\n    traceback.print_exc()\nraise ValueError"
    runner.write("program.py", code)
    assert "andiron" not in runner.same("program.py").err


def test_frames_of_the_runner_are_hidden_on_the_stack(runner):
    runner.write(
        "program.py",
        "import sys, traceback, warnings\n"
        "def f():\n"
        "    traceback.print_stack()\n"
        "    warnings.warn('deep', stacklevel=5)\n"
        "    try:\n        sys._getframe(2)\n    except ValueError as error:\n        print(error)\n"
        "f()\n",
    )
    runner.same("program.py")


def test_interactive_afterwards(runner):
    runner.write("program.py", "x = 41\n1 / 0")
    assert "42" in runner.andiron("program.py", flags=("-i",), stdin="x + 1\n").out


def test_options(runner):
    for options in (["--compile", "all"], ["--compile=2"], ["--compile", "auto"]):
        done = runner.andiron("-c", "import andiron; print(andiron.is_enabled())", options=tuple(options))
        assert (done.status, done.out, done.err) == (0, "True\n", "")


@pytest.mark.parametrize(
    "options", [["--compile", "some"], ["--compile", "0"], ["--compile"], ["--nonsense"], [], ["-c"], ["-m"]]
)
def test_wrong_options(runner, options):
    done = runner.andiron(*options)
    assert done.status == 2
    assert done.err.startswith("andiron: ") and done.err.count("\n") == 1


def test_help_and_version(runner):
    text = runner.andiron("--help").out
    assert len(text.splitlines()) <= 24 and max(map(len, text.splitlines())) <= 80
    assert runner.andiron("--version").out.startswith("Andiron 0.")
    for option in ("-h", "--help"):
        assert runner.andiron("--stats", "--compile", "2", option) == runner.andiron("--help")
    assert runner.andiron("--stats", "-V") == runner.andiron("--version")


def test_stats(runner):
    done = runner.andiron("-c", "import os; os.chdir('/')", options=("--stats", "--stats-json", "stats-%p.json"))
    assert done.status == 0 and done.err.startswith("andiron: ")
    (file,) = runner.directory.glob("stats-*.json")
    document = json.loads(file.read_text())
    assert {"compiled", "refused", "exits", "invalidations", "code_bytes", "compile_ns", "pending"} <= document.keys()


def test_stats_of_a_failing_program(runner):
    done = runner.andiron("-c", "raise SystemExit(3)", options=("--stats",))
    assert done.status == 3 and "andiron: " in done.err


def test_stats_are_for_one_process(runner):
    done = runner.andiron("-c", "import os\nif os.fork(): os.wait()", options=("--stats",))
    assert done.err.count("andiron: ") == 1


def test_stats_that_cannot_be_written(runner):
    done = runner.andiron("-c", "pass", options=("--stats-json", "missing/stats.json"))
    assert done.status == 0 and "could not be written" in done.err


def test_start_costs_little(runner):
    """At most 30 ms over `python -c pass`: the quickest of several, because the machine does other things too."""

    def quickest(run) -> float:
        times = []
        for _ in range(8):
            started = time.perf_counter()
            run("-c", "pass")
            times.append(time.perf_counter() - started)
        return min(times)

    assert quickest(runner.andiron) - quickest(runner.plain) < 0.030


def test_interrupt_from_outside(runner):
    """Ctrl-C in the middle of a loop ends the process as it ends `python`."""
    code = "import sys\nprint('on', flush=True)\nwhile True: pass"
    ends = []
    for command in ([sys.executable], [sys.executable, "-m", "andiron"]):
        process = subprocess.Popen([*command, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        process.stdout.readline()
        time.sleep(0.3)  # out of `print`, into the loop
        process.send_signal(signal.SIGINT)
        try:
            err = process.communicate(timeout=30)[1]
        finally:
            process.kill()
        ends.append((process.returncode, err))
    assert ends[0] == ends[1]
    assert ends[0][0] == -signal.SIGINT


def test_console_script(runner):
    script = Path(sysconfig.get_path("scripts")) / "andiron"
    if not script.exists():
        pytest.skip("the console script is not installed")
    runner.write("show.py", SHOW + "1 / 0")
    for arguments in (["show.py", "a"], ["-c", SHOW], ["-m", "show"], ["-"]):
        plain = runner.plain(*arguments, stdin=SHOW)
        assert runner.process(str(script), *arguments, stdin=SHOW) == plain


@pytest.mark.parametrize(
    "way", ["interrupt", "exit text", "exit 300", "error", "exit with objects alive", "signal", "too deep"]
)
def test_console_script_ends_as_python_does(runner, way):
    start = "import sys\nfrom andiron._command import main\nif __name__ == '__main__':\n    sys.exit(main())\n"
    runner.write("bin/andiron", start)
    runner.write("program.py", WAYS_TO_END[way])
    for arguments in (["program.py"], ["-c", WAYS_TO_END[way]], ["-m", "program"]):
        assert runner.process("bin/andiron", *arguments) == runner.plain(*arguments)


@pytest.mark.parametrize("flags", [(), ("-I",), ("-X", "utf8")])
def test_kill_switch_runs_plain_python(runner, flags):
    runner.write("show.py", SHOW + "import sys\nprint('andiron' in sys.modules, sys.orig_argv)\n1 / 0")
    for arguments in (["show.py", "a"], ["-c", SHOW, "-m"], ["-m", "show", "andiron"], ["-"]):
        how = {"flags": flags, "stdin": SHOW, "environment": {"ANDIRON": "0"}}
        assert runner.andiron(*arguments, options=("--compile", "all"), **how) == runner.plain(*arguments, **how)


def test_kill_switch_with_joined_flags(runner):
    how = {"environment": {"ANDIRON": "0"}}
    show = "import sys; print(sys.orig_argv)"
    assert runner.process("-Bmandiron", "-c", show, **how) == runner.process("-B", "-c", show, **how)
    assert runner.process("-Bm", "andiron", "-c", show, **how) == runner.process("-B", "-c", show, **how)


def other_pythons() -> dict[str, str]:
    """Pythons that Andiron does not support, by version: on the path or in pyenv's folder."""
    found = {}
    for version in ("3.9", "3.10", "3.11", "3.13", "3.14"):
        for python in (
            shutil.which(f"python{version}"),
            *glob.glob(f"{Path.home()}/.pyenv/versions/{version}.*/bin/python"),
        ):
            if python and subprocess.run([python, "-c", "pass"], capture_output=True).returncode == 0:
                found[version] = python
    return found


@pytest.mark.parametrize("version", ["3.9", "3.10", "3.11", "3.13", "3.14"])
def test_unsupported_python(runner, version):
    other = other_pythons().get(version)
    if other is None:
        pytest.skip(f"there is no python{version} here")
    package = runner.directory / "package"
    (installed,) = importlib.util.find_spec("andiron").submodule_search_locations
    shutil.copytree(installed, package / "andiron", symlinks=True)
    shutil.copy(Path(installed).parent / "_andiron_start.py", package)
    environment = {"PYTHONPATH": str(package)}
    done = runner.andiron("-c", "print(1)", python=other, environment=environment)
    assert done.status == 2 and done.out == ""
    assert done.err.startswith("andiron: Andiron needs CPython 3.12") and done.err.count("\n") == 1
    done = runner.andiron("-c", "print(1)", python=other, environment=environment | {"ANDIRON": "0"})
    assert (done.status, done.out, done.err) == (0, "1\n", "")
    code = """\
import andiron
assert andiron.jit(f := lambda: 1) is f and not andiron.is_compiled(f) and not andiron.is_enabled()
with andiron.paused(): f()
assert andiron.stats().compiled == ()
andiron.disable(); andiron.wait_idle()
for call in (andiron.enable, lambda: andiron.compile(f)):
    try: call()
    except andiron.UnsupportedPythonError as error: assert isinstance(error, RuntimeError); print(error)
import _andiron_start
"""
    done = runner.process("-c", code, python=other, environment=environment)
    assert (done.status, done.err) == (0, "")
    assert done.out.count(f"Andiron needs CPython 3.12 on x86-64 Linux, and this is CPython {version}") == 2
