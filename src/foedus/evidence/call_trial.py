"""Recorded calls forecast and scored: as time goes by the figures that ship, and each alliance by the others' calls.

* prequential: every call by the newest vintage before it, tables by what was known then. Calls of one affair stand and
  fall together in the intervals. The first calls, with fewer than `FEWEST` known before, are not scored.
* elsewhere: every alliance's calls by a model and tables that know none of them; intervals by alliance.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from foedus.evidence.backtest import Chances, elsewhere, known_before, shipped_chance
from foedus.evidence.baselines import BASELINES
from foedus.evidence.calls import Frame, Row
from foedus.evidence.scores import Interval, auc, brier, counts, gain, interval, log_loss, scored, slope
from foedus.evidence.vintages import usual_of
from foedus.ground.strict import Strict
from foedus.response.draws import Draws
from foedus.response.fitted.call import ASKED
from foedus.response.fitted.council import logistic
from foedus.response.fitted.posterior import design, fit_call

FEWEST = 15
#: Tables that the model is held against, and the name under which it stands itself.
BY_ASKED, BY_ASKED_AND_THREAT, MODEL = "asked", "asked-threat", "model"


class CallLine(Strict, kw_only=True, frozen=True):
    """A forecast's scores, and what the model saves of its Brier loss."""

    forecast: str
    brier: Interval
    log: Interval
    auc: Interval
    slope: Interval
    saved: Interval


class CallTrial(Strict, kw_only=True, frozen=True):
    """Some calls in one design: how many, how many groups, how many answered with soldiers, and a line a forecast."""

    calls: str
    design: str
    rows: int
    groups: int
    came: int
    lines: tuple[CallLine, ...]


class CallForecast(Strict, kw_only=True, frozen=True):
    """A call, the chance given to soldiers on the day before, the usual one of its class, and what came."""

    case: str
    chance: float
    usual: float
    came: bool


def as_time_goes(rows: list[Row]) -> tuple[list[Row], Chances]:
    """The calls that can be scored, and every forecast of them."""
    kept = [r for r in rows if len(known_before(rows, r)) >= FEWEST]
    found = {MODEL: np.array([shipped_chance(r) for r in kept])}
    for name, table in BASELINES.items():
        found[name] = np.array([table(known_before(rows, r), r) for r in kept])
    return kept, found


def without_the_alliance(rows: list[Row], step: Callable[[int, int], None] | None = None) -> tuple[list[Row], Chances]:
    """Every call by the calls to other alliances."""
    found = {name: np.empty(len(rows)) for name in (MODEL, *BASELINES)}
    names = sorted({r.case.alliance for r in rows})
    for done, name in enumerate(names, 1):
        here = [i for i, r in enumerate(rows) if r.case.alliance == name]
        seen = [r for r in rows if r.case.alliance != name]
        usual = usual_of(seen)
        learnt = fit_call(design([r.call for r in seen], usual), np.array([float(r.came) for r in seen]), Draws(0, 1))
        for i in here:
            found[MODEL][i] = logistic(learnt.draws @ design([rows[i].call], usual)[0]).mean()
            others = elsewhere(rows, rows[i])
            for table, chance in BASELINES.items():
                found[table][i] = chance(others, rows[i])
        if step:
            step(done, len(names))
    return rows, found


def asked_for_soldiers(row: Row) -> bool:
    """Whether the government in office asked for soldiers."""
    return ASKED[row.call.asked] == "troops" and not row.call.contested


def trials(frame: Frame, step: Callable[[int, int], None] | None = None, *, brief: bool = False) -> list[CallTrial]:
    """All calls and those for soldiers, in both designs; `brief` leaves out the second, which fits many models."""
    found = []
    designs = [("prequential", as_time_goes(frame.rows))]
    if not brief:
        designs.append(("elsewhere", without_the_alliance(frame.rows, step)))
    for name, (rows, chances) in designs:
        for calls in ("all", "asked"):
            chosen = [i for i, r in enumerate(rows) if calls == "all" or asked_for_soldiers(r)]
            part = [rows[i] for i in chosen]
            groups = [r.group if name == "prequential" else r.case.alliance for r in part]
            found.append(_scored(calls, name, part, {k: v[chosen] for k, v in chances.items()}, groups))
    return found


def _scored(calls: str, name: str, rows: list[Row], chances: Chances, groups: list[str]) -> CallTrial:
    outcome = [float(r.came) for r in rows]
    lines = []
    for forecast, chance in chances.items():
        own = scored(outcome, chance, groups)
        drawn = counts(own)
        model = scored(outcome, chances[MODEL], groups, peers={forecast: chance})
        lines.append(
            CallLine(
                forecast=forecast,
                brier=interval(brier, own, drawn),
                log=interval(log_loss, own, drawn),
                auc=interval(auc, own, drawn),
                slope=interval(slope, own, drawn),
                saved=gain(brier, model, forecast),
            )
        )
    return CallTrial(
        calls=calls, design=name, rows=len(rows), groups=len(set(groups)), came=int(sum(outcome)), lines=tuple(lines)
    )


def told(frame: Frame) -> list[CallForecast]:
    """Every call for soldiers with its forecast of the day before, in order of time."""
    kept, chances = as_time_goes(frame.rows)
    table = chances[BY_ASKED_AND_THREAT]
    return [
        CallForecast(case=r.case.id, chance=float(p), usual=float(q), came=r.came)
        for r, p, q in zip(kept, chances[MODEL], table, strict=True)
        if asked_for_soldiers(r)
    ]


def worst(found: list[CallForecast], many: int = 10) -> list[CallForecast]:
    """The forecasts that missed by most."""
    return sorted(found, key=lambda t: -abs(t.chance - t.came))[:many]
