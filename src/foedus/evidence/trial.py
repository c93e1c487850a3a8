"""A trial: every model forecasts every row from other wars, by folds of wars or as time goes.

* folds: ten, of whole groups, dealt out by a keyed shuffle, those in which somebody came first, so that no
  fold lacks them. A group of the other set that is part of a war left out is left out with it.
* prequential: for each war in order of time a fit on what had begun earlier, with outcomes as they stood on the eve of
  the war (who had not come yet had not come). Forecasts begin once `FEWEST` wars and acts are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from foedus.evidence.frames.rows import Rows
from foedus.evidence.models import Learner, Lesson
from foedus.response.draws import Draws

Array = NDArray[np.float64]

FOLDS = 10
#: What must be known before the first forecast: groups, and acts.
FEWEST = (10, 5)


@dataclass(frozen=True, slots=True)
class Tried:
    """Forecasts of the rows that were scored, by model."""

    rows: Rows
    forecasts: dict[str, Array]


@dataclass(frozen=True, slots=True)
class More:
    """Rows of another set, with what each stands for."""

    rows: Rows
    weight: Array


#: Told after each fit: how many of how many.
Progress = Callable[[int, int], None]


def folds(rows: Rows, many: int = FOLDS, seed: int = 20) -> NDArray[np.int64]:
    """The fold of each row, by its group."""
    groups = np.unique(rows.group)
    came = np.array([rows.outcome[rows.group == g].any() for g in groups])
    keys = Draws(seed=seed, runs=len(groups)).uniform("evidence-folds", rows.name)
    order = np.lexsort((keys, ~came))
    fold = np.empty(len(groups), dtype=np.int64)
    fold[order] = np.arange(len(groups)) % many
    return np.asarray(fold[np.searchsorted(groups, rows.group)])


def crossed(
    rows: Rows, learners: dict[str, Learner], signs: dict[str, int], borrowed: float, more: More | None = None,
    progress: Progress | None = None,
) -> Tried:  # fmt: skip
    """Every model on every row, fitted on the other folds."""
    fold = folds(rows)
    forecasts = {name: np.full(len(rows), np.nan) for name in learners}
    numbers = np.unique(fold)
    for done, number in enumerate(numbers, 1):
        out = fold == number
        left = rows.only(~out)
        lesson = _lesson(Lesson(left, left.outcome, signs, borrowed), more, frozenset(rows.group[out]))
        for name, learn in learners.items():
            forecasts[name][out] = learn(lesson, rows.only(out))
        if progress:
            progress(done, len(numbers))
    return Tried(rows, forecasts)


def prequential(
    rows: Rows, learners: dict[str, Learner], signs: dict[str, int], borrowed: float, more: More | None = None,
    progress: Progress | None = None, asked: Rows | None = None,
) -> Tried:  # fmt: skip
    """Every model on every war from those before it; `asked` are the rows to forecast, of the frame unless given."""
    new = rows if asked is None else asked
    forecasts = {name: np.full(len(new), np.nan) for name in learners}
    wars = list(_in_time(new))
    for done, (day, its) in enumerate(wars, 1):
        earlier = (rows.settled < day) & ~np.isin(rows.group, new.group[its])
        known = rows.only(earlier)
        y = known.known_on(day)
        if len(np.unique(known.group)) >= FEWEST[0] and y.sum() >= FEWEST[1]:
            lesson = _lesson(Lesson(known, y, signs, borrowed), more, frozenset(new.group[its]), day)
            for name, learn in learners.items():
                forecasts[name][its] = learn(lesson, new.only(its))
        if progress:
            progress(done, len(wars))
    scored = ~np.isnan(next(iter(forecasts.values())))
    return Tried(new.only(scored), {name: p[scored] for name, p in forecasts.items()})


def _in_time(rows: Rows) -> Iterator[tuple[int, NDArray[np.bool_]]]:
    first = {g: int(rows.day[rows.group == g].min()) for g in np.unique(rows.group)}
    for group, day in sorted(first.items(), key=lambda item: (item[1], item[0])):
        yield day, rows.group == group


def _lesson(own: Lesson, more: More | None, held: frozenset[str], day: int | None = None) -> Lesson:
    """The lesson with rows of another set: those of no group held back, and as known on the eve of a day."""
    if more is None:
        return own
    which = ~np.isin(more.rows.group, sorted(held))
    if day is not None:
        which &= more.rows.settled < day
    other = more.rows.only(which)
    y = other.outcome if day is None else other.known_on(day)
    return replace(own, more=other, more_y=y, more_weight=more.weight[which], scores={})


def mean_of(tried: Tried, name: str, parts: tuple[str, ...]) -> Tried:
    """The trial with one model more: the mean chance of some of its models."""
    return Tried(tried.rows, tried.forecasts | {name: np.mean([tried.forecasts[p] for p in parts], axis=0)})


def sparser(rows: Rows, keep: int = 5, seed: int = 20) -> More:
    """A large set made smaller: all groups in which somebody came, one of `keep` others, which stand for the rest."""
    groups = np.unique(rows.group)
    came = np.isin(rows.group, np.unique(rows.group[rows.outcome == 1]))
    draw = Draws(seed=seed, runs=len(groups)).uniform("evidence-thinned", rows.name)
    kept = came | (draw[np.searchsorted(groups, rows.group)] < 1 / keep)
    return More(rows.only(kept), np.where(came[kept], 1.0, keep))
