"""The room against the forecast and against history: what it decided and pledged, and how far that is from both.

History is what the record says: of a member that a complete list does not name, that it sent nobody; of one that a
partial list does not name, nothing. Contradicting reports stand side by side as a range.
"""

from __future__ import annotations

from typing import Final, Literal

from foedus.ground.label import Label
from foedus.ground.strict import Strict
from foedus.ground.terms import ACTS, Delivered, ResponseKind, Stance
from foedus.record.case import Invocation
from foedus.response import Answer
from foedus.response.shape import MemberContribution
from foedus.response.summary import Chance, Quantiles
from foedus.web.council.deciding import Tally, decided, otherwise, pledging
from foedus.web.council.room import CouncilRoom, Seat

#: The room beside a range: within it, more, fewer; "not-more" and "not-fewer" where only one end is known and
#: the pledge does not pass it; "unknown" where neither is, "unasked" where nobody could pledge.
Beside = Literal["same", "more", "fewer", "not-more", "not-fewer", "unknown", "unasked"]
#: From this chance on (given that the alliance sends anybody) a member is expected to send; below it, to send nobody.
EXPECTED: Final = 0.5


class Contingent(Strict, kw_only=True, frozen=True):
    """Soldiers that history sent of one member: known to be none (0 to 0), a range, or with unknown ends (None).

    `sent` is None where the record does not say whether the member sent any.
    """

    sent: bool | None
    low: float | None = None
    high: float | None = None


class MemberCompared(Strict, kw_only=True, frozen=True):
    """One member in the room, in the forecast and in history; `vote` and `pledge` None where it said nothing.

    `seated`: somebody sat there; who may pledge and does not has pledged nobody. `p_sends` and `soldiers` are the
    forecast, given that the alliance sends any: the chance that this member does, and how many then (None for the state
    in need and for a party). `beside_history` holds the pledge against what history sent, `beside_forecast` against the
    90 % interval of the forecast, or against nobody where the member is expected to send none (`EXPECTED`).
    """

    state: str
    role: str
    seated: bool
    said: Stance | None
    vote: str | None
    pledge: int | None
    stance: Stance | None
    stance_text: Label | None
    sent: Contingent
    lets_pass: Chance | None
    p_sends: Chance | None
    soldiers: Quantiles | None
    beside_history: Beside
    beside_forecast: Beside


class RoomCompared(Strict, kw_only=True, frozen=True):
    """The end of a room: its decision, the same votes under other procedures, and each member beside history.

    `whole` is the decision with the empty seats counted as members who stay away. `pledged` are all soldiers pledged.
    `acted`: whether history did more than speak; `same_decision` compares the room with that. `forecast_acts` is the
    forecast's chance of it.
    """

    tally: Tally
    whole: Tally
    others: tuple[Tally, ...]
    pledged: int
    response: ResponseKind
    delivered: Delivered
    response_text: Label
    strength_low: float | None
    strength_high: float | None
    acted: bool
    same_decision: bool
    forecast_acts: Chance
    forecast_troops: Chance
    forecast_soldiers: Quantiles | None
    members: tuple[MemberCompared, ...]
    sources: tuple[str, ...]


def compared(room: CouncilRoom, case: Invocation, answer: Answer) -> RoomCompared:
    """The room at its end beside the case as it went and the forecast of it."""
    tally = decided(room)
    may = {seat.state for seat in pledging(room)} if tally.adopted else set()
    members = tuple(_member(seat, case, answer, seat.state in may) for seat in room.seats)
    figures = [v for r in case.strength for v in (r.low, r.best, r.high) if v is not None]
    acted = case.response.kind in ACTS
    return RoomCompared(
        tally=tally,
        whole=decided(room, everybody=True),
        others=otherwise(room),
        pledged=sum(m.pledge or 0 for m in members),
        response=case.response.kind,
        delivered=case.response.delivered,
        response_text=case.response.text,
        strength_low=min(figures, default=None),
        strength_high=max(figures, default=None),
        acted=acted,
        same_decision=acted is tally.adopted,
        forecast_acts=answer.decision.p_adopted,
        forecast_troops=answer.response["troops"],
        forecast_soldiers=answer.soldiers,
        members=members,
        sources=case.response.sources,
    )


def contingent(case: Invocation, state: str) -> Contingent:
    """The soldiers that a member sent, as the record tells it."""
    listed = [c for c in case.contributions if c.state == state and c.kind == "troops"]
    if listed:
        # Of a report that says "up to" or "more than" only the end that it names is known.
        least = [v for c in listed if (v := c.best if c.low is None else c.low) is not None]
        most = [v for c in listed if (v := c.best if c.high is None else c.high) is not None]
        return Contingent(sent=True, low=min(least, default=None), high=max(most, default=None))
    if case.response.kind != "troops" or case.contributors == "complete":
        return Contingent(sent=False, low=0, high=0)
    return Contingent(sent=None)


def beside(pledge: int | None, low: float | None, high: float | None) -> Beside:
    """Where a pledge lies beside a range.

    >>> beside(150, 100, 200), beside(0, 100, 200), beside(None, 0, 0), beside(5, None, None)
    ('same', 'fewer', 'unasked', 'unknown')
    >>> beside(3001, None, 3000), beside(9, None, 3000), beside(9, 2000, None)
    ('more', 'not-more', 'fewer')
    """
    if pledge is None:
        return "unasked"
    if low is not None and pledge < low:
        return "fewer"
    if high is not None and pledge > high:
        return "more"
    if low is None:
        return "unknown" if high is None else "not-more"
    return "not-fewer" if high is None else "same"


def _beside_history(pledge: int | None, sent: Contingent) -> Beside:
    return "fewer" if pledge == 0 and sent.sent else beside(pledge, sent.low, sent.high)


def _beside_forecast(pledge: int | None, forecast: MemberContribution | None) -> Beside:
    if pledge is None or forecast is None:
        return "unasked" if pledge is None else "unknown"
    if forecast.p_if_troops.p < EXPECTED:
        return beside(pledge, 0, 0)
    if pledge == 0:
        return "fewer"
    soldiers = forecast.personnel
    return beside(pledge, soldiers.q05, soldiers.q95) if soldiers else "unknown"


def _member(seat: Seat, case: Invocation, answer: Answer, may: bool) -> MemberCompared:
    sent, forecast = contingent(case, seat.state), answer.contributions.get(seat.state)
    stood = next((p for p in case.positions if p.state == seat.state), None)
    position = answer.decision.positions.get(seat.state)
    pledge = (seat.pledge or 0) if may else None
    return MemberCompared(
        state=seat.state,
        role=seat.role,
        seated=seat.sat,
        said=seat.stance,
        vote=seat.vote,
        pledge=pledge,
        stance=stood.stance if stood else None,
        stance_text=stood.text if stood else None,
        sent=sent,
        lets_pass=position.no_objection if position else None,
        p_sends=forecast.p_if_troops if forecast else None,
        soldiers=forecast.personnel if forecast else None,
        beside_history=_beside_history(pledge, sent),
        beside_forecast=_beside_forecast(pledge, forecast),
    )
