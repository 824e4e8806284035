"""Shows one function on its way through the compiler: ``make hir FILE=f.py FUNC=name``, ``make asm …``.

The function is looked up by its qualified name after the file has been run. The compiler reads what the interpreter has
learned, so a function that has never run shows little: ``--call`` (``CALL=`` for make) evaluates an expression in the
file's namespace a few hundred times first.
"""

import argparse
import functools
import runpy
import sys


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stage", choices=["hir", "asm"])
    parser.add_argument("file")
    parser.add_argument("function", help="qualified name: f, or Class.method")
    parser.add_argument("--call", help="expression to warm the function up with, in the file's namespace")
    options = parser.parse_args()

    namespace = runpy.run_path(options.file, run_name="__andiron_show__")
    first, *rest = options.function.split(".")
    try:
        function = functools.reduce(getattr, rest, namespace[first])
    except (KeyError, AttributeError):
        sys.exit(f"{options.file} has no function {options.function}")
    if options.call:
        code = compile(options.call, "<call>", "eval")
        for _ in range(300):
            eval(code, namespace)

    from andiron import _engine

    native, target = _engine.require(), _engine.function_of(function)
    print(native.listing(target, options.stage))


if __name__ == "__main__":
    main()
