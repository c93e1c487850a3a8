"""Germany in two: the land of the German Democratic Republic, cut from today's Germany along the inner border.

Natural Earth draws today's states. Of the borders that have vanished, this one runs through a state that is drawn, and
between two alliances: without it a map of 1968 would paint East Germany in NATO's colour.
"""

from __future__ import annotations

from functools import cache
from math import hypot

from foedus.brief.graphics.topology import Place, Ring, countries

CODES = GERMANY, EAST_GERMANY = "276", "278"
#: The inner border from the Bay of Lübeck to the corner of Czechoslovakia (lon, lat), to about five kilometres.
INNER_BORDER: tuple[Place, ...] = (
    (10.90, 53.96), (10.80, 53.89), (10.93, 53.70), (10.95, 53.58), (10.60, 53.36), (10.80, 53.28), (11.05, 53.15),
    (11.24, 53.13), (11.57, 53.04), (11.30, 52.90), (11.05, 52.91), (10.90, 52.83), (10.80, 52.70), (10.93, 52.60),
    (10.96, 52.45), (11.07, 52.20), (10.65, 52.03), (10.58, 51.80), (10.64, 51.57), (10.36, 51.52), (9.95, 51.42),
    (9.93, 51.30), (10.20, 51.18), (10.20, 51.10), (10.10, 51.00), (9.98, 50.84), (9.93, 50.73), (10.10, 50.55),
    (10.45, 50.40), (10.75, 50.22), (10.95, 50.40), (11.13, 50.33), (11.25, 50.48), (11.43, 50.43), (11.70, 50.40),
    (11.93, 50.42), (12.10, 50.32),
)  # fmt: skip
#: Islands of the Baltic east of this meridian were East Germany's.
BALTIC_MERIDIAN = 11.3


@cache
def _halves() -> dict[str, tuple[Ring, ...]]:
    """The rings of both German states by code."""
    main, *islands = sorted(countries()[GERMANY], key=len, reverse=True)
    north, south = (min(range(len(main)), key=lambda i: hypot(*_apart(main[i], end))) for end in _ends())
    ways = (_along(main, south, north), _along(main, north, south)[::-1])
    west, east = sorted(ways, key=lambda way: max(lon for lon, _ in way))
    off = {code: tuple(r for r in islands if (min(r)[0] > BALTIC_MERIDIAN) == (code == EAST_GERMANY)) for code in CODES}
    return {GERMANY: (INNER_BORDER + west, *off[GERMANY]), EAST_GERMANY: (INNER_BORDER + east, *off[EAST_GERMANY])}


def _ends() -> tuple[Place, Place]:
    return INNER_BORDER[0], INNER_BORDER[-1]


def _apart(a: Place, b: Place) -> Place:
    return a[0] - b[0], a[1] - b[1]


def _along(ring: Ring, first: int, last: int) -> Ring:
    """The ring's points from one index to another, in its own direction."""
    return ring[first : last + 1] if first <= last else ring[first:] + ring[: last + 1]


def rings_of(code: str, *, divided: bool = False) -> tuple[Ring, ...]:
    """The rings of a country; empty where none is drawn. East Germany is one, and Germany its west while divided."""
    if code == EAST_GERMANY or (divided and code == GERMANY):
        return _halves()[code]
    return countries().get(code, ())
