"""What the application offers to pages that come later: their routes, their limits, their place in a frame."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route as Address

from foedus.web import app, limits, registry
from foedus.web.address import MalformedError
from foedus.web.headers import headers
from foedus.web.route import Body, Route
from foedus.web.static import static
from foedus.web.workers import BusyError


async def echo(request):
    return PlainTextResponse(await request.body())


async def broken(request):
    raise ZeroDivisionError("secret")


LIVE = SimpleNamespace(
    live=lambda site: [
        Address("/de/echo", echo, methods=["POST"]),
        Address("/de/broken", broken, methods=["POST"]),
    ]
)


def chunks():
    yield from (b"x" * 10_000 for _ in range(limits.BODY // 10_000 + 2))


def test_a_module_with_live_routes_is_served_within_the_limits(monkeypatch, caplog, web):
    modules = list(registry._modules())
    monkeypatch.setattr(registry, "_modules", lambda: iter([*modules, LIVE]))
    with type(web)(app.create_app(), raise_server_exceptions=False) as client:
        assert client.post("/de/echo", content=b"hello").text == "hello"
        answer = client.post("/de/echo", content=chunks())
        assert (answer.status_code, '<html lang="de">' in answer.text) == (413, True)
        answer = client.post("/de/broken")
        assert (answer.status_code, "secret" in answer.text) == (500, False)
    assert "ZeroDivisionError" in caplog.text


def test_two_routes_of_one_name_or_one_place_are_a_fault_told_at_the_start(monkeypatch):
    route = next(iter(registry.routes().values()))
    for twin in (Route(route.name, "/other", lambda _: Body(b"")), Route("other", route.path, lambda _: Body(b""))):
        fakes = [SimpleNamespace(ROUTES=(route,)), SimpleNamespace(ROUTES=(twin,))]
        monkeypatch.setattr(registry, "_modules", lambda fakes=fakes: iter(fakes))
        with pytest.raises(ValueError, match="two routes"):
            registry.routes.__wrapped__()


def test_only_what_embeds_may_stand_in_a_frame_elsewhere():
    policies = [dict(headers(embeds=e))[b"content-security-policy"] for e in (False, True)]
    assert policies[0].endswith(b"frame-ancestors 'none'")
    assert policies[1].endswith(b"frame-ancestors *")
    with pytest.raises(KeyError):
        static("no.css")


def test_who_is_busy_says_when_to_come_again_and_bytes_that_are_no_address_are_refused(web, monkeypatch):
    async def full(*_):
        raise BusyError("too many questions are waiting for an answer")

    monkeypatch.setattr(app, "_found", full)
    answer = web.get("/de/alliance/CSTO?on=2011-11-11", headers={"accept-language": "de"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert "zu viele Fragen warten auf eine Antwort" in answer.text

    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b""}

    scope = {"type": "http", "method": "GET", "path": "/api/v1/states", "raw_path": b"/api/v1/states", "root_path": "",
             "query_string": "on=ü".encode("latin-1"), "headers": [], "scheme": "http", "server": ("x", 1)}  # fmt: skip
    asyncio.run(app.create_app()(scope, receive, send))
    assert sent[0]["status"] == 400 == int(app.problem.of_error(MalformedError("x"), "en", str).status)
