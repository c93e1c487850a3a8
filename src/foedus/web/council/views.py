"""The page of a room: what host, seat and onlooker see at each stage, as values for the template.

Nobody sees more than belongs to the stage: no forecast and no history before the end, no vote of another seat before
the vote is closed, no pledge before all are made.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from foedus.brief.page.footnotes import Footnotes, runs
from foedus.brief.words import names
from foedus.brief.words.law import allowed_told
from foedus.brief.words.messages import LANGS, say
from foedus.brief.words.sources_of_threat import source_name
from foedus.ground.calendar import Date
from foedus.ground.days import day
from foedus.ground.numbers import by_name, number, rounded
from foedus.record.load import load
from foedus.response import Answer, recorded_question
from foedus.response.answer import answer
from foedus.response.situation import Situation
from foedus.web.council.codes import proof, spelled_code
from foedus.web.council.comparison import compared
from foedus.web.council.comparison_told import comparison_told
from foedus.web.council.convening import Sitting, convened, situation_of
from foedus.web.council.deciding import GUESS, decided, pledging
from foedus.web.council.dossier import dossier, of_the_day, then
from foedus.web.council.moves import OPEN
from foedus.web.council.refusals import NotYoursError, RoomError
from foedus.web.council.room import (
    GROUNDS,
    MOST_GROUNDS,
    MOST_SOLDIERS,
    MOVERS,
    PHASES,
    STANCES,
    VOTES,
    CouncilRoom,
    Seat,
)
from foedus.web.council.store import as_host, seat_of
from foedus.web.page import markup
from foedus.web.problem import Problem
from foedus.web.route import Inquiry
from foedus.web.words import told

#: So many threats and past calls a dossier shows; the rest is told by its number.
SHOWN = 8
#: Stages whose page for a seat has nothing to fill in, so that it may reload by itself.
WAITING = ("lobby",)


def asked_council(case: str) -> Sitting:
    """The council of a case that somebody chose in a form."""
    if not case.strip():
        raise RoomError("no case is chosen", hint="choose one of the list")
    return convened(case.strip())


def forecast(case: str) -> Answer:
    """The forecast of a case, as known on its day; at the top of the module, so that a worker can make it."""
    return answer(recorded_question(case))


def refused_page(problem: Problem, lang: str, code: str) -> str:
    """A refusal, with the way back to the room, or to the rooms where there is none."""
    title = told("council", f"refused.{'over' if problem.status == 404 else 'now'}", lang)
    back = f"/{lang}/council/{code}" if code else f"/{lang}/council"
    return markup(
        "council_refused", lang, "council", title=title, problem=problem, back=back, in_room=bool(code),
        asked=_inquiry(lang), switch=_switch(code),
    )  # fmt: skip


def room_page(
    room: CouncilRoom, lang: str, seat_secret: str, host_secret: str, left_seconds: int, forecast: Answer | None
) -> str:
    """The page of a room for a browser with these secrets; `forecast` is there at the end only."""
    here = situation_of(room.case)
    case = here.world.record.invocations[room.case]
    notes = Footnotes(load(), lang)
    own, hosts = _own(room, seat_secret), _hosts(room, host_secret)
    briefed = room.phase != "lobby" and (own is not None or hosts)
    subject = own.state if own else here.question.by
    file = dossier(here, subject) if briefed else None
    # The title of a case may tell what came of it.
    day_told = day(Date(here.question.on.isoformat()), lang)
    title = case.title.text(lang) if forecast is not None else f"{here.world.name(here.matter.by, lang)}, {day_told}"
    ruling = here.ruling if forecast is not None else then(here.ruling, here.world.as_of.on.year)
    result = None
    if forecast is not None:
        result = comparison_told(compared(room, case, forecast), here, lang)
    return markup(
        "council_room", lang, "council", title=title, asked=_inquiry(lang), switch=_switch(room.code),
        room=room, code=spelled_code(room.code), place=f"/{lang}/council/{room.code}", phases=PHASES,
        passed=PHASES.index(room.phase), left=left_told(left_seconds, lang), case=case, motion=motion(here, lang),
        seats=_seats(room, here, lang), own=own, hosts=hosts, may=_may(room, own), joinable=room.phase in OPEN,
        proofs={"seat": proof(seat_secret, room.code), "host": proof(host_secret, room.code)},
        file=file, rule=room.procedure or GUESS, named=room.procedure is not None, ruling=ruling,
        allowed=allowed_told(ruling, lang), threats=_threats(file, here, lang), shown=SHOWN,
        stances=STANCES, grounds=GROUNDS, most_grounds=MOST_GROUNDS, votes=VOTES, movers=MOVERS,
        most=MOST_SOLDIERS if own is None or own.most is None else own.most, result=result,
        source=lambda key: source_name(here.world, key, lang), name=lambda code: here.world.name(code, lang),
        state=lambda code, form="nom": names.state(here.world, code, lang, form),
        refs=lambda keys: runs(notes.numbers(tuple(k for k in keys if result or of_the_day(k, here.world)))),
        notes=notes,
        brief=lambda key, **values: say("brief", key, lang, **values),
        upper=names.upper_first, about=lambda value: number(rounded(value), lang),
        waits=(hosts and own is None) or (own is not None and room.phase in WAITING),
    )  # fmt: skip


def motion(here: Situation, lang: str) -> str:
    """The motion that the council votes on, as a sentence: the alliance helps the state in need."""
    others = [s for s in here.allies if s != here.question.by]
    needy = names.state(here.world, here.matter.by, lang, "dat")
    if len(here.allies) == 1 or (here.matter.by != here.question.by and len(others) == 1):
        helper = others[0] if others else here.allies[0]
        several = "-many" if names.many(here.world, helper) else ""
        who = names.state(here.world, helper, lang)
        return told("council", f"motion{several}", lang, who=names.upper_first(who), state=needy)
    parties = here.alliance.kind == "treaty"  # a treaty helps nobody; those who signed it do
    who = names.alliance(here.world.title(here.alliance), lang, "gen" if parties else "nom")
    return told(
        "council", "motion-parties" if parties else "motion", lang, who=who if parties else names.upper_first(who),
        state=needy,
    )  # fmt: skip


def left_told(seconds: int, lang: str) -> str:
    """How long a room lasts yet, as people say it.

    >>> left_told(7100, "en"), left_told(3000, "de"), left_told(40, "en")
    ('about 2 hours', 'rund 50 Minuten', 'a moment')
    """
    minutes = seconds // 60
    if minutes < 2:
        return told("council", "left.moment", lang)
    if minutes < 90:
        return told("council", "left.minutes", lang, count=minutes)
    return told("council", "left.hours", lang, count=round(minutes / 60))


def _own(room: CouncilRoom, secret: str) -> Seat | None:
    with suppress(NotYoursError):
        return seat_of(room, secret)
    return None


def _hosts(room: CouncilRoom, secret: str) -> bool:
    with suppress(NotYoursError):
        as_host(room, secret)
        return True
    return False


def _may(room: CouncilRoom, own: Seat | None) -> bool:
    """Whether this seat has something to do at this stage."""
    if own is None:
        return False
    if room.phase == "vote":
        return own.role not in MOVERS and own.state not in decided(room).excluded
    if room.phase == "pledges":
        return own in pledging(room)
    return room.phase == "statements"


def _seats(room: CouncilRoom, here: Situation, lang: str) -> list[dict[str, Any]]:
    """Every seat as all may see it: whether somebody sits there, what it said, and that it has voted or pledged."""
    done = {s.state for s in pledging(room)} if room.phase == "pledges" else set()
    rows = [
        {
            "seat": seat,
            "name": here.world.name(seat.state, lang),
            "acted": seat.vote is not None if room.phase == "vote" else seat.pledge is not None,
            "acts": seat.role not in MOVERS if room.phase == "vote" else seat.state in done,
        }
        for seat in room.seats
    ]
    return by_name(rows, lambda row: str(row["name"]))


def _threats(file: Any, here: Situation, lang: str) -> list[Any]:
    return [] if file is None else list(file.threats[:SHOWN])


def _inquiry(lang: str) -> Inquiry:
    return Inquiry("council", lang, {"case": ""})


def _switch(code: str) -> dict[str, str]:
    return {lang: f"/{lang}/council/{code}" if code else f"/{lang}/council" for lang in LANGS}
