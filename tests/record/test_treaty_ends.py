"""Cases: the last day on which a treaty bound those who left it, read in the shipped record."""

from __future__ import annotations

import datetime as dt

import pytest

from foedus.world import World


def bound(alliance: str, day: str) -> set[str]:
    world = World.at(dt.date.fromisoformat(day), None)
    return {m.state for m in world.members(world.alliance(alliance))}


@pytest.mark.parametrize("state", ["AZE", "GEO", "UZB"])
def test_the_collective_security_treaty_binds_through_the_last_day_of_its_first_five_years(state):
    # The protocol of 2 April 1999 extends the treaty "from 21 April"; those who did not sign were bound until then.
    assert state in bound("CSTO", "1999-04-20")
    assert state not in bound("CSTO", "1999-04-21")
