"""Run cases in this process and print what happened, one line of JSON a case; started by `run.py`.

    python tests/fuzz/worker.py FILE                 # digests of the cases stored in a file, a JSON object a line
    python tests/fuzz/worker.py --transcript FILE    # the whole transcript of the first of them

Little is imported and cases come from a file, as under Andiron all that runs here is compiled too.
"""

import gc
import hashlib
import json
import re
import resource
import signal
import sys
import traceback
import warnings

sys.path.insert(0, __file__.rpartition("/")[0])

import prelude

ADDRESS = re.compile(r"0x[0-9a-fA-F]+")
MEMORY = 1 << 29  # so that "a" * 2**30 fails at once instead of taking a second
SECONDS = 5  # of processor time for a case: then SIGVTALRM ends the process


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


def run_case(seed: int, source: str, actions: list[tuple[str, str]]) -> list[str] | None:
    """What each action did, as lines; None where the program does not even compile."""
    try:
        code = compile(source, f"<fuzz {seed}>", "exec", dont_inherit=True)
    except SyntaxError:
        return None
    names = {"__name__": "case", "__builtins__": __builtins__}
    lines: list[str] = []
    exec(code, names)
    held = {}
    names["_hold"] = lambda *args, **kwargs: held.update(args=args, kwargs=kwargs)
    for kind, text in actions:
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
        except (RecursionError, MemoryError) as error:
            # How deep it went may differ (docs/conformance.md), and with it all that was changed on the way. Where
            # memory is at its limit, the interpreter drops entries of tracebacks that it has no room for.
            lines.append(f"{type(error).__name__}: the rest of the case is not compared")
            break
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
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    gc.disable()  # cycles are found once a case, so that counts do not depend on when the collector runs
    with open(sys.argv[-1], encoding="utf-8") as file:
        cases = list(map(json.loads, file))
    if sys.argv[1] == "--transcript":
        for line in run_case(**cases[0]) or ["does not compile"]:
            print(ADDRESS.sub("0x", line), flush=True)
        return
    gc.freeze()  # what is here now need not be looked at after each case
    for case in cases:
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        try:
            lines = run_case(**case)
            text = "syntax" if lines is None else digest(lines)
        except Exception:
            text = "harness error: " + traceback.format_exc()[-600:]
        print(json.dumps([case["seed"], text]), flush=True)
        gc.collect()


if __name__ == "__main__":
    main()
