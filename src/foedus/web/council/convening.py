"""A council of a recorded case: who sits in it on the day, what each may do, by which procedure it decides."""

from __future__ import annotations

from functools import lru_cache

from foedus.ground.errors import QueryError
from foedus.ground.strict import Strict
from foedus.ground.terms import Procedure
from foedus.record.load import Record, load
from foedus.response.question import find_case, recorded_question
from foedus.response.situation import Situation
from foedus.web.council.room import Role, Seat
from foedus.world import Figures, figures


class Sitting(Strict, kw_only=True, frozen=True):
    """The seats of a case's council, all free, by id; `procedure` None where the record names none for the day."""

    case: str
    alliance: str
    procedure: Procedure | None
    leader: str
    seats: tuple[Seat, ...]


@lru_cache(maxsize=32)
def _situation(case: str) -> Situation:
    return Situation.of(recorded_question(case), load())


def situation_of(case: str, record: Record | None = None) -> Situation:
    """All that could be known of a recorded case on the day it was invoked, for the charter and for the members."""
    return _situation(case) if record is None else Situation.of(recorded_question(case, record=record), record)


def convened(name: str, record: Record | None = None) -> Sitting:
    """The council of a recorded case, by id or alias; a case that no council can be made of raises `QueryError`."""
    case = find_case(record or load(), name)
    here = situation_of(case.id, record)
    members, soldiers = members_of(here), soldiers_of(here).values
    seats = tuple(
        Seat(state=state, role=_role(here, members, state), most=_persons(soldiers.get(state))) for state in members
    )
    if len(seats) < 2:
        raise QueryError(f"{case.id} has no council", why="nobody else was a member on that day")
    return Sitting(
        case=case.id,
        alliance=here.alliance.id,
        procedure=here.own if here.ruled else None,
        leader=here.leader or "",
        seats=seats,
    )


def members_of(here: Situation) -> tuple[str, ...]:
    """The members of the day, by id, each once: those bound by the treaty, and those who had signed it."""
    return tuple(dict.fromkeys(m.state for m in here.world.members(here.alliance, "member", "signatory")))


def soldiers_of(here: Situation) -> Figures:
    """The members' armed forces as known on the day, from one series and year."""
    return figures("personnel", members_of(here), here.world.as_of)


def _role(here: Situation, members: tuple[str, ...], state: str) -> Role:
    if state == here.matter.by:
        return "asks"
    if state in here.matter.adversaries:
        return "party"
    # A state outside is helped at a member's word: that member moves the motion.
    return "calls" if state == here.question.by and here.matter.by not in members else "votes"


def _persons(figure: float | None) -> int | None:
    return None if figure is None else round(figure)
