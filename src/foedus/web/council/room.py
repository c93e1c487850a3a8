"""A room and its seats: frozen values; every move makes a new one (`moves`).

A seat belongs to a state. Who sits in it is a digest of the secret in one browser's cookie, and nothing else is known
of that person. All that a member can say is chosen from closed lists, so that no room ever holds a person's words.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

from foedus.ground.strict import Strict
from foedus.ground.terms import Procedure, Stance

#: The stages of a room, in their order. Pledges are left out where the council sends nobody.
Phase = Literal["lobby", "briefing", "statements", "vote", "pledges", "result"]
#: "asks": the state in need, which moves the motion and votes for it; "calls": one that does so for a state outside;
#: "party": a fellow member on the other side of the dispute.
Role = Literal["asks", "calls", "votes", "party"]
Vote = Literal["yes", "no", "abstain"]
#: What a member may give as its grounds, beside its stance.
Ground = Literal[
    "duty", "no-duty", "shared-threat", "other-threats", "neighbour", "far-away", "precedent", "own-need",
    "escalation", "doubtful-facts", "internal-affair", "leader",
]  # fmt: skip
PHASES: Final[tuple[Phase, ...]] = get_args(Phase)
#: Who moves the motion, and so is for it.
MOVERS: Final[tuple[Role, ...]] = ("asks", "calls")
VOTES: Final[tuple[Vote, ...]] = get_args(Vote)
STANCES: Final[tuple[Stance, ...]] = get_args(Stance)
GROUNDS: Final[tuple[Ground, ...]] = get_args(Ground)
#: So many grounds at once are an argument; more are none.
MOST_GROUNDS: Final = 3
#: The most soldiers anybody can pledge where the record has no figure for a member's own: more than any army has had.
MOST_SOLDIERS: Final = 20_000_000


class Seat(Strict, kw_only=True, frozen=True):
    """A member's seat. `holder` is the digest of a secret (empty: free); `sat` whether it counts as taken.

    `most` are the member's own soldiers on the day (None: unknown). What has not been said is None, and not a no.
    """

    state: str
    role: Role
    most: int | None = None
    holder: str = ""
    sat: bool = False
    stance: Stance | None = None
    grounds: tuple[Ground, ...] = ()
    vote: Vote | None = None
    pledge: int | None = None

    @property
    def free(self) -> bool:
        """Whether nobody sits in it at the moment."""
        return not self.holder


class CouncilRoom(Strict, kw_only=True, frozen=True):
    """A room: its case, its stage, its seats; `opened` and `ends` in seconds since 1970, `host` the host's digest.

    `procedure` is that of the charter on the day (None: none on record), `leader` the member that leads, if any;
    both are kept as they were when the room was opened. `adopted` is None until the vote is closed. `turn` counts
    the moves, so that a browser sees whether anything has changed.
    """

    code: str
    case: str
    opened: int
    ends: int
    host: str
    procedure: Procedure | None
    leader: str = ""
    phase: Phase = "lobby"
    adopted: bool | None = None
    turn: int = 0
    seats: tuple[Seat, ...]

    def seat(self, state: str) -> Seat | None:
        """The seat of a state; None where it has none."""
        return next((seat for seat in self.seats if seat.state == state), None)

    @property
    def taken(self) -> tuple[Seat, ...]:
        """The seats that count as taken."""
        return tuple(seat for seat in self.seats if seat.sat)
