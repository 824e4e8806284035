"""Requests to an application inside the process, and how it is found."""

from __future__ import annotations

import asyncio
import threading
import warnings

import pytest

from andiron.prefork import warmup
from andiron.prefork._loading import LoadError, load


def test_wsgi_gets_each_path():
    seen, closed = [], []

    class Body(list):
        def close(self):
            closed.append(True)

    def app(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])(b"written")
        seen.append((environ["PATH_INFO"], environ["QUERY_STRING"], environ["HTTP_HOST"], environ["HTTP_X_TOKEN"]))
        return Body([b"body"])

    warmup.wsgi(app, ["/", "/caf%C3%A9?x=1"], rounds=2, headers={"X-Token": "t"})()
    assert seen == [("/", "", "localhost", "t")] * 2 + [("/cafÃ©", "x=1", "localhost", "t")] * 2
    assert len(closed) == 4


def test_asgi_gets_each_path_on_a_loop_of_its_own():
    seen = []

    async def app(scope, receive, send):
        assert scope["type"] == "http" and (await receive())["body"] == b""
        seen.append((scope["path"], scope["query_string"], dict(scope["headers"])[b"host"]))
        await asyncio.get_running_loop().run_in_executor(None, threading.current_thread)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"one", "more_body": True})
        await send({"type": "http.response.body", "body": b"two"})
        assert (await receive())["type"] == "http.disconnect"

    before = threading.active_count()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warmup.asgi(app, ["/a%20b?y=2"], rounds=2)()
    assert seen == [("/a b", b"y=2", b"localhost")] * 2
    assert threading.active_count() == before


def test_which_interface():
    class Wsgi:
        def __call__(self, environ, start_response): ...

    class Asgi:
        async def __call__(self, scope, receive, send): ...

    def bare(scope, receive, send): ...

    assert warmup.interface_of(Wsgi()) == warmup.interface_of(print) == "wsgi"
    assert warmup.interface_of(Asgi()) == warmup.interface_of(bare) == warmup.interface_of(Asgi().__call__) == "asgi"


def test_failures_are_warnings_and_the_others_go_on():
    seen = []

    def app(environ, start_response):
        seen.append(environ["PATH_INFO"])
        if environ["PATH_INFO"] == "/raises":
            raise LookupError("no luck")
        start_response("503 Busy" if environ["PATH_INFO"] == "/busy" else "404 Not Found", [])
        return []

    with pytest.warns(RuntimeWarning) as caught:
        warmup.wsgi(app, ["/raises", "/busy", "/none"], rounds=2)()
    assert [str(each.message) for each in caught] == [
        "the warm-up request for /raises raised LookupError: no luck",
        "the warm-up request for /busy was answered with status 503",
    ]
    assert seen == ["/raises", "/busy", "/none", "/none"]


def test_threads_that_are_left_are_told(monkeypatch):
    monkeypatch.setattr(warmup, "FAREWELL", 0.01)
    end = threading.Event()

    def app(environ, start_response):
        threading.Thread(target=end.wait, name="poller").start()
        start_response("200 OK", [])
        return []

    with pytest.warns(RuntimeWarning, match="threads running that workers will not have: poller"):
        warmup.wsgi(app, ["/"], rounds=1)()
    end.set()


def test_paths_are_checked():
    with pytest.raises(TypeError, match="several strings"):
        warmup.wsgi(print, "/")
    with pytest.raises(ValueError, match="starts with /, not 'x'"):
        warmup.wsgi(print, ["x"])


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("app", "must be given as module:app, not 'app'"),
        ("no_such_module_x:app", "there is no module no_such_module_x"),
        ("json.nothing:app", "there is no module json.nothing"),
        ("json:nothing", "module json has no nothing"),
        ("json:__name__", "json:__name__ is no WSGI or ASGI application: str objects cannot be called"),
        ("broken_x:app", "importing broken_x failed: ZeroDivisionError: division by zero"),
        ("needs_x:app", "there is no module|importing needs_x failed: No module named 'absent_x'"),
        ("os:abort_not()", "module os has no abort_not"),
        ("json:loads()", "calling json:loads\\(\\) failed: TypeError"),
    ],
)
def test_applications_that_cannot_be_had(tmp_path, monkeypatch, target, message):
    (tmp_path / "broken_x.py").write_text("1 / 0")
    (tmp_path / "needs_x.py").write_text("import absent_x")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(LoadError, match=message):
        load(target)


def test_applications_that_can():
    assert load("json:dumps") is load("json:dumps")
    assert load("json:JSONDecoder.decode").__name__ == "decode"
