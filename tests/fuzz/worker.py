"""Run cases in this process and print what happened, one line of JSON a case; started by `run.py`.

    python tests/fuzz/worker.py FIRST COUNT          # digests of seeds FIRST … FIRST + COUNT - 1
    python tests/fuzz/worker.py --transcript FILE    # the whole transcript of the case stored in a JSON file
"""

import contextlib
import gc
import hashlib
import json
import re
import resource
import sys
import traceback
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import prelude
from generate import Case, generate

ADDRESS = re.compile(r"0x[0-9a-fA-F]+")
MEMORY = 1 << 29  # so that "a" * 2**30 fails at once instead of taking a second


def describe(error, depth=0):
    """Type, message, notes, traceback with lines, columns and locals, and the chain of an exception."""
    lines = [f"{type(error).__name__}: {ADDRESS.sub('0x', str(error))[:300]} {prelude.show(error.args)}"]
    step = error.__traceback__
    while step is not None:
        frame = step.tb_frame
        if frame.f_code.co_filename.startswith("<fuzz"):
            positions = list(frame.f_code.co_positions())[step.tb_lasti // 2]
            lines.append(f"  at {frame.f_code.co_qualname}:{step.tb_lineno} {positions} {prelude.show_locals(frame)}")
        elif frame.f_code.co_filename == prelude.__file__:
            lines.append(f"  in {frame.f_code.co_qualname}:{step.tb_lineno}")
        step = step.tb_next
    if depth < 4:
        if isinstance(error, BaseExceptionGroup):
            for part in error.exceptions:
                lines += describe(part, depth + 1)
        for link, other in (("cause", error.__cause__), ("context", error.__context__)):
            if other is not None:
                lines += [f" {link}, suppressed {error.__suppress_context__}:", *describe(other, depth + 1)]
    return lines


def counts(args, kwargs):
    """Reference counts of the arguments. By `map`, outside of compiled code, which borrows operands."""
    return list(map(sys.getrefcount, (*args, *kwargs.values())))


def run_case(case: Case) -> list[str] | None:
    """What each action did, as lines; None where the program does not even compile."""
    try:
        code = compile(case.source, f"<fuzz {case.seed}>", "exec", dont_inherit=True)
    except SyntaxError:
        return None
    names = {"__name__": "case", "__builtins__": __builtins__}
    lines: list[str] = []
    exec(code, names)
    held = {}
    names["_hold"] = lambda *args, **kwargs: held.update(args=args, kwargs=kwargs)
    for kind, text in case.actions:
        lines.append(f"{kind} {text}")
        prelude.start_case()
        try:
            if kind == "do":
                exec(text, names)
                continue
            name, _, arguments = text.partition("(")
            eval(f"_hold({arguments}", names)
        except Exception as error:
            lines += describe(error)
            continue
        args, kwargs, function = held["args"], held["kwargs"], names[name]
        held.clear()
        before = counts(args, kwargs)
        try:
            value = function(*args, **kwargs)
            lines.append("returned " + prelude.show(value))
        except Exception as error:
            lines += describe(error)
        value = None
        after = counts(args, kwargs)
        lines += [str(entry) for entry in prelude.trail]
        prelude.trail.clear()
        changed = [b - a for a, b in zip(before, after, strict=True)]
        lines.append(f"references {changed}, arguments {prelude.show(args)}")
        del args, kwargs, function
        names["G_LIST"] = [1, 2]
    names.clear()
    return lines


def digest(lines):
    text = ADDRESS.sub("0x", "\n".join(lines))
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:20]


def main():
    warnings.simplefilter("ignore")
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    gc.disable()  # cycles are found once a case, so that counts do not depend on when the collector runs
    if sys.argv[1] == "--transcript":
        stored = json.loads(Path(sys.argv[2]).read_text())
        case = Case(stored["seed"], stored["source"], [tuple(action) for action in stored["actions"]])
        for line in run_case(case) or ["does not compile"]:
            print(ADDRESS.sub("0x", line), flush=True)
        return
    first, count = int(sys.argv[1]), int(sys.argv[2])
    for seed in range(first, first + count):
        try:
            lines = run_case(generate(seed))
            text = "syntax" if lines is None else digest(lines)
        except Exception:
            text = "harness error: " + traceback.format_exc()[-600:]
        print(json.dumps([seed, text]), flush=True)
        gc.collect()


if __name__ == "__main__":
    main()
