"""The application: every route of the registry behind one way from an address to its bytes.

Kept answers are sent before anything is parsed; all others are read strictly, made by a thread or a worker, kept, and
sent. Two who ask the same at once wait for the same answer. No path and no host of a request leads anywhere.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.brief.words.messages import LANGS, Lang
from foedus.ground.errors import FoedusError
from foedus.web import limits, problem
from foedus.web.address import MalformedError, read, write
from foedus.web.cached import Cache, Headers, KeptBytes, made_ready
from foedus.web.headers import headers
from foedus.web.registry import rooms, routes
from foedus.web.route import Body, Inquiry, Route, See
from foedus.web.static import files
from foedus.web.workers import Workers

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

log = logging.getLogger("foedus.web")


@dataclass
class Site:
    """What the application works with: its language where a browser names none, its workers, its kept answers.

    `kept_in` is the file of what a restart must not lose (None: the user's own place for it); `lasting` is entered when
    the server starts and left when it ends.
    """

    lang: Lang = "en"
    in_german: problem.InGerman = str
    workers: Workers = field(default_factory=lambda: Workers(0))
    cache: Cache = field(default_factory=Cache)
    pending: dict[str, asyncio.Task[KeptBytes | See]] = field(default_factory=dict)
    kept_in: Path | None = None
    lasting: list[Callable[[], AbstractAsyncContextManager[None]]] = field(default_factory=list)


def create_app(
    *,
    lang: Lang = "en",
    workers: int = 0,
    in_german: problem.InGerman = str,
    cache: Cache | None = None,
    pool: Workers | None = None,
    kept_in: Path | None = None,
) -> ASGIApp:
    """The application as an ASGI callable, with `workers` processes for heavy answers (0: threads, for tests).

    `in_german` gives an error's English sentence in German; the command line passes the one it speaks with.
    """
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.routing import Route as Address

    site = Site(lang, in_german, pool or Workers(workers), cache if cache is not None else Cache(), kept_in=kept_in)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        site.workers.start()
        try:
            async with AsyncExitStack() as stack:
                for make in site.lasting:
                    await stack.enter_async_context(make())
                yield
        finally:
            site.workers.stop()

    async def not_served(request: Request, error: Exception) -> Any:
        status = 413 if isinstance(error, limits.TooLargeError) else getattr(error, "status_code", 500)
        extra = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
        return _problem(request.scope["path"], request.headers.get("accept-language", ""), site, status, extra)

    served = [Address(r.path, _endpoint(site, r), methods=["GET"], name=r.name) for r in routes().values()]
    table: Starlette = Starlette(
        routes=[Address("/", _start(site), methods=["GET"]), *_static(), *served, *rooms(site)],
        lifespan=lifespan,
        exception_handlers={HTTPException: not_served, limits.TooLargeError: not_served, Exception: not_served},
    )
    table.router.redirect_slashes = False  # (it would build an address with the host that the request names)
    return _front(site, table)


def _front(site: Site, table: ASGIApp) -> ASGIApp:
    """Kept answers at once, what is too large never, and no error without a page of its own."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await table(scope, receive, send)
            return
        target = (scope.get("raw_path") or b"").decode("latin-1")
        if scope["query_string"]:
            target = f"{target}?{scope['query_string'].decode('latin-1')}"
        named = dict(scope["headers"])
        status = limits.refused(len(target), named.get(b"content-length", b"").decode("latin-1"))
        if status is None and scope["method"] in ("GET", "HEAD") and (kept := site.cache.get(target)):
            await _send_kept(kept, named, scope["method"] == "HEAD", send)
            return
        if status is None:
            try:
                await table(scope, limits.limited(receive), send)
            except Exception:
                log.exception("a fault while answering %r", target)  # (the reader has been told by `not_served`)
        else:
            language = named.get(b"accept-language", b"").decode("latin-1")
            await _problem(scope["path"], language, site, status)(scope, receive, send)

    return answer


def _endpoint(site: Site, route: Route) -> Callable[[Request], Any]:
    """From a request at a route to its answer."""

    async def endpoint(request: Request) -> Any:
        path = {name: str(value) for name, value in request.path_params.items()}
        lang = path.pop("lang", "") or _preferred(request.headers.get("accept-language", ""), "en")
        if lang not in LANGS:
            return _problem(request.scope["path"], request.headers.get("accept-language", ""), site, 404)
        try:
            query = request.scope["query_string"].decode("ascii")
            # JSON is the same in every language; only what is refused is told in the reader's.
            asked = await asyncio.to_thread(read, route, path, query, lang if route.is_page else "en")
            canonical = write(asked)
            raw = (request.scope.get("raw_path") or b"").decode("latin-1")
            if route.is_page and canonical != (f"{raw}?{query}" if query else raw):
                return _see(canonical)
            found = await _found(site, route, asked, canonical)
        except UnicodeDecodeError:
            return _refused(route, lang, site, MalformedError("the address is not UTF-8 text"))
        except FoedusError as error:
            return _refused(route, lang, site, error)
        except Exception:
            log.exception("a fault while answering %r", route.name)
            return _told(problem.of_status(500, lang), lang, page=route.is_page)
        return _see(found.address) if isinstance(found, See) else _KeptResponse(found)

    return endpoint


async def _found(site: Site, route: Route, asked: Inquiry, canonical: str) -> KeptBytes | See:
    """The answer, kept or made; who asks what is being made waits for it."""
    if kept := site.cache.get(canonical):
        return kept
    task = site.pending.get(canonical)
    if task is None:
        task = asyncio.create_task(_made(site, route, asked, canonical))
        site.pending[canonical] = task
        task.add_done_callback(lambda _: site.pending.pop(canonical, None))
    return await asyncio.shield(task)


async def _made(site: Site, route: Route, asked: Inquiry, canonical: str) -> KeptBytes | See:
    maker = site.workers.ask(answer_of, asked) if route.heavy else asyncio.to_thread(answer_of, asked)
    made = await maker
    if isinstance(made, See):
        return made
    further = headers(embeds=route.embeds)
    kept = await asyncio.to_thread(made_ready, canonical, asked, made, further)
    if route.kept:
        site.cache.put(canonical, kept)
    return kept


def answer_of(asked: Inquiry) -> Body | See:
    """What is asked, answered; at the top of the module, so that a worker can be told to call it."""
    return routes()[asked.route].answer(asked)


class _KeptResponse:
    """A kept answer as Starlette calls one."""

    def __init__(self, kept: KeptBytes) -> None:
        self.kept = kept

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await _send_kept(self.kept, dict(scope["headers"]), scope["method"] == "HEAD", send)


async def _send_kept(kept: KeptBytes, named: dict[bytes, bytes], head: bool, send: Send) -> None:
    asked = named.get(b"if-none-match", b"")
    if asked and (asked.strip() == b"*" or kept.etag in (t.strip().removeprefix(b"W/") for t in asked.split(b","))):
        left = [h for h in kept.headers if h[0] not in (b"content-length", b"content-type")]
        await send({"type": "http.response.start", "status": 304, "headers": left})
        await send({"type": "http.response.body", "body": b""})
        return
    packs = bool(kept.packed) and _takes_gzip(named.get(b"accept-encoding", b""))
    shown = kept.packed_headers if packs else kept.headers
    await send({"type": "http.response.start", "status": 200, "headers": shown})
    await send({"type": "http.response.body", "body": b"" if head else kept.packed if packs else kept.plain})


def _takes_gzip(accepted: bytes) -> bool:
    named = [part.strip().replace(b" ", b"").lower() for part in accepted.split(b",")]
    return any(p.split(b";")[0] in (b"gzip", b"*") and not p.endswith((b"q=0", b"q=0.0")) for p in named)


def _start(site: Site) -> Callable[[Request], Any]:
    """The address without anything leads home, in the reader's language."""

    async def start(request: Request) -> Any:
        response = _see(f"/{_preferred(request.headers.get('accept-language', ''), site.lang)}/")
        response.headers["vary"] = "accept-language"
        return response

    return start


def _preferred(accepted: str, otherwise: str) -> str:
    """The one of the languages that a browser likes best; of equals the first named."""
    best, found = 0.0, otherwise
    for part in accepted[:200].split(","):
        name, _, weight = part.strip().partition(";q=")
        lang = name.split("-")[0].lower()
        try:
            likes = float(weight or 1)
        except ValueError:
            continue
        if lang in LANGS and likes > best:
            best, found = likes, lang
    return found


def _static() -> list[Any]:
    from starlette.responses import Response
    from starlette.routing import Route as Address

    kept = {
        name: [("content-type", media), ("cache-control", "public, max-age=31536000, immutable"),
               *((n.decode(), v.decode()) for n, v in headers())]
        for name, (_, media) in files().items()
    }  # fmt: skip

    def served(name: str) -> Callable[[Request], Any]:
        async def file(_: Request) -> Any:
            return Response(files()[name][0], headers=dict(kept[name]))

        return file

    return [Address(f"/static/{name}", served(name), methods=["GET"]) for name in files()]


def _see(address: str) -> Any:
    from starlette.responses import Response

    made = {name.decode(): value.decode() for name, value in headers()}
    return Response(status_code=303, headers={"location": address, "cache-control": "no-cache", **made})


def _refused(route: Route, lang: str, site: Site, error: FoedusError) -> Any:
    return _told(problem.of_error(error, lang, site.in_german), lang, page=route.is_page)


def _problem(path: str, accepted: str, site: Site, status: int, extra: dict[str, str] | None = None) -> Any:
    """A refusal without a route: a page in the language of the path or the browser, JSON under /api."""
    first = path.strip("/").split("/")[0]
    lang = first if first in LANGS else _preferred(accepted, site.lang if first != "api" else "en")
    return _told(problem.of_status(status, lang), lang, page=first != "api", extra=extra)


def _told(found: problem.Problem, lang: str, *, page: bool, extra: dict[str, str] | None = None) -> Any:
    from starlette.responses import Response

    body = problem.as_page(found, lang) if page else problem.as_json(found, lang)
    carried: Headers = [*headers(), (b"content-language", lang.encode()), (b"cache-control", b"no-store")]
    if found.status == 503:
        carried.append((b"retry-after", b"60"))
    sent = {name.decode(): value.decode() for name, value in carried} | (extra or {}) | {"content-type": body.media}
    return Response(body.content, status_code=found.status, headers=sent)
