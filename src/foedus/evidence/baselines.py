"""What a model of calls must beat: tables of rates that anybody can keep on a sheet of paper.

Each is a function of the calls seen (their classes and what came of them) and of a new call; rates are smoothed towards
the next coarser one, so that an empty cell is not a zero.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from foedus.evidence.calls import Row
from foedus.response.fitted.call import TERMS

#: How many calls the coarser rate weighs.
PULL: Final = 2.0
Baseline = Callable[[Sequence[Row], Row], float]


def _rate(seen: Sequence[Row], towards: float) -> float:
    return (sum(r.came for r in seen) + PULL * towards) / (len(seen) + PULL)


def a_coin(seen: Sequence[Row], row: Row) -> float:
    """One half, whatever is asked."""
    return 0.5


def one_rate(seen: Sequence[Row], row: Row) -> float:
    """How often soldiers came at all."""
    return _rate(seen, 0.5)


def by_asked(seen: Sequence[Row], row: Row) -> float:
    """How often they came where as much was asked: soldiers, other help, words, nothing."""
    return _rate([r for r in seen if r.call.asked == row.call.asked], one_rate(seen, row))


def by_asked_and_threat(seen: Sequence[Row], row: Row) -> float:
    """The same, told apart by the kind of threat."""
    same = [r for r in seen if (r.call.asked, r.call.threatened) == (row.call.asked, row.call.threatened)]
    return _rate(same, by_asked(seen, row))


def the_letter(seen: Sequence[Row], row: Row) -> float:
    """The treaty read literally: the rate of calls for soldiers that were owed, open or not owed as this one."""
    at = [[t.key for t in TERMS].index(key) for key in ("may-be-owed", "owed")]
    same = [r for r in seen if r.call.asked == row.call.asked and tuple(r.call.terms[at]) == tuple(row.call.terms[at])]
    return _rate(same, by_asked(seen, row))


BASELINES: Final[dict[str, Baseline]] = {
    "coin": a_coin,
    "rate": one_rate,
    "asked": by_asked,
    "asked-threat": by_asked_and_threat,
    "letter": the_letter,
}
