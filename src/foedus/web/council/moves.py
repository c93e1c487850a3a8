"""What may be done in a room, by whom and when: each move takes a room and gives the room after it.

Whoever asks for what cannot be is told why, and the room stays as it was. The host leads from stage to stage, never
back; a host who presses twice moves once. Votes and pledges can be changed until the host closes the stage.
"""

from __future__ import annotations

import msgspec

from foedus.ground.gate import typed
from foedus.ground.terms import Stance
from foedus.web.council.deciding import decided, pledging
from foedus.web.council.refusals import NotNowError, NotYoursError, RoomError
from foedus.web.council.room import (
    GROUNDS,
    MOST_GROUNDS,
    MOST_SOLDIERS,
    MOVERS,
    PHASES,
    STANCES,
    VOTES,
    CouncilRoom,
    Ground,
    Phase,
    Seat,
    Vote,
)

#: Until the vote is closed a seat can be taken for the first time; later only one that somebody has left.
OPEN: tuple[Phase, ...] = ("lobby", "briefing", "statements", "vote")
#: Before the vote a seat that is given back is as if nobody had sat in it.
UNBOUND: tuple[Phase, ...] = ("lobby", "briefing", "statements")


def taken(room: CouncilRoom, state: str, holder: str) -> CouncilRoom:
    """Somebody sits down; `holder` is the digest of the secret given to that browser."""
    seat = _seat(room, state)
    if not seat.free:
        raise NotNowError("this seat is taken", why="somebody was quicker", hint="choose another member")
    if any(other.holder == holder for other in room.seats):
        raise NotNowError("this browser has a seat already", hint="give it back first")
    if room.phase not in OPEN and not seat.sat:
        raise NotNowError("the vote is closed", hint="watch the rest from somebody's screen")
    return _with(room, msgspec.structs.replace(seat, holder=holder, sat=True))


def given_back(room: CouncilRoom, state: str) -> CouncilRoom:
    """A seat becomes free. Before the vote all that was said in it goes with it; from then on it stands."""
    seat = _seat(room, state)
    if seat.free:
        raise NotNowError("nobody sits in this seat")
    if room.phase in UNBOUND:
        return _with(room, Seat(state=seat.state, role=seat.role, most=seat.most))
    return _with(room, msgspec.structs.replace(seat, holder=""))


def spoken(room: CouncilRoom, state: str, stance: str, grounds: tuple[str, ...]) -> CouncilRoom:
    """A member says where it stands, and why: a stance and up to three grounds, all from closed lists."""
    seat = _seat(room, state)
    _at(room, "statements")
    if stance not in STANCES:
        raise RoomError("this is no stance", why=f"a stance is one of {', '.join(STANCES)}")
    chosen = tuple(dict.fromkeys(grounds))
    if not set(chosen) <= set(GROUNDS):
        raise RoomError("this is no ground", why=f"a ground is one of {', '.join(GROUNDS)}")
    if len(chosen) > MOST_GROUNDS:
        raise RoomError(f"{len(chosen)} grounds are too many", hint=f"choose up to {MOST_GROUNDS}")
    said: Stance = typed(stance, Stance)
    why: tuple[Ground, ...] = typed(chosen, tuple[Ground, ...])
    return _with(room, msgspec.structs.replace(seat, stance=said, grounds=why))


def voted(room: CouncilRoom, state: str, vote: str) -> CouncilRoom:
    """A member votes, or votes anew. The state that asks has moved the motion and votes for itself."""
    seat = _seat(room, state)
    _at(room, "vote")
    if vote not in VOTES:
        raise RoomError("this is no vote", why=f"a vote is one of {', '.join(VOTES)}")
    if seat.role in MOVERS or state in decided(room).excluded:
        raise NotYoursError(
            "this seat has no vote", why="the state that asks moves the motion, and a party may not judge"
        )
    return _with(room, msgspec.structs.replace(seat, vote=typed(vote, Vote)))


def pledged(room: CouncilRoom, state: str, soldiers: int) -> CouncilRoom:
    """A member says how many soldiers it sends, none included; never more than it has."""
    seat = _seat(room, state)
    _at(room, "pledges")
    if seat not in pledging(room):
        raise NotYoursError("this seat sends nobody", why="it asks itself, is a party, or has not agreed")
    most = MOST_SOLDIERS if seat.most is None else seat.most
    if not 0 <= soldiers <= most:
        raise RoomError(f"{soldiers} soldiers cannot be pledged", hint=f"choose a number from 0 to {most}")
    return _with(room, msgspec.structs.replace(seat, pledge=soldiers))


def forward(room: CouncilRoom, seen: str) -> CouncilRoom:
    """The host goes on from the stage that the host's page showed; a page of an earlier stage moves nothing."""
    if seen not in PHASES:
        raise RoomError("this is no stage of a room", why=f"a stage is one of {', '.join(PHASES)}")
    if seen != room.phase:
        return room
    if room.phase == "result":
        raise NotNowError("the room has come to its end", hint="close it, or open another one")
    if room.phase == "lobby" and not any(seat.role not in MOVERS for seat in room.taken):
        raise NotNowError("nobody is here yet who could vote", hint="wait until somebody has taken a seat")
    adopted = room.adopted
    following = PHASES[PHASES.index(room.phase) + 1]
    if room.phase == "vote":
        adopted = decided(room).adopted
        following = "pledges" if adopted and pledging(room) else "result"
    return msgspec.structs.replace(room, phase=following, adopted=adopted, turn=room.turn + 1)


def _seat(room: CouncilRoom, state: str) -> Seat:
    seat = room.seat(state)
    if seat is None:
        raise RoomError("this member has no seat here", hint="choose one of the seats of the room")
    return seat


def _at(room: CouncilRoom, phase: Phase) -> None:
    if room.phase != phase:
        raise NotNowError(
            "this is not the time for it", why="the host has led the room to another stage", hint="reload the page"
        )


def _with(room: CouncilRoom, seat: Seat) -> CouncilRoom:
    seats = tuple(seat if other.state == seat.state else other for other in room.seats)
    return msgspec.structs.replace(room, seats=seats, turn=room.turn + 1)
