"""How many soldiers: every recorded contingent forecast, and scored beside two plain guesses, in two designs.

* elsewhere: each mission from all others, later ones too.
* prequential: each mission from what was known before the day it began, once `FEWEST` contingents were.

All of it in natural logarithms of soldiers, since a contingent of ten and one of ten thousand are told by their order
of magnitude. The guesses: `one-size`, the mean and scatter of the contingents of other missions whatever the sender;
`one-share`, the same of contingents as a share of the sender's armed forces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.evidence.calls import Contingents
from foedus.evidence.continuous import crps_normal, interval_score
from foedus.evidence.scores import RESAMPLES, SEED, Interval, limits
from foedus.ground.strict import Strict
from foedus.response.draws import Draws
from foedus.response.fitted.members import SIZE
from foedus.response.fitted.sizes import fit_sizes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: How many standard deviations the ends of a 90 % range lie from its middle.
T_95: Final = 1.66
MODEL, ONE_SIZE, ONE_SHARE = "model", "one-size", "one-share"
#: Contingents known before a mission is asked about as time goes.
FEWEST: Final = 60
#: Where the logarithm of the sender's forces stands among what moves a contingent.
FORCES: Final = SIZE.index("personnel")


class SizeLine(Strict, kw_only=True, frozen=True):
    """A forecast of contingents: CRPS and interval score (natural logarithms), and what the model saves of each.

    `coverage` is the share inside the 90 % ranges, `ratio` the median of their upper ends over their lower ones.
    """

    forecast: str
    crps: Interval
    interval: Interval
    crps_saved: Interval
    interval_saved: Interval
    coverage: float
    ratio: float


class SizeTrial(Strict, kw_only=True, frozen=True):
    """Contingents in one design, their mission left out: the share inside their 90 % range, and how wide that is.

    `ratio` is the upper end of a range over its lower one (median over contingents), `ratio_known_total` the same where
    the mission's own level is known; `lines` hold the model and two plain guesses with their scores.
    """

    design: str
    contingents: int
    missions: int
    coverage: float
    ratio: float
    ratio_known_total: float
    lines: tuple[SizeLine, ...]


def size_trials(found: Contingents) -> tuple[SizeTrial, ...]:
    """Every contingent in both designs."""
    trials = []
    for design in ("prequential", "elsewhere"):
        seen = {mission: _seen(found, mission, design) for mission in np.unique(found.mission)}
        asked = np.array([design == "elsewhere" or seen[m].sum() >= FEWEST for m in found.mission], dtype=bool)
        if asked.any():
            trials.append(_trial(found, design, seen, asked))
    return tuple(trials)


def _seen(found: Contingents, mission: int, design: str) -> NDArray[np.bool_]:
    """The contingents that a forecast of a mission may know."""
    other: NDArray[np.bool_] = found.mission != mission
    if design == "elsewhere":
        return other
    day = min(b for b, m in zip(found.began, found.mission, strict=True) if m == mission)
    then = [k < day and b < day for k, b in zip(found.known, found.began, strict=True)]
    before: NDArray[np.bool_] = other & np.array(then, dtype=bool)
    return before


def _trial(found: Contingents, design: str, seen: dict[int, NDArray[np.bool_]], asked: NDArray[np.bool_]) -> SizeTrial:
    mean, spread, known = (np.empty(len(found.y)) for _ in range(3))
    guesses = {name: (np.empty(len(found.y)), np.empty(len(found.y))) for name in (ONE_SIZE, ONE_SHARE)}
    for mission in np.unique(found.mission[asked]):
        out, rows = found.mission == mission, seen[mission]
        fit = fit_sizes(found.x[rows], found.y[rows], found.mission[rows])
        mean[out] = found.x[out] @ fit.mean
        own = np.einsum("ij,jk,ik->i", found.x[out], fit.covariance, found.x[out]) + fit.within**2
        spread[out], known[out] = np.sqrt(own + fit.between**2), np.sqrt(own)
        for name, base in ((ONE_SIZE, np.zeros(len(found.y))), (ONE_SHARE, found.x[:, FORCES])):
            rest = (found.y - base)[rows]
            guesses[name][0][out] = base[out] + (rest.mean() if len(rest) else 0.0)
            guesses[name][1][out] = rest.std(ddof=1) if len(rest) > 1 else 1.0
    forecasts = {MODEL: (mean, spread), **guesses}
    kept = {name: (m[asked], s[asked]) for name, (m, s) in forecasts.items()}
    lines = _lines(found.y[asked], found.mission[asked], kept)
    return SizeTrial(
        design=design,
        contingents=int(asked.sum()),
        missions=len(np.unique(found.mission[asked])),
        coverage=lines[0].coverage,
        ratio=lines[0].ratio,
        ratio_known_total=float(np.median(np.exp(2 * T_95 * known[asked]))),
        lines=lines,
    )


def _lines(y: Array, mission: NDArray[np.int64], forecasts: dict[str, tuple[Array, Array]]) -> tuple[SizeLine, ...]:
    names, place = np.unique(mission, return_inverse=True)
    stream = Draws(SEED, RESAMPLES).stream("evidence-missions")
    weights = stream.multinomial(len(names), np.full(len(names), 1 / len(names)), RESAMPLES)[:, place].astype(float)

    def scored(mean: Array, spread: Array) -> tuple[Array, Array]:
        reach = T_95 * spread
        return crps_normal(y, mean, spread), interval_score(y, mean - reach, mean + reach)

    def told(loss: Array) -> Interval:
        return limits(float(loss.mean()), weights @ loss / weights.sum(axis=1))

    def saved(mine: Array, other: Array) -> Interval:
        return limits(float(1 - mine.mean() / other.mean()), 1 - (weights @ mine) / (weights @ other))

    own = scored(*forecasts[MODEL])
    lines = []
    for name, (mean, spread) in forecasts.items():
        crps, ranges = scored(mean, spread)
        lines.append(
            SizeLine(
                forecast=name,
                crps=told(crps),
                interval=told(ranges),
                crps_saved=saved(own[0], crps),
                interval_saved=saved(own[1], ranges),
                coverage=float((np.abs(y - mean) < T_95 * spread).mean()),
                ratio=float(np.median(np.exp(2 * T_95 * spread))),
            )
        )
    return tuple(lines)
