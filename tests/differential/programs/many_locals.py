"""Functions with many locals, many arguments, long bodies and deep expressions (extended arguments, wide jumps)."""
from transcript import repeat

lines = ["def wide(" + ", ".join(f"a{i}=0" for i in range(300)) + "):"]
lines += [f"    v{i} = a{i} + {i}" for i in range(300)]
lines += ["    total = 0", "    for k in range(5):"]
lines += [f"        total += v{i} * k" if i % 2 else f"        total -= v{i}" for i in range(300)]
lines += ["        if k == 3:", "            continue"]
lines += ["    return total, v299, sorted(locals())[-1]"]
space = {}
exec("\n".join(lines), space)
wide = space["wide"]
repeat(wide, times=300)
repeat(wide, 1.5, *range(100), a299=5, times=300)
repeat(wide, "x", times=300)
deep = eval("lambda x: " + "(" * 80 + "x" + " + 1)" * 80)
repeat(deep, 1)
repeat(deep, 1.5)
stacked = eval("lambda x: [" + ", ".join("x" for _ in range(400)) + "]")
repeat(lambda: sum(stacked(2)), label="stacked")
branches = "def branchy(x):\n" + "".join(f"    if x == {i}:\n        return {i * 3}\n" for i in range(400)) + "    return None"
exec(branches, space)
repeat(lambda: [space["branchy"](i) for i in (0, 200, 399, 400, 5.0)], label="branchy", times=500)
constants = "def constants():\n    return [" + ", ".join(f"'c{i}'" for i in range(600)) + "][-1]"
exec(constants, space)
repeat(space["constants"])
