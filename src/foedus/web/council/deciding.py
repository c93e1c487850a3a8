"""How the votes of a room become a decision: by the procedure of the day, with the function the forecast uses too.

    procedure                       what counts against the motion
    consensus                       an objection; who abstains or is silent lets it pass
    unanimity-without-parties       the same, the parties to the dispute without a vote
    unanimity-minus-one, two-thirds,
    qualified-, simple-majority     every vote that is not in favour: a majority of all is asked for
    each-for-itself                 no common decision: it is enough that one member helps
    leader-decides                  everything but the leader's yes
Who moves the motion (the state that asks) votes for it. Where no procedure is on record, consensus is taken, as the
forecast takes it. Seats that nobody took are not counted, as if the alliance were the room (a convention of the room);
`everybody=True` counts them, as members who stay away.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from foedus.ground.strict import Strict
from foedus.ground.terms import PROCEDURES, Procedure
from foedus.response.procedures import adopted
from foedus.web.council.room import MOVERS, CouncilRoom, Seat

#: Where the record names no procedure.
GUESS: Final[Procedure] = "consensus"
#: Under these only an objection counts; under all others whatever is not a yes.
BY_OBJECTION: Final[tuple[Procedure, ...]] = ("consensus", "unanimity-without-parties")


class Tally(Strict, kw_only=True, frozen=True):
    """The votes under one procedure: states that voted yes (the state that asks among them), no, neither, or cannot."""

    procedure: Procedure
    adopted: bool
    yes: tuple[str, ...]
    no: tuple[str, ...]
    abstain: tuple[str, ...]
    silent: tuple[str, ...]
    excluded: tuple[str, ...]


def decided(room: CouncilRoom, procedure: Procedure | None = None, *, everybody: bool = False) -> Tally:
    """The decision on the votes as they stand, under the room's own procedure or another one."""
    rule = procedure or room.procedure or GUESS
    seats = [seat for seat in room.seats if seat.sat or everybody]
    excluded = tuple(seat.state for seat in seats if rule == "unanimity-without-parties" and seat.role == "party")
    voters = [seat for seat in seats if seat.role not in MOVERS and seat.state not in excluded]
    leader = next((i for i, seat in enumerate(voters) if seat.state == room.leader), None)
    against = np.array([[float(_against(rule, seat, i == leader)) for i, seat in enumerate(voters)]])
    passed = bool(adopted(rule, against.reshape(1, len(voters)), leader)[0] > 0.5)

    def with_vote(vote: str | None) -> tuple[str, ...]:
        return tuple(seat.state for seat in voters if seat.vote == vote)

    moves = tuple(seat.state for seat in room.seats if seat.role in MOVERS)
    return Tally(
        procedure=rule, adopted=passed, yes=(*moves, *with_vote("yes")), no=with_vote("no"),
        abstain=with_vote("abstain"), silent=with_vote(None), excluded=excluded,
    )  # fmt: skip


def _against(rule: Procedure, seat: Seat, leads: bool) -> bool:
    by_objection = rule in BY_OBJECTION or (rule == "leader-decides" and not leads)
    return seat.vote == "no" if by_objection else seat.vote != "yes"


def otherwise(room: CouncilRoom) -> tuple[Tally, ...]:
    """What the same votes would have decided under every other procedure (a leader decides only where one sits)."""
    own = room.procedure or GUESS
    led = any(seat.state == room.leader and seat.role not in MOVERS for seat in room.taken)
    return tuple(decided(room, rule) for rule in PROCEDURES if rule != own and (led or rule != "leader-decides"))


def pledging(room: CouncilRoom) -> tuple[Seat, ...]:
    """The seats that may pledge soldiers once the motion is carried: not the state in need, nor a party against it.

    Where each decides for itself, only those who said yes, or who call for another.
    """
    willing = (room.procedure or GUESS) != "each-for-itself"
    return tuple(
        seat
        for seat in room.taken
        if seat.role == "calls" or (seat.role == "votes" and (willing or seat.vote == "yes"))
    )
