"""The council room: open one for a recorded case, or join one with its code; the rooms themselves are alive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.ground.numbers import by_name
from foedus.record.load import load
from foedus.web.council.desk import Desk
from foedus.web.council.store import HOURS, LEAST_HOURS, MOST_HOURS
from foedus.web.page import page
from foedus.web.route import Body, Inquiry, Parameter, Route
from foedus.web.words import told

if TYPE_CHECKING:
    from foedus.record.case import Invocation
    from foedus.web.app import Site

#: So many cases are put before the others: those of which most is on record of who stood where.
OFFERED = 8
#: So many members at least must have a position on record for a case to be offered.
POSITIONS = 4


def council(asked: Inquiry) -> Body:
    """The forms that open and join a room."""
    cases = load().invocations
    grouped: dict[str, list[Invocation]] = {}
    for case in sorted(cases.values(), key=lambda c: (c.date.first, c.id)):
        grouped.setdefault(case.alliance, []).append(case)
    groups = [(_called(alliance, asked.lang), found) for alliance, found in grouped.items()]
    return page(
        asked, "council", title=told("council", "title", asked.lang), chosen=asked["case"] or best().id,
        offered=offered(), groups=by_name(groups, lambda group: group[0]),
        hours=range(LEAST_HOURS, MOST_HOURS + 1), usual=HOURS,
    )  # fmt: skip


def offered() -> tuple[Invocation, ...]:
    """The cases of which most is on record, by day: circumstances, positions, and a list of who sent what."""
    rich = [
        c
        for c in load().invocations.values()
        if len({p.state for p in c.positions}) >= POSITIONS and len(c.circumstances) > 1 and c.request != "faction"
    ]
    return tuple(sorted(sorted(rich, key=_told, reverse=True)[:OFFERED], key=lambda c: c.date.first))


def best() -> Invocation:
    """The case that is chosen unless somebody chooses: of those offered the one of which most is on record."""
    return max(offered(), key=_told)


def _told(case: Invocation) -> tuple[int, str]:
    return len(case.positions) + len(case.circumstances) + len(case.contributions), case.id


def _called(alliance: str, lang: str) -> str:
    return load().alliances[alliance].names[-1].short.text(lang)


ROUTES = (
    Route("council", "/{lang}/council", council, (Parameter("case", "case", default=""),), place=60, only_served=True),
)


def live(site: Site) -> list[Any]:
    """The rooms: what changes something, and what a browser asks again and again."""
    desk = Desk(site)
    site.lasting.append(desk.lasting)
    return desk.routes()
