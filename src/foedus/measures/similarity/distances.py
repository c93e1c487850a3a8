"""Distances between two levels of tie: nominal (0 or 1), absolute |x - y|, squared (x - y)^2.

On two levels the three differ only by a factor, which cancels in S, kappa and pi.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.ground.errors import QueryError, did_you_mean

#: The three, as the kernels number them.
NOMINAL, ABSOLUTE, SQUARED = 0, 1, 2
#: Their numbers by name.
DISTANCES = {"nominal": NOMINAL, "absolute": ABSOLUTE, "squared": SQUARED}


def cost_table(levels: NDArray[np.float64], distance: str) -> NDArray[np.float64]:
    """The distance c(x, y) of every two levels, (L, L).

    >>> cost_table(np.array([0.0, 1.0, 3.0]), "squared").tolist()
    [[0.0, 1.0, 9.0], [1.0, 0.0, 4.0], [9.0, 4.0, 0.0]]
    """
    if distance not in DISTANCES:
        raise QueryError(
            f"no distance {distance!r}", hint=did_you_mean(distance, DISTANCES, f"one of {', '.join(DISTANCES)}")
        )
    apart = np.abs(levels[:, None] - levels)
    if distance == "nominal":
        return (apart > 0).astype(np.float64)
    return apart if distance == "absolute" else apart * apart
