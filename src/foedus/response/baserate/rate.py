"""How often do allies act? A Beta posterior from published rates and from recorded cases, the closer the heavier.

Cases that asked for something else say nothing and are left out. Of the others, a case that shares everything with the
question (threat, ruling, alliance) counts in full; each level it does not share discounts it by an assumed factor, so
that a near case never pulls less than a far one. Reference: power priors, Ibrahim & Chen, Statistical Science 15(1)
2000, 46-60.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from foedus.ground.terms import ACTS, WORDS, ResponseKind
from foedus.response.assumptions import Assumptions
from foedus.response.baserate.assumptions import assumptions, drawn
from foedus.response.draws import Draws, Runs
from foedus.response.forecast import Level
from foedus.response.precedents import Features, Precedent


@dataclass(frozen=True, slots=True)
class BaseRate:
    """The chance that the alliance acts, shape (R,), and the counts it rests on."""

    p: Runs
    levels: tuple[Level, ...]


LEVELS: tuple[tuple[str, Callable[[Features, Features], bool]], ...] = (
    ("asked", lambda a, b: a.asked == b.asked),
    ("threat", lambda a, b: a.asked == b.asked and a.group == b.group),
    ("ruling", lambda a, b: (a.asked, a.group, a.owed) == (b.asked, b.group, b.owed)),
    ("alliance", lambda a, b: a == b),
)


def base_rate(features: Features, cases: list[Precedent], draws: Draws, table: Assumptions | None = None) -> BaseRate:
    """The posterior chance of an act for a class of cases."""
    weight, mean = drawn("prior-weight", draws, table), drawn("prior-mean", draws, table)
    discount = drawn("level-discount", draws, table)
    acted, idle = weight * mean, weight * (1 - mean)
    levels = []
    for index, (name, same) in enumerate(LEVELS):
        inside = [c for c in cases if same(c.features, features)]
        narrower = LEVELS[index + 1][1] if index + 1 < len(LEVELS) else None
        own = [c for c in inside if narrower is None or not narrower(c.features, features)]
        counts = discount ** (len(LEVELS) - 1 - index)
        acted = acted + counts * sum(c.acted for c in own)
        idle = idle + counts * sum(not c.acted for c in own)
        levels.append(Level(level=name, cases=len(inside), acted=sum(c.acted for c in inside)))
    rate = draws.beta("act", acted, idle)
    return BaseRate(np.clip(rate, 1e-6, 1 - 1e-6), tuple(levels))


def kinds(
    features: Features, asked: ResponseKind, cases: list[Precedent], draws: Draws, table: Assumptions | None = None
) -> dict[ResponseKind, Runs]:
    """For each kind its chance given that the alliance acts (or, for words, that it does not), shape (R,).

    Dirichlet posteriors; cases of the same class count fully, others by the assumed weight per difference.
    """
    start, apart = (table or assumptions())["kind-prior"].value, drawn("kind-distance", draws, table)
    shares: dict[ResponseKind, Runs] = {}
    for group in (ACTS, WORDS):
        gammas: dict[ResponseKind, Runs] = {}
        for kind in group:
            alpha = np.full(draws.runs, start)
            for case in cases:
                if case.case.response.kind == kind:
                    same = (
                        case.features.asked == features.asked,
                        case.features.group == features.group,
                    )
                    close = case.case.asked == asked
                    alpha = alpha + apart ** (3 - sum((*same, close)))
            gammas[kind] = draws.gamma("kind", kind, alpha)
        total = np.sum(list(gammas.values()), axis=0)
        shares |= {kind: gamma / np.maximum(total, 1e-300) for kind, gamma in gammas.items()}
    return shares
