"""What the widths of the priors do: each half as wide and twice as wide, in turn and together.

For each setting the model is fitted again to all calls, and once for each alliance without its calls. Told are how far
the chances of the recorded calls move from those of the shipped widths (mean and largest), and the Brier score of
calls to alliances that the fit has not seen, over all calls and over calls for soldiers by the government in office.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.evidence.call_trial import asked_for_soldiers
from foedus.evidence.calls import Row
from foedus.evidence.vintages import usual_of
from foedus.ground.strict import Strict
from foedus.response.draws import Draws
from foedus.response.fitted.council import logistic
from foedus.response.fitted.posterior import PRIORS, Priors, design, fit_call

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

FAMILIES: Final = ("row", "cell", "contested", "term")
FACTORS: Final = (0.5, 2.0)


class Setting(Strict, kw_only=True, frozen=True):
    """A change of widths: `family` times `factor`; how far chances move by it, and how calls elsewhere are forecast."""

    family: str
    factor: float
    moved: float
    most: float
    case: str
    brier: float
    brier_asked: float


def settings() -> list[tuple[str, float, Priors]]:
    """The shipped widths, each family changed, and all of them together."""
    found = [("", 1.0, PRIORS)]
    for family in (*FAMILIES, "all"):
        for factor in FACTORS:
            names = FAMILIES if family == "all" else (family,)
            found.append((family, factor, replace(PRIORS, **{n: getattr(PRIORS, n) * factor for n in names})))
    return found


def sensitivity(rows: Sequence[Row], step: Callable[[int, int], None] | None = None) -> list[Setting]:
    """Every setting, the shipped widths first."""
    everything, told = settings(), []
    shipped: Array | None = None
    for number, (family, factor, priors) in enumerate(everything, 1):
        chances = _chances(rows, rows, priors)
        shipped = chances if shipped is None else shipped
        gap = np.abs(chances - shipped)
        elsewhere = _without(rows, priors)
        outcome = np.array([float(r.came) for r in rows])
        squares, asked = (elsewhere - outcome) ** 2, np.array([asked_for_soldiers(r) for r in rows])
        told.append(
            Setting(
                family=family,
                factor=factor,
                moved=float(gap.mean()),
                most=float(gap.max()),
                case=rows[int(gap.argmax())].case.id if gap.any() else "",
                brier=float(squares.mean()),
                brier_asked=float(squares[asked].mean()),
            )
        )
        if step:
            step(number, len(everything))
    return told


def _chances(seen: Sequence[Row], of: Sequence[Row], priors: Priors) -> Array:
    usual = usual_of(list(seen))
    x, y = design([r.call for r in seen], usual), np.array([float(r.came) for r in seen])
    found = fit_call(x, y, Draws(0, 1), priors)
    chances: Array = logistic(found.draws @ design([r.call for r in of], usual).T).mean(axis=0)
    return chances


def _without(rows: Sequence[Row], priors: Priors) -> Array:
    """Every call by the calls to other alliances."""
    found = np.empty(len(rows))
    for name in sorted({r.case.alliance for r in rows}):
        here = [n for n, r in enumerate(rows) if r.case.alliance == name]
        rest = [r for r in rows if r.case.alliance != name]
        found[here] = _chances(rest, [rows[n] for n in here], priors)
    return found
