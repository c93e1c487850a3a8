"""Each member's weight in objecting: common threats lower it, a record of objecting raises it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from foedus.response.assumptions import Assumptions
from foedus.response.baserate.assumptions import drawn
from foedus.response.draws import Draws, Runs
from foedus.response.precedents import Precedent
from foedus.response.standing import Standing


def weights(
    members: Sequence[Standing], cases: list[Precedent], draws: Draws, table: Assumptions | None = None
) -> NDArray[np.float64]:
    """The weights w_m, shape (R, N); 1 is an average member.

    A member that shares a source of threat is scaled by the assumed factor; its past objections over its stands, shrunk
    to the average of all members, scale it further.
    """
    shared, pull = drawn("shared-threat", draws, table), drawn("past-objections", draws, table)
    stands = [p.stance for c in cases for p in c.case.positions]
    objected = stands.count("oppose") + stands.count("reserve")
    average = (objected + 1) / (len(stands) + 2)
    columns: list[Runs] = []
    for member in members:
        taken = member.supported + member.objected
        rate = (pull * average + member.objected) / (pull + taken)
        columns.append(rate / average * (shared if member.shared else 1.0))
    return np.stack(columns, axis=1) if columns else np.empty((draws.runs, 0))
