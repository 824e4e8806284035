"""``python -m andiron.prefork measure -- module:app``: what would forking from a prepared master save?"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from andiron import UnsupportedPythonError, _engine, _report
from andiron.prefork import _measure
from andiron.prefork._master import Order

DESCRIPTION = """\
Measures a WSGI or ASGI application in really forked workers, in a fresh master process each way: forked as it is,
after gc.freeze(), after prepare(), and after prepare() with a warm-up. Prints the memory that each worker has for
itself and the requests it answers."""
EPILOG = """\
The workers are a small server of the standard library: compare the ways with each other, not with your own server.
module:app is found from this directory; module:make() calls it. Its connections are opened once in each worker."""


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="python -m andiron.prefork", description=DESCRIPTION, epilog=EPILOG, allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter, usage="%(prog)s measure [options] -- module:app"
    )  # fmt: skip
    made.add_argument("command", choices=["measure"], help=argparse.SUPPRESS)
    made.add_argument("app", metavar="module:app", help="the application")
    made.add_argument("--workers", type=positive, default=4, metavar="N", help="workers to fork (4)")
    made.add_argument("--requests", type=positive, default=200, metavar="R", help="requests to each worker (200)")
    made.add_argument(
        "--paths", nargs="+", default=["/"], metavar="PATH", type=path, help="what to ask for, in turn (/)"
    )
    made.add_argument(
        "--warmup", nargs="+", metavar="PATH", type=path, help="what to warm up with (the same paths)", dest="warm_up"
    )
    made.add_argument("--rounds", type=positive, default=12, metavar="N", help="warm-up requests for each path (12)")
    made.add_argument(
        "--compile", metavar="MODE", type=compile_mode, help="measure with compiled code too: auto, all, N"
    )
    made.add_argument(
        "--modes", nargs="+", choices=_measure.MODES, metavar="MODE",
        help=f"measure these instead: {', '.join(_measure.MODES)}",
    )  # fmt: skip
    made.add_argument("--port", type=port, default=0, help="first port of 127.0.0.1 to use (any that are free)")
    made.add_argument("--json", metavar="FILE", help="write all figures to FILE")
    made.add_argument("--html", metavar="FILE", help="write a page with charts to FILE")
    return made


def positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"a number from 1 up is needed, not {text!r}")
    return int(text)


def port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"a port from 1 to 65535 is needed, not {text!r}")
    return int(text)


def path(text: str) -> str:
    if not text.startswith("/"):
        raise argparse.ArgumentTypeError(f"a path that starts with / is needed, not {text!r}")
    return text


def compile_mode(text: str) -> str:
    try:
        _engine.parse_mode(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def main(arguments: list[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    modes = options.modes or [*_measure.USUAL, *(["compiled"] if options.compile else [])]
    order = Order(
        app=options.app,
        workers=options.workers,
        port=options.port,
        warm_up=options.warm_up or options.paths,
        rounds=options.rounds,
        compile=options.compile or "auto",
    )
    try:
        _engine.require()
        results = _measure.measure(
            order, options.paths, options.requests, modes, lambda line: print(line, file=sys.stderr)
        )
    except (_measure.MeasureError, UnsupportedPythonError) as error:
        print(f"andiron: {error}", file=sys.stderr)
        return 2
    lines = _report.table(_measure.TITLES, _measure.rows(results), numbers=range(1, len(_measure.TITLES)))
    print("\n".join([*lines, "", *(f"  {note}" for note in _measure.notes(results))]))
    try:
        if options.json:
            document = {"order": asdict(order), "paths": options.paths, "results": [each.as_dict() for each in results]}
            Path(options.json).write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
        if options.html:
            from andiron.prefork import _chart

            Path(options.html).write_text(_chart.document(options.app, results), encoding="utf-8")
    except OSError as error:
        print(f"andiron: {error.filename} cannot be written: {error.strerror}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
