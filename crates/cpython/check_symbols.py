"""Says which symbols a built extension module needs and the interpreter does not export.

    python crates/cpython/check_symbols.py python/andiron/_andiron.cpython-312-x86_64-linux-gnu.so

A hidden symbol links without complaint and then keeps the module from loading, or, bound lazily, ends the process at
the first call. Needs `nm`. Exits with 1 and names the symbols if there are any.
"""

import subprocess
import sys
import sysconfig
from pathlib import Path


def symbols(file: Path, *options: str) -> set[str]:
    """Names in the dynamic symbol table, without their versions."""
    output = subprocess.run(["nm", "-D", *options, file], check=True, capture_output=True, text=True).stdout
    return {line.split()[-1].split("@")[0] for line in output.splitlines()}


def interpreter() -> Path:
    """Where this Python keeps its exports: the shared library if it has one, else the executable."""
    library = Path(sysconfig.get_config_var("LIBDIR"), sysconfig.get_config_var("INSTSONAME"))
    shared = sysconfig.get_config_var("Py_ENABLE_SHARED")
    return library if shared and library.exists() else Path(sys.executable).resolve()


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    needed = {name for name in symbols(Path(sys.argv[1]), "--undefined-only") if name.lstrip("_").startswith("Py")}
    missing = sorted(needed - symbols(interpreter(), "--defined-only"))
    if missing:
        print(f"{interpreter()} does not export what {sys.argv[1]} needs: {', '.join(missing)}", file=sys.stderr)
        return 1
    print(f"{len(needed)} symbols needed, all exported by {interpreter()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
