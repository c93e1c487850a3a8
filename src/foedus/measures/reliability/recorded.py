"""How often the recorded calls to an alliance were answered with help, and the chance of help that this suggests.

A call counts where help was asked for (soldiers, arms, observers; by a formal, informal or disputed request), it was
made by the day, and its answer had come and could be known by then. "Helped" means soldiers, arms or observers came: it
says what came, not whether it was owed, nor whether all who spoke for the state wanted it (Hungary 1956). So this is
not the rate at which commitments were honoured (`reliability`): a call may be helped that no article covered, and may
rightly be declined. Calls are selected too: allies that expect nothing do not ask (compare Smith 1995). The record is
curated, not a full list of calls.
Formula: Beta posterior with a stated prior, as in `reliability`.
"""

from __future__ import annotations

from foedus.ground.calendar import AsOf
from foedus.ground.strict import Strict
from foedus.ground.terms import RESPONSES, ResponseKind
from foedus.measures.reliability.published import JEFFREYS, Prior, reliability
from foedus.record.alliance import Alliance
from foedus.record.case import Invocation
from foedus.world import World

#: Responses that are help in kind; sanctions and words are not.
HELP: tuple[ResponseKind, ...] = ("troops", "materiel", "observers")


class Helped(Strict, kw_only=True, frozen=True):
    """Counts of calls for help by what came, and the posterior chance of help in 0..1.

    `by_kind` counts calls by the most that came of each; `helped` and `not_helped` list their ids; `other_calls` are
    those that asked for words or for nothing, which are no evidence here.
    """

    alliance: str
    calls: int
    helped: tuple[str, ...]
    not_helped: tuple[str, ...]
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


def helped(world: World, alliance: Alliance, prior: Prior = JEFFREYS) -> Helped:
    """What came of the calls to the alliance that could be known on the world's two clocks."""
    cases = sorted(
        (c for c in world.record.invocations.values() if c.alliance == alliance.id and answered(c, world.as_of)),
        key=lambda c: (c.date.first, c.id),
    )
    calls = [c for c in cases if c.asked in HELP and c.request != "none"]
    came = tuple(c.id for c in calls if c.response.kind in HELP)
    found = reliability(len(came), len(calls) - len(came), prior)
    return Helped(
        alliance=alliance.id,
        calls=len(calls),
        helped=came,
        not_helped=tuple(c.id for c in calls if c.response.kind not in HELP),
        other_calls=tuple(c.id for c in cases if c not in calls),
        by_kind={kind: sum(c.response.kind == kind for c in calls) for kind in RESPONSES},
        mean=float(found.mean),
        low95=float(found.low95),
        low50=float(found.low50),
        high50=float(found.high50),
        high95=float(found.high95),
        prior=prior,
    )
