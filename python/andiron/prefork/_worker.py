"""A worker of the server that ``measure`` measures with: one connection after the other, one request each.

It is the standard library's and only good enough for that: what it writes to memory itself is little, and the same in
every mode.
"""

from __future__ import annotations

import asyncio
import gc
import os
import select
import signal
import socket
import sys
from typing import Any, NoReturn
from urllib.parse import unquote
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from andiron.prefork.warmup import interface_of, one_request


def serve(app: Any, listener: socket.socket, collected: int) -> NoReturn:
    """Answers requests until SIGTERM, then ends as a program does: through all of the interpreter's finalisation.

    SIGUSR1 makes it collect garbage, as a worker that lives long does by itself sooner or later, and write a byte to
    `collected`.
    """
    signal.signal(signal.SIGUSR1, lambda number, frame: (gc.collect(), os.write(collected, b".")))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if interface_of(app) == "asgi":
        asyncio.run(_serve_asgi(app, listener))
    else:
        _serve_wsgi(app, listener)
    sys.exit(0)


class _QuietHandler(WSGIRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


def _serve_wsgi(app: Any, listener: socket.socket) -> None:
    host, port = listener.getsockname()
    server = WSGIServer((host, port), _QuietHandler, bind_and_activate=False)
    server.socket.close()
    server.socket = listener
    # As server_bind() does, without asking a name server.
    server.server_name, server.server_port = host, port
    server.setup_environ()
    server.base_environ["wsgi.multiprocess"] = True
    server.set_app(app)
    # A handler that raised SystemExit could do so where exceptions are ignored: between two requests is the place.
    ended, end = os.pipe()
    signal.signal(signal.SIGTERM, lambda number, frame: os.write(end, b"."))
    watched: list[Any] = [listener, ended]
    while ended not in select.select(watched, [], [])[0]:
        server.handle_request()


async def _serve_asgi(app: Any, listener: socket.socket) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await _answer_asgi(app, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    listener.setblocking(False)
    await _start_lifespan(app)
    end = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, end.set)
    async with await asyncio.start_server(answer, sock=listener):
        await end.wait()


async def _start_lifespan(app: Any) -> None:
    """Tells the application that it starts, if it wants to know; the task that it may go on in lives with the loop."""
    messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    started = asyncio.Event()
    messages.put_nowait({"type": "lifespan.startup"})

    async def send(message: dict[str, Any]) -> None:
        started.set()

    async def run() -> None:
        try:
            await app({"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}, messages.get, send)
        except Exception:
            pass  # It knows nothing of lifespan: so the specification says.
        started.set()

    _lifespans.append(asyncio.ensure_future(run()))
    await started.wait()


_lifespans: list[asyncio.Future[None]] = []


async def _answer_asgi(app: Any, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")
    method, target, _ = head[0].split(b" ")
    headers = [(name.lower(), value.strip()) for name, _, value in (line.partition(b":") for line in head[1:] if line)]
    path, _, query = target.partition(b"?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method.decode("ascii"),
        "scheme": "http",
        "path": unquote(path.decode("latin-1")),
        "raw_path": path,
        "query_string": query,
        "root_path": "",
        "headers": headers,
        "client": writer.get_extra_info("peername"),
        "server": writer.get_extra_info("sockname"),
    }
    answered, receive = one_request()

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            writer.write(b"HTTP/1.1 %d \r\n" % message["status"])
            for name, value in message.get("headers", ()):
                writer.write(b"%s: %s\r\n" % (name, value))
            writer.write(b"connection: close\r\n\r\n")
        elif message["type"] == "http.response.body":
            writer.write(message.get("body", b""))
            await writer.drain()
            if not message.get("more_body"):
                answered.set()

    await app(scope, receive, send)
