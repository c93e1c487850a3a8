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

#: Prior widths, in logits: of a standardised coefficient, of a war's own intercept, of a slope on another set's score.
WIDTH, WAR_WIDTH, SCORE_WIDTH = 0.25, 1.0, 2.0


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a learner may learn from: rows and outcomes known, and those of another set.

    `borrowed` is how many cases a cell's rate borrows from the rate of its duty, and that one from the rate of all:
    many where the rows of one war come by the dozen and stand or fall together, few where a row is a treaty.
    """

    rows: Rows
    y: Array
    signs: dict[str, int]
    borrowed: float
    more: Rows | None = None
    more_y: Array | None = None
    more_weight: Array | None = None
    #: Scores of the other set that another learner has fitted on this lesson already.
    scores: dict[tuple[str, ...], Logit] | None = None


Learner = Callable[[Lesson, Rows], Array]


def rate(lesson: Lesson, rows: Rows) -> Array:
    """The rate of the training rows, half a case on either side."""
    return np.full(len(rows), (lesson.y.sum() + 0.5) / (len(lesson.y) + 1))


def by_obligation(lesson: Lesson, rows: Rows) -> Array:
    """The smoothed rate of the ally's strongest duty."""
    prior = rate(lesson, lesson.rows)
    return _cells(lesson, _duty(lesson.rows), prior, _duty(rows), np.full(len(rows), prior[0]))


def by_obligation_and_era(lesson: Lesson, rows: Rows) -> Array:
    """The smoothed rate of duty and era, which borrows from that of the duty."""
    seen, new = by_obligation(lesson, lesson.rows), by_obligation(lesson, rows)
    return _cells(lesson, lesson.rows.cell, seen, rows.cell, new)


def _duty(rows: Rows) -> NDArray[np.str_]:
    return np.array([cell.split(" ")[0] for cell in rows.cell], dtype=np.str_)


def _cells(lesson: Lesson, seen: NDArray[np.str_], prior: Array, asked: NDArray[np.str_], otherwise: Array) -> Array:
    """Rates of cells, each with some cases of its prior; a cell never seen has the rate `otherwise`."""
    found, more = otherwise.copy(), lesson.borrowed
    for cell in np.unique(asked):
        its = seen == cell
        if its.any():
            found[asked == cell] = (lesson.y[its].sum() + more * prior[its].mean()) / (its.sum() + more)
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


def transfer(names: tuple[str, ...]) -> Learner:
    """A score fitted on the other set alone, and on this one an intercept and a slope not below 0."""

    def learn(lesson: Lesson, rows: Rows) -> Array:
        if (score := _score(lesson, names)) is None:
            return by_obligation_and_era(lesson, rows)
        own, new = (score.line(_design(r, names))[:, None] for r in (lesson.rows, rows))
        return sigmoid(signed_logit(own, lesson.y, np.ones(1), SCORE_WIDTH).line(new))

    return learn


def carried(names: tuple[str, ...], width: float = WIDTH) -> Learner:
    """The same score as one more feature beside the frame's own, which say in what the two sets differ."""

    def learn(lesson: Lesson, rows: Rows) -> Array:
        if (score := _score(lesson, names)) is None:
            return by_obligation_and_era(lesson, rows)
        own, new = (np.column_stack([d, score.line(d)]) for d in (_design(r, names) for r in (lesson.rows, rows)))
        signs, prior = np.append(_signs(lesson, names), 1.0), np.append(np.full(len(names), width), 1.0)
        return sigmoid(signed_logit(own, lesson.y, signs, prior).line(new))

    return learn


def _score(lesson: Lesson, names: tuple[str, ...]) -> Logit | None:
    """The line fitted on the other set; None where nobody in it is known to have come."""
    if lesson.more is None or lesson.more_y is None or not lesson.more_y.any():
        return None
    if lesson.scores is not None and (kept := lesson.scores.get(names)) is not None:
        return kept
    x, signs = _design(lesson.more, names), _signs(lesson, names)
    fitted = signed_logit(x, lesson.more_y, signs, 2 * WIDTH, weight=lesson.more_weight)
    if lesson.scores is not None:
        lesson.scores[names] = fitted
    return fitted


def _design(rows: Rows, names: tuple[str, ...]) -> Array:
    return rows.x if not names else np.column_stack([rows.column(n) for n in names])


def _signs(lesson: Lesson, names: tuple[str, ...]) -> Array:
    return np.array([lesson.signs[n] for n in names or lesson.rows.names], dtype=np.float64)
