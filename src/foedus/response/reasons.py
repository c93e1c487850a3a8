"""Why they may come and why not: what in the question speaks for and against, read off the answer itself."""

from __future__ import annotations

from typing import Literal

from foedus.ground.label import Label
from foedus.ground.strict import Strict
from foedus.response.forecast import Level, Pull
from foedus.response.standing import Standing

#: From this mean distance on (km between capitals) distance is named as a reason against; a convention of display.
FAR_KM = 3000.0


class Reason(Strict, kw_only=True, frozen=True):
    """A reason by key, with the words to fill in; the brief holds the sentences.

    Where a model says what the reason does, `text` names it and `points` is its effect on the chance of soldiers, in
    points of 1, against a usual case of the class.
    """

    key: str
    side: Literal["for", "against"]
    values: dict[str, str | int | float]
    text: Label | None = None
    points: float | None = None


#: What moves the chance by less is no reason; a convention of display.
LEAST_POINTS = 0.01


def pulled(pulls: tuple[Pull, ...]) -> tuple[Reason, ...]:
    """The reasons of a model that knows what each thing does, the strongest first."""
    return tuple(
        Reason(
            key=pull.key, side="for" if pull.points > 0 else "against", values={}, text=pull.text, points=pull.points
        )
        for pull in sorted(pulls, key=lambda pull: -abs(pull.points))
        if abs(pull.points) >= LEAST_POINTS
    )


def reasons(
    *,
    owed: bool | None,
    request: str,
    procedure: str | None,
    levels: tuple[Level, ...],
    standings: list[Standing],
    leader: str | None,
) -> tuple[Reason, ...]:
    """All reasons that the question gives, the weightier first on each side."""
    found: list[Reason] = []

    def add(side: Literal["for", "against"], key: str, **values: str | int | float) -> None:
        found.append(Reason(key=key, side=side, values=values))

    narrow = next((level for level in levels if level.level == "threat"), None)
    if narrow and narrow.cases:
        side: Literal["for", "against"] = "for" if narrow.acted * 2 >= narrow.cases else "against"
        add(side, "precedent" if narrow.acted else "precedent-none", acted=narrow.acted, cases=narrow.cases)
    add(*{True: ("for", "owed"), False: ("against", "not-owed"), None: ("against", "open")}[owed])  # type: ignore[arg-type]
    if request == "none":
        add("against", "not-asked")
    elif request == "formal":
        add("for", "asked")
    shared = [s.state for s in standings if s.shared]
    if leader in shared:
        add("for", "leader-shares", state=str(leader))
    elif leader and any(s.state == leader for s in standings):
        add("against", "leader-apart", state=leader)
    if len(shared) * 2 >= len(standings) and shared:
        add("for", "shared", count=len(shared), total=len(standings))
    elif standings:
        add("against", "not-shared", count=len(standings) - len(shared), total=len(standings))
    if procedure == "consensus" and len(standings) > 1:
        add("against", "consensus", count=len(standings))
    if procedure == "leader-decides":
        add("for", "leader-decides")
    objected = max(standings, key=lambda s: s.objected, default=None)
    if objected and objected.objected:
        add("against", "objected", state=objected.state, count=objected.objected)
    near = [s.state for s in standings if s.borders]
    if near:
        add("for", "near", count=len(near))
    known = [s.distance_km for s in standings if s.distance_km is not None]
    if known and sum(known) / len(known) > FAR_KM:
        add("against", "far", km=round(sum(known) / len(known), -2))
    return tuple(found)
