"""Functions of the standard library that have to know about lazy imports, changed once their module is loaded."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any

_ModuleType: Any = type(sys)


def _wrap(module: Any, name: str, wrapper: Any) -> None:
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


def _may_wait(namespace: Any) -> bool:
    """Whether that is a namespace that may have pending names: it has other builtins then."""
    import builtins

    own = namespace.get("__builtins__") if type(namespace) is dict else None
    return type(own) is dict and own is not builtins.__dict__


def _use(namespace: Any, code: Any) -> None:
    """Has the pending names that the code reads resolved."""
    for name in code.co_names:
        if name not in namespace and name.isidentifier():
            try:
                eval(name, namespace)
            except Exception:  # It is not pending, or it cannot be imported: then it is not there.
                pass
    for constant in code.co_consts:
        if type(constant) is type(code):
            _use(namespace, constant)


def _annotationlib(module: ModuleType) -> None:
    """It looks into the globals of functions, and copies them, for what the names in annotations stand for."""
    call_original = module.call_annotate_function
    evaluate_original = module.ForwardRef.evaluate

    def call_annotate_function(annotate: Any, format: Any, *args: Any, **kwargs: Any) -> Any:
        if format == module.Format.FORWARDREF and _may_wait(getattr(annotate, "__globals__", None)):
            _use(annotate.__globals__, annotate.__code__)
        return call_original(annotate, format, *args, **kwargs)

    def evaluate(self: Any, *, globals: Any = None, owner: Any = None, **kwargs: Any) -> Any:
        if kwargs.get("format") != module.Format.STRING:
            # A module's `__dict__`, where it looks for others, resolves what it has to itself.
            places = (globals, self.__globals__, *(getattr(o, "__globals__", None) for o in (owner, self.__owner__)))
            for place in places:
                if _may_wait(place):
                    try:
                        _use(place, self.__forward_code__)
                    except SyntaxError:  # Which it may, or may not, see itself.
                        pass
        return evaluate_original(self, globals=globals, owner=owner, **kwargs)

    _wrap(module, "call_annotate_function", call_annotate_function)
    _wrap(module.ForwardRef, "evaluate", evaluate)


PATCHES = {"inspect": _inspect, "test.support.import_helper": _import_helper, "annotationlib": _annotationlib}
