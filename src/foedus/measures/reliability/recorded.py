"""How often the recorded calls to an alliance were answered with help, and the chance of help that this suggests.

A call counts where the government in office asked for help (soldiers, arms, observers), it was made by the day, and its
answer had come and could be known by then. Requests in one affair are one call. It was helped where help was decided
and arrived at least in part; what was announced and of which no source says whether it came is counted apart, and so
are requests that are disputed or were made against the government in office (Hungary 1956, Czechoslovakia 1968): an
invasion is no kept promise. All by the codebook (docs/reference/codebook.md).

So this is not the rate at which commitments were honoured (`reliability.published`): a call may be helped that no
article covered, and may rightly be declined. Calls are selected too: allies that expect nothing do not ask (compare
Smith 1995). The record is curated, not a full list of calls.
Formula: Beta posterior with a stated prior, as in `reliability.published`.
"""

from __future__ import annotations

from foedus.ground.calendar import AsOf
from foedus.ground.strict import Strict
from foedus.ground.terms import ARRIVED, BY_GOVERNMENT, HELP, RESPONSES, ResponseKind
from foedus.measures.reliability.published import JEFFREYS, Prior, reliability
from foedus.record.alliance import Alliance
from foedus.record.case import Invocation
from foedus.world import World


class Helped(Strict, kw_only=True, frozen=True):
    """Counts of calls for help by what was decided, and the posterior chance of help in 0..1.

    `helped` and `not_helped` list the calls (the first of each affair) by id, `announced` those of whose help no source
    says whether it came, `contested` requests that were disputed or made against the government in office; neither of
    the two is in `calls`. `other_calls` asked for words or for nothing, or repeat an affair: no evidence here.
    """

    alliance: str
    calls: int
    helped: tuple[str, ...]
    not_helped: tuple[str, ...]
    announced: tuple[str, ...]
    contested: tuple[str, ...]
    other_calls: tuple[str, ...]
    by_kind: dict[ResponseKind, int]
    mean: float
    low95: float
    low50: float
    high50: float
    high95: float
    prior: Prior


def answered(case: Invocation, as_of: AsOf) -> bool:
    """Whether the call was made, its answer given, and both known, by the two clocks; imprecise dates count late."""
    came = case.response.date or case.date
    happened = case.date.last <= as_of.on and came.last <= as_of.on
    return happened and as_of.knows(case.known) and as_of.knows(case.response.known)


def came(case: Invocation) -> bool | None:
    """Whether help came; None where it was announced and no source says whether it arrived."""
    if case.response.kind not in HELP:
        return False
    return None if case.response.delivered == "unknown" else case.response.delivered in ARRIVED


def helped(world: World, alliance: Alliance, prior: Prior = JEFFREYS) -> Helped:
    """What came of the calls to the alliance that could be known on the world's two clocks."""
    cases = sorted(
        (c for c in world.record.invocations.values() if c.alliance == alliance.id and answered(c, world.as_of)),
        key=lambda c: (c.date.first, c.id),
    )
    wanted = [c for c in cases if c.asked in HELP and c.request != "none"]
    contested = [c for c in wanted if c.request not in BY_GOVERNMENT]
    affairs: dict[str, list[Invocation]] = {}
    for case in wanted:
        if case not in contested:
            affairs.setdefault(case.affair or case.id, []).append(case)
    # An affair is helped if help came in any of its requests; it is told by the first.
    outcomes = {calls[0]: _best([came(c) for c in calls]) for calls in affairs.values()}
    counted = {c: outcome for c, outcome in outcomes.items() if outcome is not None}
    yes = [c for c, outcome in counted.items() if outcome]
    found = reliability(len(yes), len(counted) - len(yes), prior)
    return Helped(
        alliance=alliance.id,
        calls=len(counted),
        helped=tuple(c.id for c in yes),
        not_helped=tuple(c.id for c, outcome in counted.items() if not outcome),
        announced=tuple(c.id for c, outcome in outcomes.items() if outcome is None),
        contested=tuple(c.id for c in contested),
        other_calls=tuple(c.id for c in cases if c not in outcomes and c not in contested),
        by_kind={kind: sum(c.response.kind == kind for c in counted) for kind in RESPONSES},
        mean=float(found.mean),
        low95=float(found.low95),
        low50=float(found.low50),
        high50=float(found.high50),
        high95=float(found.high95),
        prior=prior,
    )


def _best(outcomes: list[bool | None]) -> bool | None:
    """True if any is, else False if any is, else unknown."""
    return True if True in outcomes else False if False in outcomes else None
