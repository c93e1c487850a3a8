"""The figures of the fitted model by vintage: each fitted only on what had been known by its day.

An answer uses the newest vintage that is not after its `known`, so that no forecast of a past day knows its future.
They stand in one file, written by `foedus evidence fit`; nothing in it is code.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.ground.arrays import read_arrays
from foedus.ground.errors import RecordError
from foedus.response.fitted.call import ASKED, TERMS, THREATENED
from foedus.response.fitted.members import SENDING, SIZE
from foedus.response.fitted.posterior import WIDTH
from foedus.response.fitted.sizes import SizeFit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

FILE = Path(__file__).parent / "vintages.npz"
#: What the columns mean; a file of other columns is of another version and is refused.
COLUMNS: Final = " ".join(
    [*ASKED, *THREATENED, "contested", *(f"{t.key}{t.sign:+d}" for t in TERMS), *(k for k, _ in SENDING), *SIZE]
)
#: Draws of a vintage that are shipped.
DRAWS = 256


@dataclass(frozen=True, slots=True)
class Vintage:
    """What had been learnt by `day`: draws for calls (D, WIDTH) and for senders (D, F), sizes, what was seen.

    `usual` are the means of the terms (K, T) by kind of threat, `low` and `high` their ends; `counts` (asked, threat)
    the calls of each class and `came` those of them that were answered with soldiers.
    """

    day: dt.date
    calls: NDArray[np.float64]
    members: NDArray[np.float64]
    sizes: SizeFit
    usual: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    counts: NDArray[np.int64]
    came: NDArray[np.int64]


#: Draws of each vintage stand alone, so that an answer unpacks those of its own; the rest is small.
DRAWN: Final = ("calls", "members")
PARTS: Final = (
    "size_mean",
    "size_covariance",
    "size_scatter",
    "size_alliances",
    "size_own",
    "usual",
    "low",
    "high",
    "counts",
    "came",
)


def pack(vintages: list[Vintage]) -> dict[str, NDArray[np.generic]]:
    """The arrays of a file, the vintage as their first axis; draws in half precision, an array a vintage."""

    def stacked(name: str, kind: type) -> NDArray[np.generic]:
        return np.stack([getattr(v, name) for v in vintages]).astype(kind)

    alliances = sorted({name for v in vintages for name in v.sizes.own})
    return {
        "columns": np.array(COLUMNS),
        "days": np.array([v.day.toordinal() for v in vintages]),
        **{f"{name}-{i}": getattr(v, name).astype(np.float16) for name in DRAWN for i, v in enumerate(vintages)},
        "size_mean": np.stack([v.sizes.mean for v in vintages]).astype(np.float32),
        "size_covariance": np.stack([v.sizes.covariance for v in vintages]).astype(np.float32),
        "size_scatter": np.array(
            [[v.sizes.between, v.sizes.within, v.sizes.count] for v in vintages], dtype=np.float32
        ),
        "size_alliances": np.array(alliances, dtype=np.str_),
        "size_own": np.array([[v.sizes.own.get(a, np.nan) for a in alliances] for v in vintages], dtype=np.float32),
        **{name: stacked(name, np.float32) for name in ("usual", "low", "high")},
        **{name: stacked(name, np.int16) for name in ("counts", "came")},
    }


@cache
def _read(file: Path) -> dict[str, NDArray[np.generic]]:
    arrays = _arrays(file, ("columns", "days", *PARTS))
    if str(arrays["columns"]) != COLUMNS:
        raise _other_version(file)
    return arrays


@cache
def _drawn(file: Path, at: int) -> dict[str, NDArray[np.float64]]:
    """The draws of one vintage: an answer unpacks no others."""
    found = _arrays(file, [f"{name}-{at}" for name in DRAWN])
    if found[f"calls-{at}"].shape != (DRAWS, WIDTH):
        raise _other_version(file)
    return {name: found[f"{name}-{at}"].astype(float) for name in DRAWN}


def _arrays(file: Path, names: Sequence[str]) -> dict[str, NDArray[np.generic]]:
    try:
        return read_arrays(file, names)
    except ValueError as error:
        raise RecordError(
            "the figures of the fitted model cannot be read",
            where=str(file),
            why=str(error),
            hint="install Foedus again; --model baserate answers without them",
        ) from None


def _other_version(file: Path) -> RecordError:
    return RecordError(
        "the figures of the fitted model are of another version",
        where=str(file),
        why="their columns are not those of this code",
        hint="install Foedus again; --model baserate answers without them",
    )


def vintage_of(known: dt.date, file: Path = FILE) -> Vintage:
    """The newest vintage that is not after `known`; before the first one, the first: it has seen nothing."""
    arrays = _read(file)
    days = arrays["days"]
    at = max(int(np.searchsorted(days, known.toordinal(), side="right")) - 1, 0)
    drawn = _drawn(file, at)
    between, within, count = (float(x) for x in arrays["size_scatter"][at])
    return Vintage(
        day=dt.date.fromordinal(int(days[at])),
        calls=drawn["calls"],
        members=drawn["members"],
        sizes=SizeFit(
            arrays["size_mean"][at].astype(float), arrays["size_covariance"][at].astype(float),
            between, within, int(count),
            {str(a): float(x) for a, x in zip(arrays["size_alliances"], arrays["size_own"][at], strict=True) if x == x},
        ),
        usual=arrays["usual"][at].astype(float),
        low=arrays["low"][at].astype(float),
        high=arrays["high"][at].astype(float),
        counts=arrays["counts"][at].astype(np.int64),
        came=arrays["came"][at].astype(np.int64),
    )  # fmt: skip
