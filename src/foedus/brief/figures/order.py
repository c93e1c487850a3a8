"""The order of states, the same in every figure of a page: the leader, then by spending, then by the alphabet."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.ground.numbers import alphabetical
from foedus.measures.profile import Profile
from foedus.world import World


def by_name(world: World, codes: Iterable[str], lang: str) -> list[str]:
    """States by the alphabet of their names in the reader's language.

    >>> import foedus as fd
    >>> by_name(fd.world("2022-01-07"), ["SWE", "AUT", "POL"], "de")
    ['AUT', 'POL', 'SWE']
    """
    found = {world.name(code, lang): code for code in codes}
    return [found[name] for name in alphabetical(found)]


def by_weight(world: World, found: Profile, lang: str) -> list[str]:
    """The members on the day: the leader first, then the greater spenders; unknown spending last."""
    spent = found.measures.shares["expenditure"].values
    members = by_name(world, (m.state for m in found.members), lang)
    return sorted(members, key=lambda s: (s != found.measures.leader, -(spent.get(s) or 0.0)))
