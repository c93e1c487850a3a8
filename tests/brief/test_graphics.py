"""Drawings: patterns that are found, Crimea where the United Nations see it, areas that compare truly."""

from __future__ import annotations

import re

import pytest

import foedus as fd
from foedus.brief import alliance_brief
from foedus.brief.graphics.projection import EqualArea
from foedus.brief.graphics.topology import CRIMEA, RUSSIA, SIMFEROPOL, UKRAINE, countries, inside


@pytest.mark.parametrize("name", ["CSTO", "NATO", "WARSAW-PACT"])
def test_every_pattern_that_is_used_is_defined(name):
    day = "1968-08-20" if name == "WARSAW-PACT" else "2022-01-07"
    html = alliance_brief(fd.world(day, "2026-11-23"), name, "en").html
    used = set(re.findall(r"url\(#([^)]+)\)", html))
    defined = set(re.findall(r'<pattern id="([^"]+)"', html))
    assert used
    assert used <= defined


def test_crimea_is_ukraines_and_kept_apart():
    found = countries()
    assert any(inside(SIMFEROPOL, ring) for ring in found[UKRAINE])
    assert not any(inside(SIMFEROPOL, ring) for ring in found[RUSSIA])
    assert any(inside(SIMFEROPOL, ring) for ring in found[CRIMEA])


@pytest.mark.parametrize(("lon", "lat"), [(60, 50), (100, 50), (20, 10), (60, 75)])
def test_equal_areas_stay_equal(lon, lat):
    from math import cos, radians

    projection, side = EqualArea(60, 50), 0.5
    corners = [(lon, lat), (lon + side, lat), (lon + side, lat + side), (lon, lat + side)]
    points = [projection.point(*c) for c in corners]
    drawn = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True))) / 2
    true = radians(side) ** 2 * cos(radians(lat + side / 2))
    assert drawn == pytest.approx(true, rel=2e-3)


def test_denmark_is_drawn_with_greenland():
    from foedus.brief.figures.whereabouts import map_codes

    assert map_codes(fd.world("2022-01-07"), "DNK") == ["208", "304", "234"]
    assert map_codes(fd.world("2022-01-07"), "XKX") == ["Kosovo"]


def test_east_germany_is_not_painted_as_the_west():
    """Of 357,000 square kilometres 108,000 were East Germany's; Leipzig lay in it, Hanover and Munich did not."""
    from foedus.brief.graphics.divided import rings_of

    east, west = rings_of("278"), rings_of("276", divided=True)
    for place, ring in (((12.37, 51.34), east), ((9.73, 52.37), west), ((11.58, 48.14), west)):
        assert any(inside(place, r) for r in ring)
        assert not any(inside(place, r) for r in (west if ring is east else east))


@pytest.mark.parametrize(("name", "on", "far"), [("NATO", "2022-01-07", 2), ("CSTO", "2022-01-07", 0)])
def test_members_out_of_reach_get_a_small_map(name, on, far):
    from foedus.brief.figures.maps import _far
    from foedus.brief.figures.whereabouts import capital

    world = fd.world(on, "2026-11-23")
    capitals = {m.state: capital(world, m.state) for m in world.members(world.record.alliances[name])}
    assert len(_far({state: spot for state, spot in capitals.items() if spot})) == far


@pytest.mark.parametrize(("on", "issue"), [("1988-12-01", False), ("2022-01-07", True)])
def test_crimea_is_hatched_only_where_it_is_at_issue(on, issue):
    from foedus.brief.figures.whereabouts import at_issue

    world = fd.world(on, "2026-11-23")
    assert at_issue(world, world.record.places["crimea"]) is issue


def test_the_lands_of_the_map_are_those_of_the_record():
    """Every state that the file of lands names is in the record, and every part of one is drawn."""
    from foedus.brief.graphics.lands import lands
    from foedus.record.tables import states

    held, drawn = states(), countries()
    assert lands().parts.keys() <= held.keys() and lands().divided.state in held
    for state, parts in lands().parts.items():
        codes = [lands().codes.get(p) or held[p][-1].iso_numeric for p in parts]
        assert set(codes) <= drawn.keys(), state
    heirs = {state: {s.successor for s in held[state]} for state in lands().parts if held[state][-1].until}
    assert heirs.keys() == {"CSK", "SCG", "SUN", "YUG"}
    assert all(heir in lands().parts[state] or heir in lands().parts for state in heirs for heir in heirs[state])
