"""Functions of the standard library that have to know about lazy imports, changed once their module is loaded."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any

_ModuleType: Any = type(sys)


def _wrap(module: ModuleType, name: str, wrapper: Any) -> None:
    """Puts a wrapper in a function's place, unless that was done, and makes it look like the function."""
    function = getattr(module, name, None)
    if function is None or hasattr(function, "__wrapped__"):
        return
    for attribute in ("__module__", "__name__", "__qualname__", "__doc__"):
        setattr(wrapper, attribute, getattr(function, attribute))
    wrapper.__wrapped__ = function
    setattr(module, name, wrapper)


def _inspect(module: ModuleType) -> None:
    """``getattr_static`` takes a data descriptor on a module's class for the attribute's value."""
    original = module.getattr_static
    missing = object()

    def getattr_static(obj: Any, attr: str, default: Any = missing) -> Any:
        if (
            issubclass(type(obj), _ModuleType)
            and type(_ModuleType.__dict__.get(attr)).__module__ == "andiron.lazy_imports"
        ):
            overridden = any(attr in base.__dict__ for base in type(obj).__mro__ if base is not _ModuleType)
            if not overridden:
                # Nothing dynamic: the descriptor reads the module's dict.
                value = obj.__dict__ if attr == "__dict__" else obj.__dict__.get(attr, missing)
                if value is not missing:
                    return value
                if default is missing:
                    raise AttributeError(attr)
                return default
        elif issubclass(type(obj), _ModuleType) and attr in obj.__dict__:
            return obj.__dict__[attr]
        return original(obj, attr) if default is missing else original(obj, attr, default)

    _wrap(module, "getattr_static", getattr_static)


def _import_helper(module: ModuleType) -> None:
    """``import_fresh_module`` takes modules out of ``sys.modules``, imports others, and puts them back."""
    from andiron.lazy_imports import eager

    original = module.import_fresh_module

    def import_fresh_module(*args: Any, **kwargs: Any) -> Any:
        with eager():
            return original(*args, **kwargs)

    _wrap(module, "import_fresh_module", import_fresh_module)


PATCHES = {"inspect": _inspect, "test.support.import_helper": _import_helper}
