"""The desk of the rooms: from a browser's request to a move, and back to the page of the room.

Every act is a form that is posted; its answer leads back to the room's page, so that a reload posts nothing again. Who
may act is known by a secret in a cookie that no script reads and no other site sends, and each form proves besides
that this server made it for the holder of that secret. Nothing of a request decides where an answer leads.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from foedus.brief.words.messages import LANGS
from foedus.ground.errors import FoedusError
from foedus.response import Answer
from foedus.web.council import moves
from foedus.web.council.codes import code_of
from foedus.web.council.forms import Form, form_of, from_elsewhere, number_of, one, proved
from foedus.web.council.place import rooms_file
from foedus.web.council.refusals import NoRoomError, NotYoursError, RoomError
from foedus.web.council.room import CouncilRoom
from foedus.web.council.store import CouncilStore, as_host, seat_of
from foedus.web.council.tries import Tries
from foedus.web.council.views import asked_council, forecast, refused_page, room_page
from foedus.web.headers import headers
from foedus.web.problem import of_error, of_status

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from foedus.web.app import Site

log = logging.getLogger("foedus.web")
#: Tries of one address a minute: wrong codes, rooms opened, and forms sent at all. A class shares one address.
WRONG, OPENED, SENT = 40, 10, 300
#: Seconds between two sweeps.
SWEEP_SECONDS = 600.0
#: So many forecasts are remembered.
FORECASTS = 64


class Desk:
    """The endpoints of the rooms of one site."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.store = CouncilStore(site.kept_in or rooms_file())
        self.wrong, self.opened, self.sent = Tries(WRONG), Tries(OPENED), Tries(SENT)
        self._forecasts: dict[str, Answer] = {}

    def routes(self) -> list[Any]:
        """Starlette's routes, each behind the same refusals."""
        from starlette.routing import Route as Address

        acts: dict[str, Callable[[Request, str, CouncilRoom, Form], Awaitable[Response]]] = {
            "seat": self._take, "leave": self._leave, "statement": self._speak, "vote": self._vote,
            "pledge": self._pledge, "forward": self._forward, "release": self._release, "close": self._close,
        }  # fmt: skip
        room = "/{lang}/council/{code}"
        return [
            Address("/{lang}/council", self._guarded(self._open), methods=["POST"]),
            Address("/{lang}/council/join", self._guarded(self._join), methods=["GET"]),
            Address(room, self._guarded(self._show), methods=["GET"]),
            Address(f"{room}/turn", self._guarded(self._turn), methods=["GET"]),
            *(
                Address(f"{room}/{name}", self._guarded(self._acted(act)), methods=["POST"])
                for name, act in acts.items()
            ),
        ]

    @asynccontextmanager
    async def lasting(self) -> AsyncIterator[None]:
        """While the server runs, what is over is swept away; when it ends, the file is let go."""
        sweeping = asyncio.create_task(self._sweeping())
        try:
            yield
        finally:
            sweeping.cancel()
            with suppress(asyncio.CancelledError):
                await sweeping
            await asyncio.to_thread(self.store.close)

    async def _sweeping(self) -> None:
        while True:
            try:
                if self.store.path.exists():  # without a room there is no file yet, and none is made for the sweep
                    await asyncio.to_thread(self.store.sweep)
            except FoedusError as error:
                log.warning("%s", error)
            await asyncio.sleep(SWEEP_SECONDS)

    # --- what every request goes through -------------------------------------------------------

    def _guarded(self, answer: Callable[[Request, str], Awaitable[Response]]) -> Callable[[Request], Any]:
        """An endpoint whose refusals are pages in the reader's language."""

        async def endpoint(request: Request) -> Response:
            lang = request.path_params["lang"]
            if lang not in LANGS:
                return self._problem(of_status(404, self.site.lang), self.site.lang, "")
            try:
                return await answer(request, lang)
            except FoedusError as error:
                # Of a room that is none there is no way back to it.
                code = "" if isinstance(error, NoRoomError) else code_of(request.path_params.get("code", ""))
                return self._problem(of_error(error, lang, self.site.in_german), lang, code)

        return endpoint

    def _acted(
        self, act: Callable[[Request, str, CouncilRoom, Form], Awaitable[Response]]
    ) -> Callable[[Request, str], Awaitable[Response]]:
        async def answer(request: Request, lang: str) -> Response:
            form = await self._form(request)
            return await act(request, lang, await self._room(request), form)

        return answer

    async def _form(self, request: Request) -> Form:
        """The fields of a form that this site's own page sent."""
        self.sent.ask(_who(request))
        self.sent.count(_who(request))
        from_elsewhere(request.headers)
        return form_of(await request.body())

    async def _room(self, request: Request) -> CouncilRoom:
        """The room of the address; whoever tries too many codes that are none has to wait."""
        who = _who(request)
        self.wrong.ask(who)
        code = code_of(request.path_params["code"])
        try:
            if not code:
                raise NoRoomError
            return await asyncio.to_thread(self.store.look, code)
        except NoRoomError:
            # A whole class that is told that its room is over has guessed nothing.
            if not self.store.was_there(code):
                self.wrong.count(who)
            raise

    # --- opening, joining, looking -------------------------------------------------------------

    async def _open(self, request: Request, lang: str) -> Response:
        form = await self._form(request)
        self.opened.ask(_who(request))
        hours = one(form, "hours")
        if not (hours.isascii() and hours.isdigit() and len(hours) < 3):
            raise RoomError("this is no number of hours", hint="choose one of the list")
        council = await asyncio.to_thread(asked_council, one(form, "case"))
        room, secret = await asyncio.to_thread(self.store.open_room, council, int(hours))
        self.opened.count(_who(request))
        return self._with_secret(request, lang, room, "host", secret)

    async def _join(self, request: Request, lang: str) -> Response:
        typed = request.query_params.get("code", "")
        code = code_of(typed)
        if not code:
            self.wrong.ask(_who(request))
            self.wrong.count(_who(request))
            raise NoRoomError
        return _leads(lang, code)

    async def _show(self, request: Request, lang: str) -> Response:
        room = await self._room(request)
        if request.path_params["code"] != room.code:
            return _leads(lang, room.code)
        answer = await self._forecast(room.case) if room.phase == "result" else None
        seat_secret, host_secret = self._secrets(request, room)
        left = max(0, room.ends - int(self.store.now()))
        text = await asyncio.to_thread(room_page, room, lang, seat_secret, host_secret, left, answer)
        return _page(text, 200, lang)

    async def _turn(self, request: Request, lang: str) -> Response:
        from starlette.responses import JSONResponse

        room = await self._room(request)
        plain = {name.decode(): value.decode() for name, value in headers()}
        return JSONResponse({"turn": room.turn, "phase": room.phase}, headers={**plain, "cache-control": "no-store"})

    async def _forecast(self, case: str) -> Answer:
        """The forecast of a case as known on its day; made by a worker, once."""
        if case not in self._forecasts:
            if len(self._forecasts) >= FORECASTS:
                self._forecasts.pop(next(iter(self._forecasts)))
            self._forecasts[case] = await self.site.workers.ask(forecast, case)
        return self._forecasts[case]

    # --- what a seat does ----------------------------------------------------------------------

    async def _take(self, request: Request, lang: str, room: CouncilRoom, form: Form) -> Response:
        secret, _ = self._secrets(request, room)
        with suppress(NotYoursError):
            seat_of(room, secret)
            return _leads(lang, room.code)  # who has a seat is led to it
        after, fresh = await asyncio.to_thread(self.store.sit_down, room.code, one(form, "state"))
        return self._with_secret(request, lang, after, "seat", fresh)

    async def _leave(self, request: Request, lang: str, room: CouncilRoom, form: Form) -> Response:
        return await self._seated(request, lang, room, form, lambda now, state: moves.given_back(now, state))

    async def _speak(self, request: Request, lang: str, room: CouncilRoom, form: Form) -> Response:
        stance, grounds = one(form, "stance"), tuple(form.get("ground", ()))
        return await self._seated(
            request, lang, room, form, lambda now, state: moves.spoken(now, state, stance, grounds)
        )

    async def _vote(self, request: Request, lang: str, room: CouncilRoom, form: Form) -> Response:
        vote = one(form, "vote")
        return await self._seated(request, lang, room, form, lambda now, state: moves.voted(now, state, vote))

    async def _pledge(self, request: Request, lang: str, room: CouncilRoom, form: Form) -> Response:
        soldiers = number_of(one(form, "soldiers"))
        return await self._seated(request, lang, room, form, lambda now, state: moves.pledged(now, state, soldiers))

    async def _seated(
        self,
        request: Request,
        lang: str,
        room: CouncilRoom,
        form: Form,
        move: Callable[[CouncilRoom, str], CouncilRoom],
    ) -> Response:
        """A move of the seat whose secret came with the request; whose seat it is, is asked within the transaction."""
        secret, _ = self._secrets(request, room)
        proved(form, secret, room.code)
        await asyncio.to_thread(self.store.change, room.code, lambda now: move(now, seat_of(now, secret).state))
        return _leads(lang, room.code)

    # --- what the host does --------------------------------------------------------------------

    async def _forward(self, request: Request, lang: str, room: CouncilRoom, form: Form) -> Response:
        seen = one(form, "phase")
        return await self._hosted(request, lang, room, form, lambda now: moves.forward(now, seen))

    async def _release(self, request: Request, lang: str, room: CouncilRoom, form: Form) -> Response:
        state = one(form, "state")
        return await self._hosted(request, lang, room, form, lambda now: moves.given_back(now, state))

    async def _close(self, request: Request, lang: str, room: CouncilRoom, form: Form) -> Response:
        self._as_host(request, room, form)
        await asyncio.to_thread(self.store.close_room, room.code)
        return _see_other(f"/{lang}/council")

    async def _hosted(
        self, request: Request, lang: str, room: CouncilRoom, form: Form, move: Callable[[CouncilRoom], CouncilRoom]
    ) -> Response:
        self._as_host(request, room, form)
        await asyncio.to_thread(self.store.change, room.code, move)
        return _leads(lang, room.code)

    def _as_host(self, request: Request, room: CouncilRoom, form: Form) -> None:
        _, secret = self._secrets(request, room)
        as_host(room, secret)
        proved(form, secret, room.code)

    # --- secrets and answers -------------------------------------------------------------------

    def _secrets(self, request: Request, room: CouncilRoom) -> tuple[str, str]:
        """The secrets of a seat and of the host that the browser sends for this room; empty where it sends none."""
        return tuple(request.cookies.get(f"{kind}-{room.code}", "") for kind in ("seat", "host"))  # type: ignore[return-value]

    def _with_secret(self, request: Request, lang: str, room: CouncilRoom, kind: str, secret: str) -> Response:
        response = _leads(lang, room.code)
        response.set_cookie(
            f"{kind}-{room.code}", secret, max_age=max(1, room.ends - int(self.store.now())), path="/", httponly=True,
            samesite="lax", secure=request.url.scheme == "https",
        )  # fmt: skip
        return response

    def _problem(self, found: Any, lang: str, code: str) -> Response:
        response = _page(refused_page(found, lang, code), found.status, lang)
        if found.status in (429, 503):
            response.headers["retry-after"] = "60"
        return response


def _who(request: Request) -> str:
    return request.client.host if request.client else ""


def _leads(lang: str, code: str) -> Response:
    return _see_other(f"/{lang}/council/{code}")


def _see_other(address: str) -> Response:
    from starlette.responses import Response

    plain = {name.decode(): value.decode() for name, value in headers()}
    return Response(status_code=303, headers={**plain, "location": address, "cache-control": "no-store"})


def _page(text: str, status: int, lang: str) -> Response:
    from starlette.responses import Response

    plain = {name.decode(): value.decode() for name, value in headers()}
    return Response(
        text.encode("utf-8", "replace"), status_code=status,
        headers={
            **plain, "content-type": "text/html; charset=utf-8", "content-language": lang, "cache-control": "no-store",
        },
    )  # fmt: skip
