"""Scores of forecast chances against what happened, with intervals from a bootstrap of whole groups.

Formulae, over rows i with outcome y in {0, 1}, forecast p and weight w (1 unless the row was sampled):

* Brier: sum w (p - y)^2 / sum w. Brier 1950, Monthly Weather Review 78(1).
* log: -sum w log(chance given to what happened) / sum w, that chance held to at least `LEAST`. Good 1952, J. Royal
  Statistical Society B 14(1).
* AUC: chance that a row that happened was given more than one that did not, ties one half (Mann & Whitney 1947; Hanley
  & McNeil 1982, Radiology 143(1)). `auc_within` compares only rows of one group (one war) and adds up such pairs:
  who comes, whatever the group's rate.
* slope: b of logit P(y) = a + b logit p (Cox 1958, Biometrika 45); 1 is calibrated, below 1 is too bold.
* large: a of logit P(y) = a + logit p, calibration in the large; 0 is calibrated, above 0 too few were expected.

Rows of one war stand or fall together, so the bootstrap draws groups, not rows (Cameron, Gelbach & Miller 2008, Review
of Economics and Statistics 90(3)); percentile limits. Draws are keyed by seed and question, rows are put into an order
of their own first: neither the order of rows nor another score moves a limit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.ground.errors import QueryError
from foedus.ground.strict import Strict
from foedus.response.draws import Draws

Array = NDArray[np.float64]
Index = NDArray[np.intp]

#: The least chance a forecast is taken to have given to what happened, so one bold miss cannot be an infinite loss.
LEAST = 1e-4
#: Two-sided coverage of every interval.
COVER = 0.90
#: Resamples of groups, and the seed they are keyed by.
RESAMPLES, SEED = 1000, 20
#: Newton steps of a calibration line at most.
STEPS = 200


class Interval(Strict, kw_only=True, frozen=True):
    """A score and the limits that hold it with chance `COVER`; `drawn` resamples had a value, None where none had."""

    value: float | None
    low: float | None
    high: float | None
    drawn: int


@dataclass(frozen=True, slots=True)
class Scored:
    """Forecasts with outcomes, in an order that depends on the rows alone: by forecast, outcome, group, weight.

    `peers` are other models' forecasts of the same rows, by name.
    """

    outcome: Array
    forecast: Array
    group: Index
    groups: tuple[str, ...]
    weight: Array
    peers: dict[str, Array]


#: A score of rows under weights: those of the frame times how often a resample drew each row's group.
Score = Callable[[Scored, Array], float]


def scored(
    outcome: ArrayLike,
    forecast: ArrayLike,
    group: Sequence[str],
    weight: ArrayLike | None = None,
    peers: dict[str, ArrayLike] | None = None,
) -> Scored:
    """Rows ready to score. Raises `QueryError` where lengths differ or a number is no chance, outcome or weight."""
    y, p = np.asarray(outcome, np.float64), np.asarray(forecast, np.float64)
    w = np.ones(len(y)) if weight is None else np.asarray(weight, np.float64)
    others = {name: np.asarray(q, np.float64) for name, q in sorted((peers or {}).items())}
    chances = (p, *others.values())
    names, index = np.unique(np.asarray(group, dtype=np.str_), return_inverse=True)
    if not all(a.shape == y.shape for a in (w, index, *chances)) or not len(y):
        raise QueryError("these rows cannot be scored", why="outcomes, forecasts and groups must be as many, above 0")
    if not (np.isin(y, (0, 1)).all() and all(((q >= 0) & (q <= 1)).all() for q in chances)):
        raise QueryError("these rows cannot be scored", why="an outcome is 0 or 1, a forecast a chance in 0..1")
    if not (np.isfinite(w).all() and (w >= 0).all() and w.sum() > 0):
        raise QueryError("these rows cannot be scored", why="a weight is finite, not negative, and one is above 0")
    order = np.lexsort((*others.values(), w, index, y, p))
    kept = {name: q[order] for name, q in others.items()}
    return Scored(y[order], p[order], index[order].astype(np.intp), tuple(map(str, names)), w[order], kept)


def brier(rows: Scored, weight: Array) -> float:
    """Mean squared distance of forecast and outcome, 0 (certain and right) to 1."""
    return float(weight @ _squares(rows) / weight.sum())


def log_loss(rows: Scored, weight: Array) -> float:
    """Mean of minus the log of the chance that was given to what happened, in nats."""
    return float(weight @ _surprise(rows) / weight.sum())


def _squares(rows: Scored) -> Array:
    return (rows.forecast - rows.outcome) ** 2


def _surprise(rows: Scored) -> Array:
    return -np.log(np.maximum(np.where(rows.outcome == 1, rows.forecast, 1 - rows.forecast), LEAST))


def by_group(rows: Scored, loss: Array) -> tuple[Array, Array]:
    """Weighted loss and weight of each group."""
    above, below = np.zeros(len(rows.groups)), np.zeros(len(rows.groups))
    np.add.at(above, rows.group, rows.weight * loss)
    np.add.at(below, rows.group, rows.weight)
    return above, below


def auc(rows: Scored, weight: Array) -> float:
    """Area under the curve over all pairs of a row that happened and one that did not; nan without such a pair."""
    return float(_areas(rows, weight[None, :])[0])


def _areas(rows: Scored, weights: Array) -> Array:
    one, pairs = _concordant(rows, weights)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(one / pairs)


def auc_within(rows: Scored, weight: Array) -> float:
    """The same over pairs of one group only, each group's pairs weighing as often as the group was drawn."""
    wins, pairs = (float(part.sum()) for part in _pairs_within(rows, weight))
    return wins / pairs if pairs else float("nan")


def _pairs_within(rows: Scored, weight: Array) -> tuple[Array, Array]:
    """Concordant and all pairs of each group."""
    found = np.zeros((len(rows.groups), 2))
    for group in np.unique(rows.group[rows.outcome == 1]):
        its = rows.group == group
        part = Scored(rows.outcome[its], rows.forecast[its], rows.group[its], rows.groups, rows.weight[its], {})
        found[group] = np.concatenate(_concordant(part, weight[None, its]))
    return found[:, 0], found[:, 1]


def _concordant(rows: Scored, weights: Array) -> tuple[Array, Array]:
    """Weight of concordant pairs (ties half) and of all pairs, for each row of weights; rows in order of forecast."""
    happened, not_so = weights * rows.outcome, weights * (1 - rows.outcome)
    starts = np.flatnonzero(np.diff(rows.forecast, prepend=-1.0))
    up, down = np.add.reduceat(happened, starts, axis=1), np.add.reduceat(not_so, starts, axis=1)
    below = np.cumsum(down, axis=1) - down
    return (up * (below + down / 2)).sum(axis=1), happened.sum(axis=1) * not_so.sum(axis=1)


def slope(rows: Scored, weight: Array) -> float:
    """Slope of the calibration line; nan where outcomes do not vary or the line has no finite slope."""
    return float(_slopes(rows, weight[None, :])[0])


def large(rows: Scored, weight: Array) -> float:
    """Intercept of the calibration line of slope 1, in logits."""
    return float(_intercepts(rows, weight[None, :])[0])


def _odds(rows: Scored) -> Array:
    p = np.clip(rows.forecast, LEAST, 1 - LEAST)
    return np.asarray(np.log(p / (1 - p)))


def _slopes(rows: Scored, weights: Array) -> Array:
    """Slopes by Newton's method on the weighted likelihood, for each row of weights."""
    z = _odds(rows)
    there = weights > 0
    up, down = ((there & (rows.outcome == y)) for y in (1, 0))
    least = [np.where(side, z, np.inf).min(axis=1) for side in (up, down)]
    most = [np.where(side, z, -np.inf).max(axis=1) for side in (up, down)]
    # Of parted rows the likelihood rises without end; of one forecast for all, the line has any slope.
    finite = (least[0] < most[1]) & (most[0] > least[1]) & up.any(axis=1) & down.any(axis=1)
    a, b = np.zeros(len(weights)), np.ones(len(weights))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(a[:, None] + b[:, None] * z, -500, 500)))
        rest, bend = weights * (rows.outcome - chance), weights * chance * (1 - chance)
        g0, g1 = rest.sum(axis=1), rest @ z
        h0, h1, h2 = bend.sum(axis=1), bend @ z, bend @ z**2
        fall = np.maximum(h0 * h2 - h1**2, 1e-12 * np.maximum(h0 * h2, 1e-300))
        step = np.array([h2 * g0 - h1 * g1, h0 * g1 - h1 * g0]) / fall
        reach = np.abs(step[0]) + np.abs(step[1]) * np.abs(z).max()  # no logit moves by more than 2 in a step
        step = np.where(finite, step * np.minimum(1, 2 / np.maximum(reach, 1e-300)), 0.0)
        a, b = a + step[0], b + step[1]
        if np.abs(step).max() < 1e-9:
            break
    return np.where(finite, b, np.nan)


def _intercepts(rows: Scored, weights: Array) -> Array:
    """Intercepts of lines of slope 1, for each row of weights."""
    z, total = _odds(rows), weights.sum(axis=1)
    hits = weights @ rows.outcome
    finite, a = (hits > 0) & (hits < total), np.zeros(len(weights))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(a[:, None] + z, -500, 500)))
        rest, bend = hits - (weights * chance).sum(axis=1), (weights * chance * (1 - chance)).sum(axis=1)
        step = np.where(finite, np.clip(rest / np.maximum(bend, 1e-12), -2, 2), 0.0)
        a = a + step
        if np.abs(step).max() < 1e-9:
            break
    return np.where(finite, a, np.nan)


#: Each score by its name, in the order in which they are told.
SCORES: dict[str, Score] = {
    "brier": brier, "log": log_loss, "auc": auc, "auc-within": auc_within, "slope": slope, "large": large,
}  # fmt: skip

#: Scores that are one sum over groups by another: what each group adds above and below.
_BY_GROUP: dict[Score, Callable[[Scored], tuple[Array, Array]]] = {
    brier: lambda rows: by_group(rows, _squares(rows)),
    log_loss: lambda rows: by_group(rows, _surprise(rows)),
    auc_within: lambda rows: _pairs_within(rows, rows.weight),
}

#: Scores of many rows of weights at once, shape (resamples, rows), and how many at once.
_AT_ONCE: dict[Score, Callable[[Scored, Array], Array]] = {auc: _areas, slope: _slopes, large: _intercepts}
CHUNK = 100


def counts(rows: Scored, resamples: int = RESAMPLES, seed: int = SEED) -> Array:
    """How often each resample draws each group, shape (resamples, groups); as many draws as there are groups."""
    many = len(rows.groups)
    stream = Draws(seed=seed, runs=resamples).stream("evidence-groups", "\x1f".join(rows.groups))
    return stream.multinomial(many, np.full(many, 1 / many), size=resamples).astype(np.float64)


def interval(score: Score, rows: Scored, drawn: Array | None = None) -> Interval:
    """A score of the rows with its limits; `drawn` are the counts of resamples, made here unless given."""
    return limits(score(rows, rows.weight), _resampled(score, rows, counts(rows) if drawn is None else drawn))


def gain(score: Score, rows: Scored, peer: str, drawn: Array | None = None) -> Interval:
    """The share of a peer's loss that the model saves, 1 - loss / peer's loss, paired over the same resamples."""
    return _paired(score, rows, peer, drawn, lambda mine, other: 1 - mine / other)


def difference(score: Score, rows: Scored, peer: str, drawn: Array | None = None) -> Interval:
    """The model's score minus the peer's, paired over the same resamples."""
    return _paired(score, rows, peer, drawn, lambda mine, other: mine - other)


def _paired(
    score: Score, rows: Scored, peer: str, drawn: Array | None, of: Callable[[Array, Array], Array]
) -> Interval:
    times = counts(rows) if drawn is None else drawn
    other = in_order(rows, peer)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = of(np.array(score(rows, rows.weight)), np.array(score(other, other.weight)))
        return limits(float(value), of(_resampled(score, rows, times), _resampled(score, other, times)))


def in_order(rows: Scored, peer: str) -> Scored:
    """The same rows with a peer's forecasts in place of the model's."""
    return scored(
        rows.outcome, rows.peers[peer], [rows.groups[g] for g in rows.group], rows.weight,
        peers={"": rows.forecast},
    )  # fmt: skip


def _resampled(score: Score, rows: Scored, drawn: Array) -> Array:
    """The score of every resample; one that is a ratio of sums over groups needs those sums only once."""
    if (parts := _BY_GROUP.get(score)) is not None:
        above, below = parts(rows)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray((drawn @ above) / (drawn @ below))
    if (many := _AT_ONCE.get(score)) is not None:
        starts = range(0, len(drawn), CHUNK)
        return np.concatenate([many(rows, drawn[at : at + CHUNK, rows.group] * rows.weight) for at in starts])
    return np.array([score(rows, w) if (w := rows.weight * times[rows.group]).any() else np.nan for times in drawn])


def limits(value: float, resampled: Array) -> Interval:
    """A value with the limits that its resamples give; those without a value of their own are left out."""
    good = resampled[np.isfinite(resampled)]
    if not np.isfinite(value):
        return Interval(value=None, low=None, high=None, drawn=0)
    if not len(good):
        return Interval(value=value, low=None, high=None, drawn=0)
    low, high = np.quantile(good, ((1 - COVER) / 2, (1 + COVER) / 2))
    return Interval(value=value, low=float(low), high=float(high), drawn=len(good))
