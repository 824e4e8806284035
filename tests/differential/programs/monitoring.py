"""sys.monitoring: global and local events, from inside a hot loop and from another thread."""
import sys
import threading

from transcript import repeat

M = sys.monitoring
TOOL = 3
M.use_tool_id(TOOL, "test")
events = []


def callee(x):
    return x + 1


def loop(at, switch):
    total = 0
    for i in range(1500):
        if i == at:
            switch()
        total += callee(i)
    return total


def on_start(code, offset):
    if code.co_filename == __file__:
        events.append(("start", code.co_name))


def on_return(code, offset, value):
    if code.co_filename == __file__:
        events.append(("return", code.co_name))


def on_line(code, line):
    events.append(("line", code.co_name, line))


def on_jump(code, source, target):
    events.append(("jump", code.co_name))


M.register_callback(TOOL, M.events.PY_START, on_start)
M.register_callback(TOOL, M.events.PY_RETURN, on_return)
M.register_callback(TOOL, M.events.LINE, on_line)
M.register_callback(TOOL, M.events.JUMP, on_jump)


def everything():
    M.set_events(TOOL, M.events.PY_START | M.events.PY_RETURN)


def local_lines():
    M.set_local_events(TOOL, callee.__code__, M.events.LINE | M.events.PY_START)


def local_jumps():
    M.set_local_events(TOOL, loop.__code__, M.events.JUMP)


def from_thread(switch):
    def change():
        thread = threading.Thread(target=switch)
        thread.start()
        thread.join()

    return change


def run(at, switch):
    events.clear()
    result = loop(at, switch)
    M.set_events(TOOL, 0)
    M.set_local_events(TOOL, callee.__code__, 0)
    M.set_local_events(TOOL, loop.__code__, 0)
    mine = [event for event in events if event[1] in ("loop", "callee")]
    return result, len(mine), mine[:4], mine[-2:]


repeat(run, -1, None, times=20, label="none")
for switch in (everything, local_lines, local_jumps):
    for at in (0, 750, 1499):
        repeat(run, at, switch, times=3, label=f"{switch.__name__} at {at}")
        repeat(run, at, from_thread(switch), times=3, label=f"{switch.__name__} at {at}, by a thread")
