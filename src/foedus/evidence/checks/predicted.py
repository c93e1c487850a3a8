"""Posterior predictive checks: would calls like those on record come out of the model that was fitted to them?

For every draw of the posterior the outcomes of all calls are drawn anew; a statistic of the recorded outcomes is then
held against the same statistic of the drawn ones. `p` is the share of drawn values at most as large, ties counted half;
near 0 or 1 the model does not know what the statistic is about. The rows were used for the fit, so such checks are
lenient (Gelman et al., Bayesian Data Analysis, third edition, 6.3).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.evidence.calls import Row
from foedus.evidence.report import words
from foedus.ground.label import Label
from foedus.ground.strict import Strict
from foedus.response.draws import Draws
from foedus.response.fitted.call import ASKED, THREATENED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: Calls that a class or a decade must have to be checked for itself, and an alliance to count among the scattered.
FEWEST: Final = 10
LEAST: Final = 4
SEED: Final = 0
Statistic = Callable[["Array"], "Array"]


class Predicted(Strict, kw_only=True, frozen=True):
    """A statistic of the recorded outcomes, its 90 % range in outcomes drawn anew, and the share of those below it."""

    name: str
    text: Label
    calls: int
    recorded: float
    low: float
    high: float
    p: float


def predicted(rows: Sequence[Row], chance: Array) -> list[Predicted]:
    """Every check of chances (D, N), by draw and row."""
    drawn = (Draws(SEED, 1).stream("predicted").random(chance.shape) < chance).astype(float)
    outcome = np.array([float(r.came) for r in rows])[None]
    return [_held(name, text, calls, of, outcome, drawn) for name, text, calls, of in _statistics(rows)]


def _held(name: str, text: Label, calls: int, of: Statistic, outcome: Array, drawn: Array) -> Predicted:
    recorded, again = float(of(outcome)[0]), of(drawn)
    low, high = np.quantile(again, (0.05, 0.95))
    p = float((again < recorded - 1e-12).mean() + 0.5 * (np.abs(again - recorded) <= 1e-12).mean())
    return Predicted(name=name, text=text, calls=calls, recorded=recorded, low=float(low), high=float(high), p=p)


def _statistics(rows: Sequence[Row]) -> list[tuple[str, Label, int, Statistic]]:
    found = [
        _share("all", Label(en="soldiers came, all calls", de="Soldaten kamen, alle Rufe"), list(range(len(rows))))
    ]
    for i, asked in enumerate(ASKED):
        where = [n for n, r in enumerate(rows) if r.call.asked == i]
        what = words("classes")[asked]
        text = Label(en=f"soldiers came, asked: {what.en}", de=f"Soldaten kamen, erbeten: {what.de}")
        found.append(_share(f"asked {asked}", text, where))
        for j, threat in enumerate(THREATENED):
            cell = [n for n in where if rows[n].call.threatened == j]
            against = words("kinds")[threat]
            text = Label(
                en=f"soldiers came, {what.en} x {against.en}", de=f"Soldaten kamen, {what.de} x {against.de}"
            )  # fmt: skip
            found.append(_share(f"{asked} x {threat}", text, cell))
    for decade in range(1940, 2030, 10):
        where = [n for n, r in enumerate(rows) if r.case.date.first.year // 10 * 10 == decade]
        text = Label(en=f"soldiers came, {decade}s", de=f"Soldaten kamen, {decade}er Jahre")
        found.append(_share(f"{decade}s", text, where))
    found = [entry for entry in found if entry[2] >= FEWEST]
    return [*found, _scatter(rows), _repeats(rows)]


def _share(name: str, text: Label, where: list[int]) -> tuple[str, Label, int, Statistic]:
    return name, text, len(where), lambda y: np.asarray(y[:, where].mean(axis=1))


def _scatter(rows: Sequence[Row]) -> tuple[str, Label, int, Statistic]:
    """How far the shares of alliances lie apart: one that helps always and one that helps never would show here."""
    names = sorted({r.case.alliance for r in rows})
    places = [[n for n, r in enumerate(rows) if r.case.alliance == name] for name in names]
    chosen = [p for p in places if len(p) >= LEAST]
    text = Label(
        en="standard deviation of alliances' shares (four calls or more)",
        de="Standardabweichung der Anteile je Bündnis (ab vier Rufen)",
    )
    return (
        "alliances apart", text, sum(map(len, chosen)),
        lambda y: np.stack([y[:, p].mean(axis=1) for p in chosen], axis=1).std(axis=1),
    )  # fmt: skip


def _repeats(rows: Sequence[Row]) -> tuple[str, Label, int, Statistic]:
    """How often an alliance answers as it did the last time: what one answer teaches about the next."""
    order = sorted(range(len(rows)), key=lambda n: (rows[n].case.alliance, rows[n].case.date.first, rows[n].case.id))
    pairs = [
        (a, b)
        for a, b in itertools.pairwise(order)
        if rows[a].case.alliance == rows[b].case.alliance and rows[a].call.asked == rows[b].call.asked
    ]
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    text = Label(
        en="two calls in a row to an alliance, asking as much, answered alike",
        de="zwei Rufe nacheinander an ein Bündnis mit gleicher Bitte, gleich beantwortet",
    )
    return "alike in a row", text, len(pairs), lambda y: np.asarray((y[:, first] == y[:, second]).mean(axis=1))
