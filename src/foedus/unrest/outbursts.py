"""Outbursts of a run: how long society waits for the next one, and how large it is.

An outburst begins on the first day with more than 50 actives and ends on the first day after with 50 or fewer (Epstein
2002, p. 7245 f.: exceeds 50, falls below 50). Its size is the sum of the actives of its days; the wait is the number of
days from its end to the next beginning.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MANY = 50


@dataclass(frozen=True, slots=True)
class Outbursts:
    """Waits in days and sizes in active days of citizens, of the outbursts that begin and end within a run."""

    waits: NDArray[np.int64]
    sizes: NDArray[np.int64]


def outbursts(active: NDArray[np.int32], many: int = MANY) -> Outbursts:
    """The outbursts of a course of actives; one that runs at the first or last day is left out.

    >>> found = outbursts(np.array([0, 60, 70, 3, 0, 51, 50, 80], dtype=np.int32))
    >>> found.waits.tolist(), found.sizes.tolist()
    ([2, 1], [130, 51])
    """
    above = np.concatenate([[0], (active > many).astype(np.int8), [0]])
    begins, ends = np.flatnonzero(np.diff(above) == 1), np.flatnonzero(np.diff(above) == -1)
    whole = (begins > 0) & (ends < len(active))
    total = np.concatenate([[0], np.cumsum(active, dtype=np.int64)])
    sizes = total[ends] - total[begins]
    return Outbursts((begins[1:] - ends[:-1]).astype(np.int64), sizes[whole])
