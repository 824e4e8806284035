"""What the programs print with: outcomes of calls repeated until they are hot, as text without addresses."""

import re
import sys
import traceback

ADDRESS = re.compile(r"0x[0-9a-fA-F]+")


def describe(error):
    """An exception with its traceback as (function, line, columns), and what it came from."""
    steps = []
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        if code.co_filename != __file__:
            _, _, column, end = list(code.co_positions())[step.tb_lasti // 2]
            steps.append(f"{code.co_name}:{step.tb_lineno}:{column}-{end}")
        step = step.tb_next
    text = f"{type(error).__name__}({ADDRESS.sub('0x', str(error))}) at {' '.join(steps)}"
    if error.__cause__ is not None:
        text += f" from <{describe(error.__cause__)}>"
    elif error.__context__ is not None and not error.__suppress_context__:
        text += f" while <{describe(error.__context__)}>"
    if isinstance(error, BaseExceptionGroup):
        text += f" of [{'; '.join(map(describe, error.exceptions))}]"
    return text


def outcome(function, *args, **kwargs):
    """What a call gives, as text."""
    try:
        return ADDRESS.sub("0x", repr(function(*args, **kwargs)))
    except Exception as error:
        return describe(error)


def show(label, function, *args, **kwargs):
    """Print the outcome of one call."""
    print(f"{label}: {outcome(function, *args, **kwargs)}", flush=True)


def repeat(function, *args, times=3000, label=None, **kwargs):
    """Call until hot, and print each run of equal outcomes: a change on the way shows."""
    label = label or function.__name__
    last, count = None, 0
    for _ in range(times):
        text = outcome(function, *args, **kwargs)
        if text != last:
            if count:
                print(f"{label}: {count} × {last}")
            last, count = text, 0
        count += 1
    print(f"{label}: {count} × {last}", flush=True)


def each(function, cases, times=400):
    """Make the function hot with each tuple of arguments in turn, then once more with all, by turns."""
    for args in cases:
        repeat(function, *args, times=times, label=f"{function.__name__}{ADDRESS.sub('0x', repr(args))[:70]}")
    seen = [outcome(function, *args) for _ in range(50) for args in cases]
    print(f"{function.__name__} by turns: {len(seen)} outcomes, {len(set(seen))} different, "
          f"the same each turn: {all(seen[i] == seen[i % len(cases)] for i in range(len(seen)))}", flush=True)


def stack():
    """Names and lines of the callers' frames, innermost first, as far as the programs go."""
    frame, lines = sys._getframe(1), []
    while frame is not None:
        if frame.f_code.co_filename != __file__:
            lines.append(f"{frame.f_code.co_name}:{frame.f_lineno}")
        frame = frame.f_back
    return lines


def formatted(error):
    """A traceback as the interpreter prints it, with its carets, without folders."""
    text = "".join(traceback.format_exception(error))
    return re.sub(r'File ".*/', 'File "', text)
