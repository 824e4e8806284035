"""`python -m andiron.prefork measure`."""

from __future__ import annotations

import json
import socket
from xml.etree import ElementTree

import pytest

APPLICATION = """
import sys
table = [{"number": number, "text": str(number)} for number in range(60_000)]
def application(environ, start_response):
    if environ["PATH_INFO"] == "/broken":
        start_response("500 Broken", [])
        return [b"broken"]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(sum(row["number"] for row in table)).encode()]
async def asynchronous(scope, receive, send):
    if scope["type"] != "http":
        raise ValueError(scope["type"])
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": str(sum(row["number"] for row in table)).encode()})
def make():
    return application
def broken(environ, start_response):
    start_response("500 Broken", [])
    return [b""]
"""


@pytest.fixture
def measure(runner):
    runner.write("site_x.py", APPLICATION)

    def run(*arguments: str):
        return runner.process("-m", "andiron.prefork", "measure", *arguments)

    return run


@pytest.mark.parametrize("app", ["application", "asynchronous", "make()"])
def test_four_ways(measure, runner, app):
    done = measure("--workers=2", "--requests=6", "--json=out.json", "--html=out.html", "--", f"site_x:{app}")
    assert done.status == 0, done.err
    rows = [line for line in done.out.splitlines() if line.startswith("  ")]
    assert [row.strip().split("  ")[0] for row in rows[1:5]] == [
        "plain fork",
        "gc.freeze()",
        "immortal + freeze",
        "immortal + freeze + plug, warmed up",
    ]
    document = json.loads((runner.directory / "out.json").read_text())
    plain, frozen, immortal, warmed = document["results"]
    assert all(each["statuses"] == [0, 0] and each["failures"] == 0 for each in document["results"])
    assert all(len(each["workers"]) == 2 and each["requests"] == 12 for each in document["results"])
    # 120,000 objects of at least 50 bytes, read by every request and collected once.
    assert plain["private_dirty"] > frozen["private_dirty"] > 1.5 * immortal["private_dirty"]
    assert warmed["private_dirty"] < 1.2 * immortal["private_dirty"] and warmed["report"]["objects"] > 120_000
    page = (runner.directory / "out.html").read_text()
    assert "://" not in page and page.count("<svg") == 3
    for part in page.split("<svg")[1:]:
        chart = ElementTree.fromstring(part.partition("</svg>")[0].join(("<svg", "</svg>")))
        assert chart.get("aria-label") and len(chart.findall("rect")) == 4


def test_compiled_code_is_one_row_more(measure, runner):
    done = measure("--workers=1", "--requests=4", "--compile=2", "--json=out.json", "--", "site_x:application")
    assert done.status == 0 and "the same, with compiled code" in done.out
    results = json.loads((runner.directory / "out.json").read_text())["results"]
    assert [each["report"].get("compiled", 0) > 0 for each in results] == [False] * 4 + [True]


def test_failed_requests_are_counted(measure):
    done = measure(
        "--workers=1", "--requests=4", "--paths", "/", "/broken", "--modes", "plain", "--", "site_x:application"
    )
    assert done.status == 0 and "plain fork: 2 of 4 requests failed" in done.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("no_such_x:app",), "there is no module no_such_x in this directory or this Python's packages"),
        (("site_x:nothing",), "module site_x has no nothing"),
        (("site_x:table",), "site_x:table is no WSGI or ASGI application: list objects cannot be called"),
        (("site_x",), "the application must be given as module:app, not 'site_x'"),
        (("--modes", "plain", "--", "site_x:broken"), "no request to site_x:broken succeeded"),
    ],
)
def test_what_cannot_be_measured_is_one_sentence(measure, arguments, message):
    done = measure("--requests=2", "--workers=1", *arguments)
    assert done.status == 2
    last = done.err.splitlines()[-1]
    assert last.startswith(f"andiron: {message}") and "Traceback" not in done.err


def test_a_port_in_use(measure):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = measure("--workers=1", f"--port={port}", "--", "site_x:application")
    assert done.status == 2
    assert done.err.splitlines()[-1] == f"andiron: port {port} of 127.0.0.1 cannot be used: Address already in use"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--workers=0", "--", "a:b"),
        ("--port=70000", "--", "a:b"),
        ("--paths", "x", "--", "a:b"),
        ("--compile=fast", "--", "a:b"),
        ("--modes", "other", "--", "a:b"),
    ],
)
def test_usage(measure, arguments):
    done = measure(*arguments)
    assert done.status == 2 and done.err.startswith("usage: python -m andiron.prefork measure [options] -- module:app")


def test_help_fits_a_screen(runner):
    done = runner.process("-m", "andiron.prefork", "--help", environment={"COLUMNS": "100"})
    assert done.status == 0 and len(done.out.splitlines()) <= 50
