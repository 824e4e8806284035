"""The environment of the pre-fork tests: the application's libraries and the servers, in a place of their own.

    python tests/prefork/environment.py [--fresh]

Installs from PyPI into `target/prefork/environment` (kept for the next run; `--fresh` makes it anew), with the Andiron
of the calling Python beside them, and prints the environment's Python.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILD = HERE.parents[1] / "target" / "prefork"
PLACE = BUILD / "environment"
PYTHON = PLACE / "bin" / "python"

#: What `app` imports: together about 125 MB resident.
APPLICATION = ("django", "sqlalchemy", "pandas", "celery", "boto3", "jinja2")
#: The servers with adapters. uWSGI is compiled from source: it needs a C compiler and Python's headers.
SERVERS = ("gunicorn", "uvicorn", "uvicorn-worker", "uwsgi")


def installed() -> bool:
    return (PLACE / ".complete").exists()


def install(fresh: bool = False) -> Path:
    """Makes the environment if it is not there, and returns its Python."""
    if fresh or not installed():
        BUILD.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", PLACE], check=True)
        pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *APPLICATION, *SERVERS], check=True)
        (PLACE / ".complete").touch()
    link_andiron()
    return PYTHON


def link_andiron() -> None:
    """Puts the Andiron of this Python into the environment: the one that is being worked on, not a copy."""
    ours = Path(sysconfig.get_path("purelib"))
    theirs = PLACE / "lib" / f"python3.{sys.version_info.minor}" / "site-packages"
    for name in ("andiron", "andiron-start.pth", "_andiron_start.py"):
        link = theirs / name
        if not link.is_symlink() or link.readlink() != ours / name:
            link.unlink(missing_ok=True)
            link.symlink_to(ours / name)


def variables(**more: str) -> dict[str, str]:
    """The environment variables of a process that runs the application."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ANDIRON", "PYTHON"))}
    # The interpreter writes its .pyc files once; after that, starts are alike.
    return (
        clean | {"PATH": f"{PYTHON.parent}:{os.environ['PATH']}", "PYTHONPATH": str(HERE), "PYTHONHASHSEED": "0"} | more
    )


if __name__ == "__main__":
    print(install("--fresh" in sys.argv[1:]))
