"""Concentration of a resource among members: the Herfindahl index and the effective number of members.

Formulas: H = sum_i s_i^2 in [1/n, 1]; effective number N = 1 / H in [1, n].
Reference: Hirschman (1945); Laakso & Taagepera (1979) for the effective number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.ground.strict import Strict
from foedus.measures.strength.shares import Shares

if TYPE_CHECKING:
    from foedus.measures.strength.shares import Floats, Ints


class Concentration(Strict, kw_only=True, frozen=True):
    """`members` is the number with a figure; None where none has one."""

    herfindahl: float | None
    effective_number: float | None
    members: int


def concentration(found: Shares) -> Concentration:
    """The concentration of the shares of one resource.

    >>> even = Shares(concept="gdp", unit="", series="", year=1, total=4.0, missing=(),
    ...     values={"A": 2.0, "B": 2.0}, shares={"A": 0.5, "B": 0.5})
    >>> concentration(even).effective_number
    2.0
    """
    present = [s for s in found.shares.values() if s is not None]
    index = sum(s * s for s in present)
    return Concentration(
        herfindahl=index if present else None,
        effective_number=1 / index if index else None,
        members=len(present),
    )


def concentration_by_group(shares: Floats, group: Ints, groups: int) -> Floats:
    """The Herfindahl index of every group of rows: (groups,), NaN where no row has a share; its inverse is N.

    shares: (R,), see `shares_by_group`; group: (R,), 0..groups-1.
    """
    import numpy as np

    index = np.bincount(group, np.where(np.isnan(shares), 0.0, shares**2), groups)
    return np.where(index > 0, index, np.nan)
