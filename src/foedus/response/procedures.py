"""How a procedure turns members' objections into a decision: exact, without simulation, given each one's chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from foedus.ground.terms import Procedure
from foedus.response.draws import Runs

Objections = NDArray[np.float64]  # shape (R, N): chance that member n objects in run r


def count_at_most(q: Objections, limit: int) -> Runs:
    """The chance that at most `limit` members object, shape (R,); exact, by convolution."""
    runs, members = q.shape
    if limit >= members:
        return np.ones(runs)
    table = np.zeros((limit + 1, runs))
    table[0] = 1.0
    for n in range(members):
        one_more = table[:-1] * q[:, n]
        table *= 1 - q[:, n]
        table[1:] += one_more
    total: Runs = table.sum(axis=0)
    return total


def adopted(procedure: Procedure, q: Objections, leader: int | None) -> Runs:
    """The chance that the alliance acts, shape (R,), given the members' objections.

    The state that asks votes for itself and is not among the columns. "each-for-itself": at least one member helps.
    "leader-decides": only the leader's objection counts; without a leader among the members it is as by consensus.
    """
    members = q.shape[1]
    if members == 0:
        return np.zeros(q.shape[0])
    if procedure == "leader-decides" and leader is not None:
        decided: Runs = 1 - q[:, leader]
        return decided
    if procedure == "each-for-itself":
        anyone: Runs = 1 - np.prod(q, axis=1)
        return anyone
    voters = members + 1
    limit = {
        "unanimity-minus-one": 1,
        "two-thirds": voters - -(-2 * voters // 3),
        "qualified-majority": voters - -(-2 * voters // 3),
        "simple-majority": voters - (voters // 2 + 1),
    }.get(procedure, 0)
    return count_at_most(q, limit)
