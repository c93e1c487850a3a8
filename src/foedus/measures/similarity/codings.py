"""How strong a tie an alliance pledge is: labelled codings of ATOP's five obligations, none of them the true one.

That obligations can be put in one order at all is an assumption (Häge 2011 prefers binary ties for this reason;
Signorino & Ritter 1999 discuss it and keep the order). So a coding is chosen by name, and results that depend on it
should be shown under more than one. ATOP has offence, which the Correlates of War types lack: each coding here puts
it with defence, because both pledge active military support. A pledge without any obligation (ATOP codes what each
side owes, so one side of a pact may owe nothing) is the lowest level.
References: Singer & Small (1966) for the types and their order; Leeds, Ritter, Mitchell & Long (2002) for ATOP.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.ground.errors import QueryError, did_you_mean

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Coding:
    """One ordering of obligations: its levels in ascending order, what each stands for, and who uses it."""

    name: str
    levels: tuple[float, ...]
    meaning: tuple[str, ...]
    used_by: str
    rule: Callable[[Flags, Flags, Flags, Flags, Flags], NDArray[np.float64]]

    def code(
        self, defense: ArrayLike, offense: ArrayLike, neutral: ArrayLike, nonagg: ArrayLike, consul: ArrayLike
    ) -> NDArray[np.float64]:
        """The level of each pledge, from five arrays of 0, 1 or NaN; NaN where any obligation is unknown.

        >>> coding("binary").code([1, 0, 0], [0, 0, 0], [0, 0, 0], [0, 1, 0], [0, 0, np.nan])
        array([ 1.,  1., nan])
        """
        columns = [np.asarray(column, dtype=np.float64) for column in (defense, offense, neutral, nonagg, consul)]
        for column in columns:
            strange = ~(np.isnan(column) | (column == 0) | (column == 1))
            if strange.any():
                raise QueryError(
                    f"an obligation is {column[strange].flat[0]:g}",
                    why="obligations are 0, 1 or NaN for unknown",
                    hint="turn missing codes such as -9 into NaN before coding",
                )
        coded = self.rule(*(column == 1 for column in columns))
        coded[np.isnan(np.sum(columns, axis=0))] = np.nan
        return coded


def _neutrality_above_consultation(
    defense: Flags, offense: Flags, neutral: Flags, nonagg: Flags, consul: Flags
) -> NDArray[np.float64]:
    return np.select([defense | offense, neutral | nonagg, consul], [3.0, 2.0, 1.0], 0.0)


def _consultation_above_nonaggression(
    defense: Flags, offense: Flags, neutral: Flags, nonagg: Flags, consul: Flags
) -> NDArray[np.float64]:
    return np.select([defense | offense, neutral | consul, nonagg], [3.0, 2.0, 1.0], 0.0)


def _any(defense: Flags, offense: Flags, neutral: Flags, nonagg: Flags, consul: Flags) -> NDArray[np.float64]:
    return (defense | offense | neutral | nonagg | consul).astype(np.float64)


def _active(defense: Flags, offense: Flags, neutral: Flags, nonagg: Flags, consul: Flags) -> NDArray[np.float64]:
    return (defense | offense).astype(np.float64)


#: The codings by name.
CODINGS: dict[str, Coding] = {
    found.name: found
    for found in (
        Coding(
            "defence-neutrality-consultation",
            (0.0, 1.0, 2.0, 3.0),
            ("no obligation", "consultation alone", "neutrality or nonaggression", "defence or offence"),
            "the order of Singer & Small that Signorino & Ritter (1999) and Häge (2011) use, carried over to ATOP",
            _neutrality_above_consultation,
        ),
        Coding(
            "defence-consultation-nonaggression",
            (0.0, 1.0, 2.0, 3.0),
            ("no obligation", "nonaggression alone", "neutrality or consultation", "defence or offence"),
            "the R package fpsim (2026) on ATOP 5.1, which credits Chiba and co-authors",
            _consultation_above_nonaggression,
        ),
        Coding("binary", (0.0, 1.0), ("no obligation", "any obligation"), "Häge (2011), preferred", _any),
        Coding(
            "active-support",
            (0.0, 1.0),
            ("neither defence nor offence", "defence or offence"),
            "studies that leave out nonaggression pacts; here because they are nearly half of ATOP's dyad-years",
            _active,
        ),
    )
}


def coding(name: str) -> Coding:
    """The coding of that name."""
    if name not in CODINGS:
        raise QueryError(f"no coding {name!r}", hint=did_you_mean(name, CODINGS, f"one of {', '.join(CODINGS)}"))
    return CODINGS[name]
