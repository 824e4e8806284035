"""`python -m andiron.lazy_imports report`."""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

# What `app` imports, and why: `never` is put off for good, `nested` is only imported by it.
MODULES = {
    "app": """\
import never
import used
import inside
from stars import *
import unread
try: import tried
except ImportError: pass
import bound
bound = 1; bound.real
def f():
    import infunction
    return never
def g(): return used.value
inside.f
g(); f.__name__; infunction = __import__("called")
""",
    "never": "import nested\ndef f(): return nested\nnested.value\nblob = bytearray(30_000_000)",
    "nested": "import time\nended = time.process_time() + 0.06\nwhile time.process_time() < ended: pass\nvalue = 1",
    "used": "value = 1",
    "inside": "import deep\ndef f(): return deep",
    "deep": "",
    "stars": "a = 1",
    "unread": "",
    "tried": "",
    "bound": "",
    "called": "",
}


def report(programs, *arguments: str):
    return programs.runner.process("-m", "andiron.lazy_imports", "report", *arguments)


def made(programs, modules=MODULES, command="import app", setting="all"):
    """The report itself, as a process draws it up."""
    programs.write(modules)
    code = f"""\
import sys
from andiron.lazy_imports import _report
r = _report.make([sys.executable, '-c', {command!r}], {setting!r}, 1)
print(sorted((m.name, p.name) for p in r.never for m in p.modules if m.name in {sorted(modules)}))
print(sorted((m.name, m.why, m.detail, m.place) for m in r.imported if m.name in {sorted(modules)}))
print(r.never[0].name if r.never else '')
"""
    done = programs.runner.process("-c", code)
    assert (done.status, done.err) == (0, "")
    never, imported, first = done.out.splitlines()
    return eval(never), {row[0]: row[1:] for row in eval(imported)}, first


def test_says_what_and_why(programs):
    never, imported, first = made(programs)
    assert (never, first) == ([("deep", "deep"), ("nested", "nested"), ("never", "never")], "nested")
    assert imported == {
        "app": ("import in the program's script", "", "<string>:1"),
        "used": ("name used", "used in g", "app.py:13"),
        "inside": ("name used", "inside", "app.py:14"),
        "stars": ("import *", "", "app.py:4"),
        "unread": ("none of its names is read (a side effect?)", "", "app.py:5"),
        "tried": ("in a try or with block", "", "app.py:6"),
        "bound": ("its name is bound in another way as well", "bound", "app.py:8"),
        "called": ("call (import_module, getattr, dir…)", "<module>", "app.py:15"),
    }


@pytest.mark.parametrize(
    "source, why",
    [
        ("for _ in range(1): import m", "in a loop"),
        ("with open('m.py'): import m", "in a try or with block"),
        ("from m import __doc__", "it binds a dunder name"),
        ("import m\nclass C:\n    def __del__(self): m", "its name is read in a __del__"),
        ("class C:\n    import m", "import in a function"),
        ("def f():\n    import m\nf()", "import in a function"),
        ("import m\nm.a", "name used"),
        ("import other\nother.m", "name used"),
        ("import m\nif __name__ == 'm': m\nlist(globals())", "call (import_module, getattr, dir…)"),
        ("import importlib\nimportlib.import_module('m')", "call (import_module, getattr, dir…)"),
    ],
)
def test_each_reason(programs, source, why):
    _, imported, _ = made(programs, {"app": source, "other": "import m\ndef f(): return m", "m": "a = 1"})
    assert imported["m"][0] == why


def test_what_is_excluded(programs):
    modules = {"app": "import m\ndef f(): return m", "m": ""}
    assert made(programs, modules, setting="all,-app")[1]["m"][:2] == ("importer excluded by the setting", "app")
    assert made(programs, modules, setting="all")[0] == [("m", "m")]


def test_many_names(programs):
    """The instruction's argument has a prefix."""
    names = "".join(f"x{i} = x{i - 1}\n" for i in range(1, 300))
    _, imported, _ = made(programs, {"app": f"import m\nx0 = 0\n{names}m.a", "m": "a = 1"})
    assert imported["m"] == ("name used", "m", "app.py:302")


def test_text(programs):
    programs.write(MODULES)
    done = report(programs, "--rounds", "3", "--", sys.executable, "-c", "import app")
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].endswith("-c 'import app'")
    assert "less CPU time" in lines[1] and "less memory" in lines[1] and "MORE" not in lines[1]
    assert "exit status" not in done.out
    assert (
        done.out.index("CPU time ")
        < done.out.index("never imported: ")
        < done.out.index("nested")
        < done.out.index("Imported all the same")
        < done.out.index("name used")
    )


class Page(HTMLParser):
    """Checks that what opens is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        assert tag not in ("script", "link", "img", "iframe")
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_page(programs):
    programs.write(MODULES)
    command = ("--", sys.executable, "-c", "import app # <b>&'\"")
    assert report(programs, "--rounds=1", "--html", "page.html", *command).status == 0
    text = (programs.runner.directory / "page.html").read_text()
    Page(text)
    assert "://" not in text and "@import" not in text and "url(" not in text
    assert "&lt;b&gt;" in text and "<b>&" not in text
    charts = [
        ElementTree.fromstring(part.partition("</svg>")[0].join(("<svg", "</svg>"))) for part in text.split("<svg")[1:]
    ]
    assert len(charts) == 6 and all(chart.get("role") == "img" and chart.get("aria-label") for chart in charts)
    bars = [chart for chart in charts if "nested" in (chart.get("aria-label") or "")]
    assert len(bars) == 1 and len(bars[0].findall("rect")) >= 3


def test_warnings(programs):
    programs.write({"app": "import sys, m\ndef f(): return m\nsys.exit('m' not in sys.modules)", "m": ""})
    done = report(programs, "--rounds", "1", "--", sys.executable, "-c", "import app")
    assert done.status == 0 and "The exit status differs" in done.out
    done = report(programs, "--rounds", "1", "--", sys.executable, "-c", "import sys; sys.exit(3)")
    assert done.status == 0 and "The command fails (exit status 3)" in done.out
    twice = f"import subprocess, sys; subprocess.run([{sys.executable!r}, '-c', 'import json'])"
    assert "2 Python processes ran" in report(programs, "--rounds", "1", "--", sys.executable, "-c", twice).out


def test_forks_and_threads_do_not_disturb(programs):
    programs.write(
        {
            "app": """\
import os, threading, m, n
def use(): return m.a, n.a
threads = [threading.Thread(target=use) for _ in range(8)]
for t in threads: t.start()
for t in threads: t.join()
if os.fork() == 0: raise SystemExit
os.wait()
""",
            "m": "import time, n\ntime.sleep(.05)\na = n.a",
            "n": "import time\ntime.sleep(.05)\na = 1",
        }
    )
    _, imported, _ = made(programs, {}, command="import app")
    done = report(programs, "--rounds", "1", "--", sys.executable, "-c", "import app")
    assert done.status == 0 and "processes ran" not in done.out and "name used: m in use" in done.out


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--",),
        ("--html",),
        ("--rounds", "x", "--", "true"),
        ("--rounds", "0", "--", "true"),
        ("--what", "x"),
        ("-h",),
    ],
)
def test_usage(programs, arguments):
    done = report(programs, *arguments)
    assert done.status == (0 if arguments == ("-h",) else 2) and done.out.startswith("usage: ")


def test_what_cannot_be_reported(programs):
    done = report(programs, "--", "no-such-command-at-all")
    assert (done.status, done.err) == (2, "andiron: no-such-command-at-all cannot be run: No such file or directory\n")
    done = report(programs, "--rounds", "1", "--", "true")
    assert done.status == 2 and "no Python process of the command noted its imports" in done.err
    done = report(programs, "--rounds=1", "--html", "no/such/page.html", "--", sys.executable, "-c", "import json")
    assert done.status == 2 and "no/such/page.html cannot be written: No such file or directory" in done.err
