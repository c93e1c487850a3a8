"""The map through time: what it paints, what stands beside it, and which days the slider can stop at."""

from __future__ import annotations

import re

import pytest

import foedus as fd
from foedus.brief.figures.atlas import atlas_of_all
from foedus.brief.figures.turning_points import turning_points
from foedus.world import listing


def kinds(text: str) -> dict[str, str]:
    """The class of each outline of the drawing."""
    return dict(re.findall(r'<path data-code="(\w+)" class="([\w-]*)"', text))


def rows(text: str) -> dict[str, str]:
    """The class of each outline as the words beside the map name it."""
    found = {}
    for codes, kind in re.findall(r'<tr data-codes="([^"]*)" data-kind="([\w-]*)"', text):
        found |= dict.fromkeys(codes.split(), kind)
    return found


def test_members_leader_observer_and_suspended_are_told_apart(web):
    text = web.get("/de/time?alliance=CSTO&on=2022-01-07&known=2022-01-07").text
    painted = kinds(text)
    assert (painted["643"], painted["398"], painted["860"], painted["688"]) == (
        "leader", "member", "suspended", "observer",
    )  # fmt: skip
    assert painted["792"] == "source"  # named by a member as a threat
    assert painted["250"] == ""
    assert "<title>Kasachstan: Mitglied</title>" in text
    assert "Kollektive Friedenstruppe in Kasachstan" in text


@pytest.mark.parametrize("day", ["2022-01-07", "1999-05-01", "1980-06-01"])
@pytest.mark.parametrize("alliance", ["CSTO", "NATO", ""])
def test_the_script_gets_what_the_server_draws(web, day, alliance):
    query = (f"alliance={alliance}&" if alliance else "") + f"on={day}&known=2026-01-01"
    whole, part = web.get(f"/en/time?{query}"), web.get(f"/en/time/moment?{query}")
    assert (whole.status_code, part.status_code) == (200, 200)
    assert part.text.strip() in whole.text
    drawn, named = kinds(whole.text), rows(part.text)
    assert {code: kind for code, kind in drawn.items() if kind} == {
        code: kind for code, kind in named.items() if kind and code in drawn
    }
    assert len(re.findall(r"<circle class=\"(?:mission|base|disputed)\" cx=\"[\d.]+\" cy", whole.text)) >= len(
        re.findall("<tr data-x=", part.text)
    )


def test_a_divided_country_is_painted_in_two_colours(web):
    assert "278" in kinds(web.get("/en/time?on=1980-06-01").text)
    assert "278" not in kinds(web.get("/en/time?on=1995-06-01").text)


def test_turning_points_are_the_joins_departures_and_calls_known_by_then():
    known = fd.world("2012-06-01", "2012-06-01")
    found = turning_points(known, "CSTO")
    assert [p.on for p in found] == sorted(p.on for p in found)
    assert {(p.subject, p.on.year) for p in found if p.kind == "leave"} == {
        ("Azerbaijan", 1999), ("Georgia", 1999), ("Uzbekistan", 1999),
    }  # fmt: skip
    assert not [p for p in turning_points(fd.world("1994-01-01", "1994-01-01"), "CSTO") if p.on.year > 1993]
    later = turning_points(fd.world("2022-01-07", "2022-01-07"), "CSTO")
    assert {p.case for p in later} - {p.case for p in found} >= {"CSTO-2020-ARM", "CSTO-2022-KAZ"} & {
        p.case for p in later
    }


def test_each_state_is_counted_in_the_alliances_that_bind_it():
    world = fd.world("1970-01-01", "2026-01-01")
    found = {land.state: land for land in atlas_of_all(world, "en").lands}
    for state in ("USA", "SUN", "CHE", "FRA"):
        binding = [e for e in listing(world, state, ended=False) if e.kind != "partnership"]
        assert found[state].kind == f"in-{min(len(binding), 4)}"
        assert len([note for note in found[state].note.split(", ") if note]) == len(binding)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_before_its_founding_an_alliance_is_said_to_be_absent(web, lang):
    text = web.get(f"/{lang}/time?alliance=NATO&on=1930-01-01").text
    assert ("gab es das Bündnis nicht" in text) == (lang == "de")
    assert "in-1" in kinds(text).values()


@pytest.mark.parametrize("query", ["on=2022-02-30", "alliance=NOBODY", "on=1500-01-01", "state=KAZ"])
def test_a_wrong_day_or_alliance_is_refused(web, query):
    for page in ("time", "time/moment"):
        assert 400 <= web.get(f"/de/{page}?{query}").status_code < 500


def test_home_shows_the_world(web):
    text = web.get("/en/?on=1970-01-01").text
    assert kinds(text)["840"] == "in-4"
    assert 'href="/en/time?on=1970-01-01"' in text
