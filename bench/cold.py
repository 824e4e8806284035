"""What Andiron costs where it cannot help: starting Python, and code that never becomes hot.

Measured as CPU time (user and system) of whole processes, the two sides taking turns, each first in every other pair.
The ratio is the median over pairs, for a machine whose speed changes from second to second slows both of a pair alike.
"""

import os
import statistics
import subprocess
import tempfile
from pathlib import Path

COLUMNS = ["command", "stock", "Andiron", "difference", "ratio", "bound"]
FUNCTION = '''
class Record{n}:
    def __init__(self, name, size=3):
        self.name, self.size = name, size
        self.items = [i * {n} for i in range(size)]

    def describe(self, *, width=10):
        return f"{{self.name:>{{width}}}}: {{self.size}} {{sum(self.items) % 97}}"

def parse{n}(text, table={{}}):
    words = {{}}
    for word in text.split():
        key = word.strip(".,").lower()
        words[key] = words.get(key, 0) + len(word) + {n}
    try:
        best = max(words.items(), key=lambda pair: (pair[1], pair[0]))
    except ValueError:
        best = ("", 0)
    return Record{n}(best[0], best[1] % 5).describe(width=4 + {n} % 7)
'''


def cold_program(functions: int = 1500) -> str:
    """Source of a program of about a second in which each of many functions is called a few times."""
    parts = [FUNCTION.format(n=number) for number in range(functions)]
    parts.append("text = 'It was a bright cold day in April, and the clocks were striking thirteen. ' * 3\n"
                 "total = 0\n")
    parts.append("".join(f"total += len(parse{n}(text)) + len(parse{n}('')) + len(parse{n}(text[:{n} % 60]))\n"
                         for n in range(functions)))
    return "".join(parts) + "print(total)\n"


def _cpu_seconds(command: list[str], environment: dict[str, str]) -> float:
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    message = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: {message.decode(errors='replace').strip()[-300:]}")
    return usage.ru_utime + usage.ru_stime


def measure(sides, runs: int) -> list[dict]:
    """One row a command; `sides` are the two `Side`s of run.py."""
    with tempfile.TemporaryDirectory(prefix="bench-cold-") as folder:
        program = Path(folder, "cold_program.py")
        program.write_text(cold_program())
        commands = [
            ("-c pass", ["-c", "pass"], runs, "+30 ms"),
            ("-m pip --version", ["-m", "pip", "--version"], runs, "1.03×"),
            ("cold program", [str(program)], max(3, runs // 4), "1.02×"),
        ]
        rows = []
        for name, arguments, times, bound in commands:
            spent = ([], [])
            try:
                for pair in range(times):
                    for side, seconds in list(zip(sides, spent))[:: -1 if pair % 2 else 1]:
                        seconds.append(_cpu_seconds(side.command + arguments, side.environment))
            except RuntimeError as error:
                rows.append({"name": name, "error": str(error)})
                continue
            before, after = (statistics.median(seconds) for seconds in spent)
            rows.append({"name": name, "stock_seconds": before, "andiron_seconds": after, "bound": bound,
                         "difference_seconds": statistics.median(b - a for a, b in zip(*spent)),
                         "ratio": statistics.median(b / a for a, b in zip(*spent))})
        return rows


def cells(row: dict) -> list[str]:
    if "error" in row:
        return [row["name"], "", "", "failed", "", row["error"][:60]]
    difference = row["difference_seconds"] * 1000
    return [row["name"], f"{row['stock_seconds'] * 1000:.1f} ms", f"{row['andiron_seconds'] * 1000:.1f} ms",
            f"{difference:+.1f} ms", f"{row['ratio']:.3f}×", row["bound"]]
