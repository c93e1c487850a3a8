"""Facts of the shipped record that must hold whatever else is curated."""

from __future__ import annotations

import pytest

from foedus.measures.profile import profile
from foedus.record.entries import summarise
from foedus.world import World
from strategies import day


def members(alliance: str, on: str) -> list[str]:
    world = World.at(day(on))
    return [m.state for m in world.members(world.alliance(alliance))]


def test_csto_on_the_day_of_the_article():
    assert members("OVKS", "2022-01-07") == ["ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"]


@pytest.mark.parametrize(
    ("alliance", "on", "count"),
    [("CSTO", "1998-01-01", 9), ("CSTO", "2010-01-01", 7), ("NATO", "2022-01-07", 30), ("NATO", "2026-11-23", 32)],
)
def test_how_many_they_were(alliance, on, count):
    assert len(members(alliance, on)) == count


def test_the_forces_of_the_article():
    world = World.at(day("2022-01-07"), day("2022-01-07"))
    best = {f.id: summarise(f.strength, world.as_of).best for f in world.alliance("CSTO").forces}
    assert {20_000.0, 3_600.0} <= set(best.values())


def test_on_the_day_of_the_article_nobody_knew_when_the_mission_would_end():
    then = profile(World.at(day("2022-01-07"), day("2022-01-07")), "CSTO")
    (mission,) = [m for m in then.missions if m.host == "KAZ"]
    assert mission.until is None
    later = profile(World.at(day("2022-01-07")), "CSTO")
    (mission,) = [m for m in later.missions if m.host == "KAZ"]
    assert mission.until is not None
