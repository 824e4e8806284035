"""Imported by ``andiron-start.pth`` where Andiron's variables are set as Python starts: silent where it cannot help.

Every Python process of such an environment pays for what is done here. So this stands beside the package, which is a
second directory to look into, and lazy imports begin when the program imports the first module of Python code.
"""

import os
import sys


def _wanted() -> str:
    """The variable's value. What `python -m andiron` has set for this process alone is taken back."""
    wanted = os.environ["ANDIRON_LAZY_IMPORTS"]
    before = os.environ.pop("ANDIRON_LAZY_IMPORTS_ONCE", None)
    if before:
        os.environ["ANDIRON_LAZY_IMPORTS"] = before
    elif before is not None:
        del os.environ["ANDIRON_LAZY_IMPORTS"]
    return wanted


def _let_python_put_imports_off(wanted: str) -> None:
    """Where Python itself can (PEP 810): what decides which may wait is loaded when it is first asked."""
    if not wanted.strip(" ,0"):
        return
    mode, filter = sys.get_lazy_imports(), sys.get_lazy_imports_filter()

    def begin(importer, imported, names=None):
        sys.set_lazy_imports(mode)
        sys.set_lazy_imports_filter(filter)
        from andiron import _engine

        backend = _engine.lazy_backend()
        backend.install(*_engine.lazy_imports_wanted(wanted), None)
        return backend.decide(sys._getframe(1), importer, imported, names)

    sys.set_lazy_imports_filter(begin)
    sys.set_lazy_imports("all")
    if "ANDIRON_LAZY_IMPORTS_REPORT" in os.environ or "ANDIRON_LAZY_IMPORTS_LOG" in os.environ:
        begin("", "")


def _put_imports_off(text: str) -> None:
    import _frozen_importlib_external as external
    import atexit

    loaders = external._LoaderBasics
    execute = loaders.exec_module
    native = None

    def begin():
        nonlocal native
        if loaders.exec_module is exec_module:
            loaders.exec_module = execute
        from andiron import _engine

        wanted = _engine.lazy_imports_wanted(text)
        if wanted is None:
            return
        try:
            from andiron import _andiron
        except ImportError:
            return
        if _andiron.lazy_probe() is None:
            from andiron import _lazy_loader

            try:
                _lazy_loader.install(*wanted, None)
                native = _andiron
            except RuntimeError:  # Too many users of CPython's watchers.
                pass

    def exec_module(self, module):
        # `begin` needs these two whole.
        if loaders.exec_module is exec_module and module.__name__ not in ("andiron", "andiron._engine"):
            begin()
            return loaders.exec_module(self, module)
        return execute(self, module)

    def settle():
        if native is not None:
            native.lazy_settle()
            if is_last and sys.version_info < (3, 14):
                native.lazy_leave_collections_out()

    if "ANDIRON_LAZY_IMPORTS_REPORT" in os.environ or "ANDIRON_LAZY_IMPORTS_LOG" in os.environ:
        begin()
        return
    # Tracebacks, tracers and debuggers leave out the import system, which they know by this name.
    exec_module.__code__ = exec_module.__code__.replace(co_filename="<frozen importlib._bootstrap_external>")
    loaders.exec_module = exec_module
    # Registered now, so that it runs after what the program registers.
    is_last = atexit._ncallbacks() == 0
    atexit.register(settle)


def _compile() -> None:
    from andiron import UnsupportedPythonError, enable

    try:
        enable()
    except UnsupportedPythonError:
        pass
    except ValueError as error:
        if sys.stderr is not None:
            print(f"andiron: ANDIRON_COMPILE: {error}; nothing is compiled", file=sys.stderr)


if os.environ.get("ANDIRON") != "0":
    if os.environ.get("ANDIRON_LAZY_IMPORTS"):
        if hasattr(sys, "set_lazy_imports"):
            _let_python_put_imports_off(_wanted())
        else:
            _put_imports_off(_wanted())
    if os.environ.get("ANDIRON") == "1":
        _compile()
