"""The models that are compared on a frame, and the baselines that they are held against.

A learner sees training rows with outcomes as they were known, rows of the same event from another set (`more`), and the
features of the rows to forecast. What a new war is like is not known: a war's own intercept is fitted with shrinkage,
and a forecast averages over it (nine points of Gauss and Hermite), so a group never seen neither gains nor loses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.evidence.boosting import boosted
from foedus.evidence.fit import Logit, logit, sigmoid, signed_logit
from foedus.evidence.frames.rows import Rows

Array = NDArray[np.float64]

#: Cases that a cell's rate borrows from the rate of its obligation, and that one from the rate of all.
BORROWED = 50.0
#: Prior widths: of a standardised coefficient, of a war's own intercept; the weight of a row of another set.
WIDTH, WAR_WIDTH, MORE_WEIGHT = 0.25, 1.0, 0.25


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a learner may learn from: rows and outcomes known, and those of another set."""

    rows: Rows
    y: Array
    signs: dict[str, int]
    more: Rows | None = None
    more_y: Array | None = None
    more_weight: Array | None = None


Learner = Callable[[Lesson, Rows], Array]


def rate(lesson: Lesson, rows: Rows) -> Array:
    """The rate of the training rows, half a case on either side."""
    return np.full(len(rows), (lesson.y.sum() + 0.5) / (len(lesson.y) + 1))


def by_obligation(lesson: Lesson, rows: Rows) -> Array:
    """The smoothed rate of the ally's strongest duty."""
    return _cells(_duty(lesson.rows), lesson.y, rate(lesson, lesson.rows), _duty(rows), float(rate(lesson, rows)[0]))


def by_obligation_and_era(lesson: Lesson, rows: Rows) -> Array:
    """The smoothed rate of duty and era, which borrows from that of the duty."""
    seen, new = by_obligation(lesson, lesson.rows), by_obligation(lesson, rows)
    return _cells(lesson.rows.cell, lesson.y, seen, rows.cell, new)


def _duty(rows: Rows) -> NDArray[np.str_]:
    return np.array([cell.split(" ")[0] for cell in rows.cell], dtype=np.str_)


def _cells(seen: NDArray[np.str_], y: Array, prior: Array, asked: NDArray[np.str_], otherwise: Array | float) -> Array:
    """Rates of cells, each with `BORROWED` cases of its prior."""
    found = np.array(np.broadcast_to(otherwise, len(asked)), dtype=np.float64)
    for cell in np.unique(asked):
        its = seen == cell
        if its.any():
            found[asked == cell] = (y[its].sum() + BORROWED * prior[its].mean()) / (its.sum() + BORROWED)
    return found


def strength_and_distance(*names: str) -> Learner:
    """A logit of who is how strong and how far, free of signs: what a model without treaties knows."""

    def learn(lesson: Lesson, rows: Rows) -> Array:
        x, new = (np.column_stack([r.column(n) for n in names]) for r in (lesson.rows, rows))
        return sigmoid(signed_logit(x, lesson.y, np.zeros(len(names)), 1.0).line(new))

    return learn


def boosting(lesson: Lesson, rows: Rows) -> Array:
    """Gradient boosting on every feature."""
    return boosted(lesson.rows.x, lesson.y).chance(rows.x)


def signed(names: tuple[str, ...] = (), width: float = WIDTH) -> Learner:
    """The table as offset and a signed, shrunken residual on some features (all unless named)."""

    def learn(lesson: Lesson, rows: Rows) -> Array:
        own, new = _design(lesson.rows, names), _design(rows, names)
        base = logit(by_obligation_and_era(lesson, lesson.rows))
        fitted = signed_logit(own, lesson.y, _signs(lesson, names), width, offset=base)
        return sigmoid(fitted.line(new, logit(by_obligation_and_era(lesson, rows))))

    return learn


def with_groups(names: tuple[str, ...] = (), width: float = WIDTH, war_width: float = WAR_WIDTH) -> Learner:
    """The same with an intercept for each war, averaged out in a forecast."""

    def learn(lesson: Lesson, rows: Rows) -> Array:
        own, new = _design(lesson.rows, names), _design(rows, names)
        groups, index = np.unique(lesson.rows.group, return_inverse=True)
        mean, spread = own.mean(axis=0), own.std(axis=0)
        spread = np.where(spread > 1e-9, spread, np.inf)
        x = np.column_stack([(own - mean) / spread, np.eye(len(groups))[index]])
        signs = np.concatenate([_signs(lesson, names), np.zeros(len(groups))])
        prior = np.concatenate([np.full(own.shape[1], width), np.full(len(groups), war_width)])
        base = logit(by_obligation_and_era(lesson, lesson.rows))
        fitted = signed_logit(x, lesson.y, signs, prior, offset=base, centre=False)
        slopes = fitted.slopes[: own.shape[1]]
        line = logit(by_obligation_and_era(lesson, rows)) + fitted.intercept + (new - mean) / spread @ slopes
        return averaged(line, war_width)

    return learn


def averaged(line: Array, width: float) -> Array:
    """The mean chance where a normal of some width is added to the logit."""
    points, weights = np.polynomial.hermite.hermgauss(9)
    return np.asarray(sum(w * sigmoid(line + np.sqrt(2) * width * z) for z, w in zip(points, weights, strict=True))
                      / np.sqrt(np.pi))  # fmt: skip


def transfer(lesson: Lesson, rows: Rows) -> Array:
    """A score fitted on the other set alone, and on this one an intercept and a slope not below 0."""
    if lesson.more is None or lesson.more_y is None or not lesson.more_y.any():
        return by_obligation_and_era(lesson, rows)
    score = _score(lesson)
    own, new = (score.line(_design(r, ())) for r in (lesson.rows, rows))
    fitted = signed_logit(own[:, None], lesson.y, np.ones(1), 2.0)
    return sigmoid(fitted.line(new[:, None]))


def _score(lesson: Lesson) -> Logit:
    assert lesson.more is not None
    assert lesson.more_y is not None
    x = _design(lesson.more, ())
    return signed_logit(x, lesson.more_y, _signs(lesson, ()), WIDTH, weight=lesson.more_weight)


def stacked(lesson: Lesson, rows: Rows) -> Array:
    """Rows of both sets in one fit, those of the other with less weight and an intercept of their own."""
    if lesson.more is None or lesson.more_y is None or not lesson.more_y.any():
        return signed()(lesson, rows)
    x = np.vstack([_design(lesson.rows, ()), _design(lesson.more, ())])
    other = np.concatenate([np.zeros(len(lesson.rows)), np.ones(len(lesson.more))])
    y = np.concatenate([lesson.y, lesson.more_y])
    more_weight = np.ones(len(lesson.more)) if lesson.more_weight is None else lesson.more_weight
    weight = np.concatenate([np.ones(len(lesson.rows)), MORE_WEIGHT * more_weight])
    signs, prior = np.append(_signs(lesson, ()), 0), np.append(np.full(x.shape[1], WIDTH), 5.0)
    fitted = signed_logit(np.column_stack([x, other]), y, signs, prior, weight=weight)
    return sigmoid(fitted.line(np.column_stack([_design(rows, ()), np.zeros(len(rows))])))


def _design(rows: Rows, names: tuple[str, ...]) -> Array:
    return rows.x if not names else np.column_stack([rows.column(n) for n in names])


def _signs(lesson: Lesson, names: tuple[str, ...]) -> Array:
    return np.array([lesson.signs[n] for n in names or lesson.rows.names], dtype=np.float64)
