"""Delays forecast and scored: each deployment by a model that has seen none of its alliance's, or as time goes by.

Scores, over deployments with durations in [low, high) and draws of the forecast:

* CRPS of ln(1 + days): E|X - y| - E|X - X'|/2 with y the middle of the interval (Gneiting & Raftery 2007, J. American
  Statistical Association 102: 359-378), lower is better. Open intervals have no middle and are left out of it.
* log: -ln of the chance given to the interval, open ones included; each chance held to at least `LEAST`.
* coverage: the share of closed intervals that meet the range that is to hold `COVER`; at the fast end a range reaches
  day 0, below which nothing falls, so a sound range holds more than it says.

Limits are those of 1,000 resamples of whole alliances.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from foedus.evidence.scores import LEAST, RESAMPLES, SEED, Interval, limits
from foedus.ground.calendar import AsOf
from foedus.ground.strict import Strict
from foedus.record.load import Record
from foedus.response.arrival.learnt import MIDDLE, USED, delay_assumptions, learn
from foedus.response.arrival.pace import lasting
from foedus.response.arrival.spells import STAGES, TERMS, Spell, Stage, forces, spells
from foedus.response.baserate.predictive import log_predictive
from foedus.response.draws import Draws, Runs

Array = NDArray[np.float64]
#: A forecaster: the spells it may know, the one asked about, its draws of days.
Forecaster = Callable[[Sequence[Spell], Spell, Stage, Draws], Runs]

#: What the model is tried with, by name; the first is the base rate that all are held against.
TRIED: Final[dict[str, tuple[str, ...]]] = {
    "pooled": (),
    "threat": ("war", "within"),
    "threat-nearest": ("war", "within", "nearest"),
    "threat-border": ("war", "within", "border"),
    "threat-standing": ("war", "within", "standing"),
    "threat-allies": ("war", "within", "allies"),
    "all": TERMS,
}
#: Draws for each forecast; deployments known before a forecast as time goes is scored.
RUNS, FEWEST = 2000, 12


class DelayLine(Strict, kw_only=True, frozen=True):
    """A forecaster's scores; `saved` is the share of the base rate's CRPS that it saves."""

    forecast: str
    crps: Interval
    saved: Interval
    log: Interval
    coverage: float
    half: float
    ratio: float


class DelayTrial(Strict, kw_only=True, frozen=True):
    """A stage in one design: deployments scored, those of them still open, alliances, and a line a forecaster."""

    stage: str
    design: str
    rows: int
    open: int
    groups: int
    lines: tuple[DelayLine, ...]


class DelayCase(Strict, kw_only=True, frozen=True):
    """A deployment's wait for its first soldiers beside its forecast from the other alliances (days)."""

    force: str
    low: float
    high: float | None
    q05: float
    q25: float
    q50: float
    q75: float
    q95: float


@dataclass(frozen=True, slots=True)
class _Scored:
    """Scores of one forecaster by row; NaN where a row has no such score."""

    crps: Array
    log: Array
    inside: Array
    half: Array
    ratio: Array


def by_terms(terms: tuple[str, ...]) -> Forecaster:
    """The model with these terms."""

    def forecast(seen: Sequence[Spell], asked: Spell, stage: Stage, draws: Draws) -> Runs:
        return lasting(learn(seen, stage, terms), asked.known_before, stage, draws)

    return forecast


def earlier(seen: Sequence[Spell], asked: Spell, stage: Stage, draws: Draws) -> Runs:
    """What answers were made with before: a normal of ln(days + 1/2), from dates known to the day, no open ones."""
    data = [log(spell.low + 0.5) for spell in seen if spell.high - spell.low == 1]
    centre = np.full(draws.runs, log(delay_assumptions()[MIDDLE[stage]].value + 0.5))
    days = np.exp(log_predictive(data, centre, 1.2, draws, "delay", of=stage, subject=stage)) - 0.5
    return np.maximum(days, 0.0)


def forecasters() -> dict[str, Forecaster]:
    """All that are tried, by name: the base rate, the earlier one, the model with more and more terms."""
    return {"pooled": by_terms(()), "earlier": earlier, **{n: by_terms(t) for n, t in TRIED.items() if t}}


def delays_elsewhere(found: Sequence[Spell]) -> list[tuple[Spell, list[Spell]]]:
    """Each deployment with those of all other alliances."""
    return [(asked, [s for s in found if s.alliance != asked.alliance]) for asked in found]


def delays_as_time_goes(record: Record, found: Sequence[Spell], stage: Stage) -> list[tuple[Spell, list[Spell]]]:
    """Each deployment with what was known of earlier ones on the day it began; the first few are not asked about."""
    starts = {force.id: (force.start or force.plan.first_arrival) for force in forces(record)}
    pairs = []
    for asked in found:
        if (start := starts[asked.force]) is None:
            continue
        seen = spells(record, stage, AsOf(start.first, start.first))
        if sum(np.isfinite(s.high) for s in seen) >= FEWEST:
            pairs.append((asked, seen))
    return pairs


def delay_trials(record: Record, known: dt.date, step: Callable[[int, int], None] | None = None) -> list[DelayTrial]:
    """Every stage in both designs, as known by a day."""
    plans = []
    for stage in STAGES:
        found = spells(record, stage, AsOf(known, known))
        plans += [
            (stage, "elsewhere", delays_elsewhere(found)),
            (stage, "time", delays_as_time_goes(record, found, stage)),
        ]
    told = []
    for i, (stage, design, pairs) in enumerate(plans):
        if pairs:
            told.append(_trial(stage, design, pairs))
        if step:
            step(i + 1, len(plans))
    return told


def cases(record: Record, known: dt.date) -> list[DelayCase]:
    """Every wait for first soldiers with its forecast from the other alliances, the fastest first."""
    forecast = by_terms(USED["first_arrival"])
    told = []
    for asked, seen in delays_elsewhere(spells(record, "first_arrival", AsOf(known, known))):
        days = np.floor(forecast(seen, asked, "first_arrival", _draws(asked)))
        q = [float(v) for v in np.quantile(days, (0.05, 0.25, 0.5, 0.75, 0.95))]
        told.append(
            DelayCase(
                force=asked.force, low=asked.low, high=asked.high - 1 if np.isfinite(asked.high) else None,
                q05=q[0], q25=q[1], q50=q[2], q75=q[3], q95=q[4],
            )
        )  # fmt: skip
    return sorted(told, key=lambda case: (case.low, case.force))


def _draws(asked: Spell) -> Draws:
    return Draws(SEED + sum(asked.force.encode()), RUNS)


def _trial(stage: Stage, design: str, pairs: list[tuple[Spell, list[Spell]]]) -> DelayTrial:
    found = {
        name: _scores([(asked, forecast(seen, asked, stage, _draws(asked))) for asked, seen in pairs])
        for name, forecast in forecasters().items()
    }
    groups = [asked.alliance for asked, _ in pairs]
    names = sorted(set(groups))
    weights = _resamples(names)[:, [names.index(g) for g in groups]]
    base = found["pooled"].crps
    return DelayTrial(
        stage=stage,
        design=design,
        rows=len(pairs),
        open=sum(not np.isfinite(asked.high) for asked, _ in pairs),
        groups=len(names),
        lines=tuple(
            DelayLine(
                forecast=name,
                crps=_mean(s.crps, weights),
                saved=_saved(s.crps, base, weights),
                log=_mean(s.log, weights),
                coverage=float(np.nanmean(s.inside)),
                half=float(np.nanmean(s.half)),
                ratio=float(np.median(s.ratio)),
            )
            for name, s in found.items()
        ),
    )


def _scores(pairs: list[tuple[Spell, Runs]]) -> _Scored:
    rows = []
    for asked, days in pairs:
        chance = float(((days >= asked.low) & (days < asked.high)).mean())
        q05, q25, q75, q95 = np.quantile(np.floor(days), (0.05, 0.25, 0.75, 0.95))
        closed = np.isfinite(asked.high)
        rows.append(
            (
                _crps(np.log1p(days), log(1 + (asked.low + asked.high - 1) / 2)) if closed else np.nan,
                -log(max(chance, LEAST)),
                float(q05 < asked.high and asked.low <= q95) if closed else np.nan,
                float(q25 < asked.high and asked.low <= q75) if closed else np.nan,
                (1 + q95) / (1 + q05),
            )
        )
    return _Scored(*np.array(rows, dtype=float).T)


def _crps(draws: Array, y: float) -> float:
    ordered, many = np.sort(draws), len(draws)
    spread = ((2 * np.arange(1, many + 1) - many - 1) * ordered).sum() / many**2
    return float(np.abs(ordered - y).mean() - spread)


def _resamples(names: list[str]) -> Array:
    """How often each alliance is drawn in each resample, shape (B, G)."""
    stream = Draws(SEED, RESAMPLES).stream("resample", "\x00".join(names))
    return stream.multinomial(len(names), [1 / len(names)] * len(names), RESAMPLES).astype(float)


def _mean(score: Array, weights: Array) -> Interval:
    there = ~np.isnan(score)
    with np.errstate(invalid="ignore"):
        drawn_means = weights[:, there] @ score[there] / weights[:, there].sum(axis=1)
    return limits(float(score[there].mean()), drawn_means)


def _saved(score: Array, base: Array, weights: Array) -> Interval:
    there = ~np.isnan(score)
    with np.errstate(invalid="ignore"):
        shares = 1 - (weights[:, there] @ score[there]) / (weights[:, there] @ base[there])
    return limits(float(1 - score[there].sum() / base[there].sum()), shares)
