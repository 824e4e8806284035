"""Write measured figures into the documentation: the tables between `bench` markers.

    python bench/run.py --suite all --json bench-results.json
    python bench/report.py bench-results.json

A marked section begins with `<!-- bench: NAME -->` and ends with `<!-- end bench -->`; NAME is programs,
applications, micro, cold or all.  Files without markers stay as they are.
"""

import argparse
import json
import re
import sys
from pathlib import Path

import cold
import run

ROOT = Path(__file__).resolve().parent.parent
FILES = [ROOT / "README.md", ROOT / "docs" / "performance.md"]
SECTION = re.compile(r"(<!-- bench: (\w+) -->\n).*?(<!-- end bench -->)", re.DOTALL)


def table(columns: list[str], rows: list[list[str]]) -> str:
    lines = [columns, ["---", *["---:"] * (len(columns) - 1)], *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def section(name: str, results: dict) -> str | None:
    """Markdown for one marked section; None where the results hold nothing for it."""
    if name == "all":
        parts = [section(part, results) for part in ("programs", "applications", "micro", "cold")]
        return "\n".join(part for part in parts if part) or None
    if name == "cold":
        rows = results.get("cold")
        return table(cold.COLUMNS, [cold.cells(row) for row in rows]) if rows else None
    rows = results["sections"].get(name)
    if not rows:
        return None
    mean = run.geometric_mean(rows)
    closing = f"\nGeometric mean {mean:.2f}×; " if mean else "\n"
    return table(run.COLUMNS, [run.cells(row) for row in rows]) + closing + (
        f"CPython {results['python']}, {results['system']} {results['machine']}, `{results['mode']}`, "
        f"{results['rounds']} rounds.\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("results", type=Path, help="what `run.py --json` wrote")
    parser.add_argument("--check", action="store_true", help="write nothing; print the sections instead")
    options = parser.parse_args()
    results = json.loads(options.results.read_text())
    if options.check:
        print(section("all", results))
        return 0
    for path in FILES:
        if not path.exists():
            continue
        text = path.read_text()

        def fill(match: re.Match) -> str:
            made = section(match[2], results)
            return match[0] if made is None else match[1] + made + match[3]

        filled = SECTION.sub(fill, text)
        if filled != text:
            path.write_text(filled)
            print(f"wrote {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
