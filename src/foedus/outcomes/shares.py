"""A share with its count and an interval: never one without the other."""

from __future__ import annotations

from typing import Final

from foedus.ground.beta import beta_quantile
from foedus.ground.strict import Strict

#: The interval told holds so much of the posterior, as that of every chance in an answer.
HOLDS: Final = 0.9
#: A share's prior is Jeffreys': half a case on either side.
HALF: Final = 0.5


class CountedShare(Strict, kw_only=True, frozen=True):
    """`yes` of `of` cases, as a share in 0..1 with a 90 % interval; None of no case at all."""

    yes: int
    of: int
    share: float | None
    low: float | None
    high: float | None


def share_of(yes: int, of: int) -> CountedShare:
    """The share of `yes` in `of`, with the central 90 % of its Beta posterior under Jeffreys' prior.

    >>> found = share_of(6, 7)
    >>> round(found.share, 2), round(found.low, 2), round(found.high, 2)
    (0.86, 0.56, 0.97)
    >>> share_of(0, 0).share is None
    True
    """
    if of == 0:
        return CountedShare(yes=0, of=0, share=None, low=None, high=None)
    low, high = (float(beta_quantile(p, yes + HALF, of - yes + HALF)) for p in ((1 - HOLDS) / 2, (1 + HOLDS) / 2))
    return CountedShare(yes=yes, of=of, share=yes / of, low=low, high=high)
