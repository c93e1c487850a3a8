"""What had been learnt of delays by the first day of each year, as figures that ship: an answer fits nothing.

An answer uses the newest vintage that is not after its own two days, so that no forecast of a past day knows its
future. `foedus evidence fit` writes the file; nothing in it is code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.ground.arrays import read_arrays
from foedus.ground.errors import RecordError
from foedus.response.arrival.learnt import USED, Learnt, columns_of, positive_of
from foedus.response.arrival.loglogistic import DelayPosterior
from foedus.response.arrival.spells import STAGES, Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

DELAY_FILE = Path(__file__).parent / "vintages.npz"
#: What the figures mean; a file that says something else is of another version and is refused.
MEANING: Final = " ".join(f"{stage}:{','.join(USED[stage])}" for stage in STAGES)
#: Most terms that a stage hangs on; shorter rows are filled up with zeros.
MOST_TERMS: Final = max(map(len, USED.values()))
ARRAYS: Final = ("mode", "root", "means", "dates")

#: What was learnt of every stage by a day.
AllStages = Mapping[Stage, Learnt]


def pack_delays(found: Sequence[tuple[dt.date, AllStages]]) -> dict[str, NDArray[np.generic]]:
    """The arrays of a file: vintage, then stage, then parameter (ln s, constant, terms), filled up with zeros."""
    shape, wide = (len(found), len(STAGES)), MOST_TERMS + 2
    mode, root = np.zeros((*shape, wide)), np.zeros((*shape, wide, wide))
    means, dates = np.zeros((*shape, MOST_TERMS)), np.zeros(shape, dtype=np.int32)
    for i, (_, learnt) in enumerate(found):
        for j, stage in enumerate(STAGES):
            one = learnt[stage]
            size = len(one.posterior.mode)
            mode[i, j, :size], root[i, j, :size, :size] = one.posterior.mode, one.posterior.root
            means[i, j, : len(one.means)], dates[i, j] = one.means, one.dates
    days = np.array([day.toordinal() for day, _ in found])
    return {"meaning": np.array(MEANING), "days": days, "mode": mode, "root": root, "means": means, "dates": dates}


@cache
def _arrays(file: Path) -> dict[str, NDArray[np.generic]]:
    hint = "install Foedus again"
    try:
        arrays = read_arrays(file, ("meaning", "days", *ARRAYS))
    except ValueError as error:
        raise RecordError("the figures of delays cannot be read", where=str(file), why=str(error), hint=hint) from None
    if str(arrays["meaning"]) != MEANING or arrays["mode"].shape[1:] != (len(STAGES), MOST_TERMS + 2):
        why = "their columns are not those of this code"
        raise RecordError("the figures of delays are of another version", where=str(file), why=why, hint=hint)
    return arrays


def delays_by(day: dt.date, file: Path = DELAY_FILE) -> dict[Stage, Learnt]:
    """Each stage by the newest vintage that is not after `day`; before the first one, the first: it has seen nothing.

    Raises `RecordError` where the file is damaged or of another version.
    """
    arrays = _arrays(file)
    at = max(int(np.searchsorted(arrays["days"], day.toordinal(), side="right")) - 1, 0)
    found: dict[Stage, Learnt] = {}
    for j, stage in enumerate(STAGES):
        terms = USED[stage]
        size = len(terms) + 2
        found[stage] = Learnt(
            DelayPosterior(
                arrays["mode"][at, j, :size].astype(float),
                arrays["root"][at, j, :size, :size].astype(float),
                positive_of(terms),
            ),
            arrays["means"][at, j, : len(terms)].astype(float),
            columns_of(terms),
            int(arrays["dates"][at, j]),
        )
    return found
