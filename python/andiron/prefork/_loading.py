"""Finds the application that a user names as ``module:app``, with one sentence where that fails."""

from __future__ import annotations

import importlib
from typing import Any


class LoadError(Exception):
    """The application cannot be had; the message is for the user."""


def load(target: str) -> Any:
    """The object called `app` in `module`; ``module:make()`` calls it and takes what it returns."""
    name, colon, attribute = target.partition(":")
    if not name or not colon or not attribute:
        raise LoadError(f"the application must be given as module:app, not {target!r}")
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name is not None and (name == error.name or name.startswith(f"{error.name}.")):
            raise LoadError(f"there is no module {error.name} in this directory or this Python's packages") from None
        raise LoadError(f"importing {name} failed: {error}") from error
    except Exception as error:
        raise LoadError(f"importing {name} failed: {type(error).__name__}: {error}") from error
    called = attribute.endswith("()")
    app: Any = module
    for part in attribute.removesuffix("()").split("."):
        try:
            app = getattr(app, part)
        except AttributeError:
            raise LoadError(f"module {name} has no {attribute.removesuffix('()')}") from None
    if called:
        try:
            app = app()
        except Exception as error:
            raise LoadError(f"calling {target} failed: {type(error).__name__}: {error}") from error
    if not callable(app):
        raise LoadError(f"{target} is no WSGI or ASGI application: {type(app).__name__} objects cannot be called")
    return app
