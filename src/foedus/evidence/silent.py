"""Silent occasions beside recorded calls: those that were coded, scored; and what the rest could make of any rate.

Every drawn occasion of which is known what was asked and what came is asked about like a call, on the day before it
began, and counts by its weight (the inverse of the chance to be drawn, raised within its kind). How a request was put
is not coded and is taken to be as usual.

"In how many of the cases that arise does somebody ask the alliance for soldiers and get them?" is

    (C g + S y) / N,

N the occasions, C those with a recorded call, g the share of recorded calls against threats of the kind that asked for
soldiers and got them, S the silent ones, y their share. Of y the weighted shares of what is coded are one answer, of
which nobody knows whether it holds for the rest; the bounds need no assumption about who was looked up: no unknown
occasion asked, or all did, and these fared as recorded callers did or got soldiers every one of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.evidence.baselines import by_asked, one_rate
from foedus.evidence.calls import Frame, Row
from foedus.evidence.frames.occasions import KINDS, raised
from foedus.evidence.scores import Interval, brier, counts, gain, interval, scored
from foedus.evidence.vintages import SEED, usual_of
from foedus.ground.errors import QueryError
from foedus.ground.strict import Strict
from foedus.ground.terms import Threat
from foedus.record.occasions import Cell, Occasion, read_drawn, read_population
from foedus.response.draws import Draws
from foedus.response.fitted.call import ASKED, TERMS, Call, call_of
from foedus.response.fitted.council import logistic
from foedus.response.fitted.posterior import SIGNED, design, fit, scales
from foedus.response.fitted.vintages import vintage_of
from foedus.response.question import resolve
from foedus.response.situation import Situation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.record.load import Record

#: What a kind of occasion is as a threat; force by a fellow member is an attack with a member named.
THREAT_OF: Final[dict[str, Threat]] = {
    "force": "external-attack", "civil-war": "civil-war", "coup": "coup", "fellow": "external-attack",
}  # fmt: skip
_FORM: Final = [term.key for term in TERMS].index("formal")
_FELLOW: Final = [term.key for term in TERMS].index("fellow")
MODEL, BY_ASKED, ONE_RATE = "model", "asked", "rate"


class SilentLine(Strict, kw_only=True, frozen=True):
    """A forecast of the silent occasions: weighted Brier score, and what the model saves of it."""

    forecast: str
    brier: Interval
    saved: Interval


class AskedAndGot(Strict, kw_only=True, frozen=True):
    """Shares of a kind's occasions in which soldiers were asked for and came.

    `recorded` is g; `lower` and `upper` are the whole's if none, or all, of the unknown silent ones got soldiers,
    `alike` if all of them asked and fared as recorded callers, `coded` if they were like the coded ones (None without).
    """

    kind: str
    occasions: int
    called: int
    drawn: int
    coded: int
    recorded: float
    lower: float
    coded_share: float | None
    alike: float
    upper: float


class Refitted(Strict, kw_only=True, frozen=True):
    """The mean chance of recorded calls of a class by the shipped fit, and with silent occasions among the calls."""

    asked: str
    calls: int
    shipped: float
    counted_once: float
    weighted: float


class Silent(Strict, kw_only=True, frozen=True):
    """The frame of drawn silent occasions, scored, with what it could make of the shares and of the model."""

    rows: int
    came: int
    effective: float
    lines: tuple[SilentLine, ...]
    shares: tuple[AskedAndGot, ...]
    refitted: tuple[Refitted, ...]
    left_out: dict[str, str]


def is_told(one: Occasion) -> bool:
    """Whether both what was asked and what came is known."""
    return one.known and one.response != "unknown"


def call_in(one: Occasion, record: Record) -> Call:
    """An occasion as a call of the day before it began; raises `QueryError` where it cannot be asked about."""
    on = one.date.first
    request = "none" if one.asked == "none" else "informal"
    question = resolve(
        alliance=one.alliance, by=one.state, on=on, known=on - dt.timedelta(days=1), threat=THREAT_OF[one.kind],
        adversary=next(iter(one.adversaries), ""), asked=one.asked, request=request, runs=100, record=record,
    )  # fmt: skip
    call = call_of(Situation.of(question, record))
    if one.asked != "none":
        call.terms[_FORM] = np.nan
    return call


def silent(
    record: Record, frame: Frame, drawn: Sequence[Occasion] | None = None, cells: Sequence[Cell] | None = None
) -> Silent:
    """The frame scored; `drawn` and `cells` are those of the shipped record unless given."""
    drawn = read_drawn() if drawn is None else drawn
    cells = read_population() if cells is None else cells
    weights = raised(drawn)
    told: list[tuple[Occasion, Call]] = []
    left_out = {}
    for one in filter(is_told, drawn):
        try:
            told.append((one, call_in(one, record)))
        except QueryError as error:
            left_out[one.id] = str(error)
    weight = np.array([weights[one.id] for one, _ in told])
    came = [one.response == "troops" for one, _ in told]
    return Silent(
        rows=len(told),
        came=sum(came),
        effective=float(weight.sum() ** 2 / (weight**2).sum()) if len(told) else 0.0,
        lines=_lines(told, weight, frame.rows) if told else (),
        shares=tuple(asked_and_got(kind, drawn, cells, frame.rows) for kind in KINDS),
        refitted=_refitted(frame.rows, [call for _, call in told], came, weight),
        left_out=left_out,
    )


def _chance(one: Occasion, call: Call) -> float:
    learnt = vintage_of(one.date.first - dt.timedelta(days=1))
    return float(logistic(learnt.calls @ design([call], learnt.usual)[0]).mean())


def _lines(told: list[tuple[Occasion, Call]], weight: NDArray[np.float64], rows: list[Row]) -> tuple[SilentLine, ...]:
    forecasts: dict[str, list[float]] = {MODEL: [], BY_ASKED: [], ONE_RATE: []}
    for one, call in told:
        seen = [r for r in rows if r.learnt < one.date.first]
        forecasts[MODEL].append(_chance(one, call))
        row = replace(rows[0], call=call)  # a table looks at nothing but the class
        forecasts[BY_ASKED].append(by_asked(seen, row))
        forecasts[ONE_RATE].append(one_rate(seen, row))
    outcome = [float(one.response == "troops") for one, _ in told]
    groups = [one.id for one, _ in told]
    lines = []
    for name, chance in forecasts.items():
        own = scored(outcome, chance, groups, weight)
        mine = scored(outcome, forecasts[MODEL], groups, weight, peers={name: chance})
        drawn = counts(own)
        lines.append(SilentLine(forecast=name, brier=interval(brier, own, drawn), saved=gain(brier, mine, name)))
    return tuple(lines)


def asked_and_got(kind: str, drawn: Sequence[Occasion], cells: Sequence[Cell], rows: list[Row]) -> AskedAndGot:
    """The shares of one kind of occasion."""
    its = [one for one in drawn if one.kind == kind]
    occasions = sum(c.occasions for c in cells if c.stratum.split()[0] == kind)
    called = sum(c.called for c in cells if c.stratum.split()[0] == kind)
    recorded = _recorded(kind, rows)
    total = sum(one.weight for one in its) or 1.0
    yes = sum(one.weight for one in its if one.asked == "troops" and one.response == "troops")
    open_ = sum(one.weight for one in its if not settled(one))
    coded = [one for one in its if settled(one)]
    known = sum(one.weight for one in coded)

    def whole(of_silent: float) -> float:
        return (called * recorded + (occasions - called) * of_silent) / occasions if occasions else 0.0

    return AskedAndGot(
        kind=kind, occasions=occasions, called=called, drawn=len(its), coded=len(coded), recorded=recorded,
        lower=whole(yes / total), coded_share=whole(yes / known) if known else None,
        alike=whole((yes + recorded * open_) / total), upper=whole((yes + open_) / total),
    )  # fmt: skip


def settled(one: Occasion) -> bool:
    """Whether it is known if soldiers were asked for and came: nobody asked for any, or what came is known."""
    return one.known and (one.asked != "troops" or one.response != "unknown")


def _recorded(kind: str, rows: list[Row]) -> float:
    """The share of recorded calls against threats of the kind that asked for soldiers and got them."""
    its = [
        r for r in rows
        if (r.case.threat == THREAT_OF[kind] if kind != "fellow" else r.call.terms[_FELLOW] == 1)
        and not (kind == "force" and r.call.terms[_FELLOW] == 1)
    ]  # fmt: skip
    return sum(ASKED[r.call.asked] == "troops" and r.came for r in its) / len(its) if its else 0.0


def _refitted(rows: list[Row], more: list[Call], came: list[bool], weight: NDArray[np.float64]) -> tuple[Refitted, ...]:
    """The newest fit on recorded calls alone, with the coded silent occasions as one call each, and by weight."""
    usual = usual_of(rows)
    own = design([r.call for r in rows], usual)
    x = np.concatenate([own, design(more, usual)])
    y = np.array([*(float(r.came) for r in rows), *map(float, came)])
    chances: list[NDArray[np.float64]] = []
    for extra in (np.zeros(len(more)), np.ones(len(more)), weight):
        found = fit(x, y, np.concatenate([np.ones(len(rows)), extra]), Draws(SEED, 1), *scales(), SIGNED, "calls")
        chances.append(logistic(found.draws @ own.T).mean(axis=0))
    told = []
    for number, asked in enumerate(ASKED):
        its = np.array([r.call.asked == number for r in rows], dtype=bool)
        if its.any():
            means = [float(chance[its].mean()) for chance in chances]
            told.append(
                Refitted(asked=asked, calls=int(its.sum()), shipped=means[0], counted_once=means[1], weighted=means[2])
            )
    return tuple(told)
