"""A country in two: the land of a vanished state, cut from the country that is drawn today along their border.

Natural Earth draws today's states. Of the borders that have vanished, one runs through a state that is drawn, and
between two alliances: without it a map of its time would paint one side in the colour of the other's alliance.
"""

from __future__ import annotations

from functools import cache
from math import hypot

from foedus.brief.graphics.lands import lands
from foedus.brief.graphics.topology import Place, Ring, countries


@cache
def _halves() -> dict[str, tuple[Ring, ...]]:
    """The rings of both parts of the divided country by code."""
    cut = lands().divided
    main, *islands = sorted(countries()[cut.whole], key=len, reverse=True)
    ends = (cut.line[0], cut.line[-1])
    north, south = (min(range(len(main)), key=lambda i: hypot(*_apart(main[i], end))) for end in ends)
    ways = (_along(main, south, north), _along(main, north, south)[::-1])
    west, east = sorted(ways, key=lambda way: max(lon for lon, _ in way))
    off = {of: tuple(r for r in islands if (min(r)[0] > cut.islands_east_of) == of) for of in (False, True)}
    return {cut.whole: (cut.line + west, *off[False]), cut.part: (cut.line + east, *off[True])}


def _apart(a: Place, b: Place) -> Place:
    return a[0] - b[0], a[1] - b[1]


def _along(ring: Ring, first: int, last: int) -> Ring:
    """The ring's points from one index to another, in its own direction."""
    return ring[first : last + 1] if first <= last else ring[first:] + ring[: last + 1]


def rings_of(code: str, *, divided: bool = False) -> tuple[Ring, ...]:
    """The rings of a country; empty where none is drawn. The part is one, and the whole only its rest while divided."""
    cut = lands().divided
    if code == cut.part or (divided and code == cut.whole):
        return _halves()[code]
    return countries().get(code, ())
