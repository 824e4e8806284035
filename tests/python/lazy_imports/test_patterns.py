"""`re.compile` is native while lazy imports are on: the same patterns, errors and warnings."""

from __future__ import annotations

import pytest

#: Compares native compilation with Python's own, of patterns that the standard library's sources have, and of others made
#: of them. `Pattern.__eq__` compares the code for `_sre`.
COMPARE = """\
import ast, glob, os, random, re, sys, warnings
import colorsys
import re._compiler as used
native = used.compile
assert native.__name__ == "lazy_compile_pattern", native
own = {"__name__": "re._own", "__package__": "re"}
exec(compile(open(used.__file__).read(), "own", "exec"), own)
own, random = own["compile"], random.Random(int(sys.argv[1]))
warnings.simplefilter("error")
def patterns():
    for file in sorted(glob.glob(os.path.dirname(os.__file__) + "/*.py")) + sorted(glob.glob(os.path.dirname(os.__file__) + "/*/*.py")):
        try:
            with open(file, "rb") as source: tree = ast.parse(source.read())
        except (SyntaxError, ValueError): continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("compile", "match", "search", "sub", "findall", "split", "fullmatch"):
                yield from (a.value for a in node.args[:1] if isinstance(a, ast.Constant) and isinstance(a.value, (str, bytes)))
def other(pattern):
    piece = random.choice("( ?  * [ ] - ^ | \\\\ ) {2,3} {,4} (?i: (?= (?! (?!) (?<!) (?<!a (?<=a) \\\\1 i ſ K é 😀 \\ud800 (?P<a> (?P=a) (?(1)a|b) +? *+ # (?x) (?s-i: (?> \\\\b \\\\077 \\\\x41 \\\\d [^a] [a-z_] (?#x) $ . a|b|c ab|ac".split(" "))
    at, to = sorted(random.randrange(len(pattern) + 1) for _ in range(2))
    return random.choice([pattern[:at] + piece + pattern[at:], pattern[:at] + pattern[to:], pattern[:at] + piece + pattern[to:]])
def outcome(function, pattern, flags):
    try: return function(pattern, flags)
    except RecursionError: return None
    except Exception as error: return type(error), str(error), getattr(error, "pos", None)
known = sorted({p for p in patterns() if len(p) < 1000}, key=repr)
from test import re_tests
known += [row[0] for row in re_tests.tests]
known += [other(p) for p in known if isinstance(p, str) for _ in range(4)]
differ = 0
for pattern in known:
    for flags in (0, re.I, re.M | re.X, re.I | re.A, re.S) if isinstance(pattern, str) else (0, re.I):
        a, b = outcome(own, pattern, int(flags)), outcome(native, pattern, int(flags))
        if a != b or (isinstance(a, re.Pattern) and (a.groups, list(a.groupindex.items()), a.flags) != (b.groups, list(b.groupindex.items()), b.flags)):
            differ += 1
            print(ascii(pattern), flags, a, b)
print(len(known) > 3000, differ)
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_patterns_are_those_that_python_makes(runner, seed):
    runner.write("compare.py", COMPARE)
    outcome = runner.process("compare.py", seed, environment={"ANDIRON_LAZY_IMPORTS": "all"})
    assert (outcome.out, outcome.err) == ("True 0\n", "")


def test_errors_and_warnings_name_the_same_lines(same):
    app = """\
import re, traceback, warnings
warnings.simplefilter("always")
re.compile("[[a]")
re.compile("[a--c--d]") if 0 else re.compile("[a||b]")
class C:
    pattern = re.compile("[a&&b]")
for pattern in ("(", "a**", "(?P<n>a)(?P<n>b)", "(?<=a*)b", "\\\\1", "[b-a]", "a{3,2}", "(?z)", "x{99999999999}", "\\\\N{no}"):
    try: re.compile(pattern)
    except Exception: print(traceback.format_exc())
print(re.compile("a", re.DEBUG), re.compile(b"a", re.LOCALE), re.compile(re.compile("b")))
try: re.compile("a", re.LOCALE)
except ValueError as error: print(error)
try: re.compile(1)
except TypeError as error: print(error)
"""
    outcome = same(app=app)
    assert outcome.status == 0 and outcome.err.count("FutureWarning") == 3


def test_patterns_work_and_are_cached_and_pickled(same):
    app = """\
import pickle, re, copy
p = re.compile(r"(?P<year>\\d{4})-(?P<month>\\d\\d)|(?i:x+)(?=y)", re.VERBOSE)
print(p, p.groups, p.groupindex, p.flags, p is re.compile(p.pattern, re.VERBOSE), pickle.loads(pickle.dumps(p)) is p)
print(p.findall("2026-11 XXy"), p.sub(r"\\g<year>", "2026-11"), copy.deepcopy(p) is p)
print(re.sub("(a)|b", r"[\\1]", "ab"), re.split(",+", "a,,b"), re.fullmatch("ſ", "S", re.I), re.match(b"\\xff+", b"\\xff"))
class P(str): pass
print(re.compile(P("a+")).match("aa"))
"""
    assert same(app=app).status == 0


def test_another_re_is_left_alone(programs, runner):
    """Code that native code was not made after: here, with another instruction in one function."""
    programs.write({"app": "import re._compiler\nprint(re._compiler.compile.__name__)"})
    sources = "import re._parser, re._compiler, shutil, os\nshutil.copytree(os.path.dirname(re.__file__), 're')\n"
    sources += "text = open('re/_parser.py').read()\nopen('re/_parser.py', 'w').write(text.replace('class Tokenizer:', 'def more(): return 1\\nclass Tokenizer:'))"
    assert programs.run("import app", ANDIRON_LAZY_IMPORTS="all").out == "lazy_compile_pattern\n"
    assert runner.process("-c", sources).status == 0
    assert programs.run("import app", ANDIRON_LAZY_IMPORTS="all").out == "compile\n"
