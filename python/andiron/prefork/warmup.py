"""Warming an application up: requests to it inside the process, before workers are forked.

What an application does on its first requests (imports inside functions, compiled templates and regular expressions,
cached lookups, the interpreter's specialised instructions, Andiron's compiled code) is written to memory. Done once in
the master, it is shared; done in the workers, each has a copy.
"""

from __future__ import annotations

import inspect
import io
import threading
import warnings
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, Event
    from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping

#: How often each path is asked for: the interpreter specialises code in its first dozen of executions.
ROUNDS = 12
#: Seconds that a thread has to end after the warm-up.
FAREWELL = 1.0

__all__ = ["asgi", "requests", "wsgi"]


def interface_of(app: object) -> str:
    """``"asgi"`` or ``"wsgi"``: what the application's signature says that it is."""
    call = (
        app if inspect.isroutine(app) or inspect.isclass(app) else inspect.getattr_static(type(app), "__call__", None)
    )
    if inspect.iscoroutinefunction(app) or inspect.iscoroutinefunction(call):
        return "asgi"
    try:
        parameters = inspect.signature(app).parameters.values()  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return "wsgi"
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    needed = [each for each in parameters if each.kind in positional and each.default is inspect.Parameter.empty]
    return "asgi" if len(needed) == 3 else "wsgi"


def requests(
    app: Any, paths: Iterable[str], *, rounds: int = ROUNDS, headers: Mapping[str, str] | None = None
) -> Callable[[], None]:
    """Like `wsgi` or `asgi`, whichever the application is."""
    kind = asgi if interface_of(app) == "asgi" else wsgi
    return kind(app, paths, rounds=rounds, headers=headers)


def wsgi(
    app: Callable[..., Any], paths: Iterable[str], *, rounds: int = ROUNDS, headers: Mapping[str, str] | None = None
) -> Callable[[], None]:
    """Returns a function for ``prepare(warmup=…)`` that GETs each path `rounds` times from a WSGI application.

    A request that fails is a RuntimeWarning: the others still warm the application up.
    """
    wanted = _checked(paths)

    def warm_up() -> None:
        from wsgiref.util import setup_testing_defaults

        for target in wanted:
            for _ in range(rounds):
                path, _, query = target.partition("?")
                environ: dict[str, Any] = {
                    "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
                    "QUERY_STRING": query,
                    "REMOTE_ADDR": "127.0.0.1",
                    "SERVER_PROTOCOL": "HTTP/1.1",
                    "HTTP_HOST": "localhost",
                    "wsgi.input": io.BytesIO(),
                    "wsgi.errors": io.StringIO(),
                    "wsgi.multiprocess": True,
                    "wsgi.multithread": False,
                }
                for name, value in (headers or {}).items():
                    environ[f"HTTP_{name.upper().replace('-', '_')}"] = value
                setup_testing_defaults(environ)
                if not _asked(target, partial(_ask_wsgi, app, environ)):
                    break

    return _without_new_threads(warm_up)


def asgi(
    app: Callable[..., Any], paths: Iterable[str], *, rounds: int = ROUNDS, headers: Mapping[str, str] | None = None
) -> Callable[[], None]:
    """Returns a function for ``prepare(warmup=…)`` that GETs each path `rounds` times from an ASGI application.

    The requests run on an event loop of their own, which is closed when they are done: nothing of it, and none of its
    threads, is there when workers are forked. The application is sent no ``lifespan`` events: they are for the workers.
    """
    wanted = _checked(paths)

    def warm_up() -> None:
        import asyncio

        # Not asyncio.run(), which leaves the main thread unable to have a current event loop.
        loop = asyncio.new_event_loop()
        try:
            for target in wanted:
                for _ in range(rounds):
                    path, _, query = target.partition("?")
                    scope = {
                        "type": "http",
                        "asgi": {"version": "3.0", "spec_version": "2.3"},
                        "http_version": "1.1",
                        "method": "GET",
                        "scheme": "http",
                        "path": unquote_to_bytes(path).decode("utf-8", "replace"),
                        "raw_path": path.encode("latin-1", "replace"),
                        "query_string": query.encode("latin-1", "replace"),
                        "root_path": "",
                        "headers": [
                            (name.lower().encode("latin-1"), value.encode("latin-1"))
                            for name, value in ({"Host": "localhost"} | dict(headers or {})).items()
                        ],
                        "client": ("127.0.0.1", 1),
                        "server": ("127.0.0.1", 80),
                    }
                    if not _asked(target, partial(_run, loop, app, scope)):
                        break
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor())
        finally:
            loop.close()

    return _without_new_threads(warm_up)


def _checked(paths: Iterable[str]) -> list[str]:
    if isinstance(paths, str):
        raise TypeError("paths must be several strings, not one")
    wanted = list(paths)
    for path in wanted:
        if not isinstance(path, str) or not path.startswith("/"):
            raise ValueError(f"a path to warm up with must be a string that starts with /, not {path!r}")
    return wanted


def _asked(target: str, ask: Callable[[], int]) -> bool:
    """Whether the request went well; warns if not."""
    try:
        status = ask()
    except Exception as error:
        problem = f"raised {type(error).__name__}: {error}"
    else:
        if status < 500:
            return True
        problem = f"was answered with status {status}"
    warnings.warn(f"the warm-up request for {target} {problem}", RuntimeWarning, stacklevel=5)
    return False


def _ask_wsgi(app: Callable[..., Any], environ: dict[str, Any]) -> int:
    statuses: list[str] = []

    def start_response(status: str, headers: object, exc_info: object = None) -> Callable[[bytes], object]:
        statuses.append(status)
        return lambda data: None

    body = app(environ, start_response)
    try:
        for _ in body:
            pass
    finally:
        close = getattr(body, "close", None)
        if close is not None:
            close()
    return int(statuses[-1].split(None, 1)[0])


def _run(loop: AbstractEventLoop, app: Callable[..., Any], scope: dict[str, Any]) -> int:
    return loop.run_until_complete(_ask_asgi(app, scope))


def one_request() -> tuple[Event, Callable[[], Awaitable[dict[str, Any]]]]:
    """An event, to be set when the response ends, and an ASGI ``receive`` of a request without a body until then."""
    import asyncio

    answered = asyncio.Event()
    messages = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> dict[str, Any]:
        if messages:
            return messages.pop()
        await answered.wait()
        return {"type": "http.disconnect"}

    return answered, receive


async def _ask_asgi(app: Callable[..., Any], scope: dict[str, Any]) -> int:
    statuses: list[int] = []
    answered, receive = one_request()

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])
        elif message["type"] == "http.response.body" and not message.get("more_body"):
            answered.set()

    await app(scope, receive, send)
    return statuses[-1]


def _without_new_threads(warm_up: Callable[[], None]) -> Callable[[], None]:
    """Warns of threads that the warm-up has left running: what waits for them in a worker waits for ever."""

    def checked() -> None:
        before = set(threading.enumerate())
        warm_up()
        new = [thread for thread in threading.enumerate() if thread not in before]
        for thread in new:
            # What is about to end, like an executor's that was shut down, may.
            thread.join(FAREWELL)
        left = [thread.name for thread in new if thread.is_alive()]
        if left:
            warnings.warn(
                f"the warm-up left threads running that workers will not have: {', '.join(left)}",
                RuntimeWarning,
                stacklevel=2,
            )

    return checked
