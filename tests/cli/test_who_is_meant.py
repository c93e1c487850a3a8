"""A name of the wrong kind is told for what it is; codes of either list name a state; hints do not mislead."""

from __future__ import annotations

import json

import pytest

from command_line import call
from foedus.ground.errors import nearest
from foedus.record import tables
from foedus.world.state_names import meant
from strategies import day


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["show", "Kasachstan"], ["is a state and no alliance", "belongs to CSTO, CIS", "foedus show CSTO"]),
        (["show", "kaz", "--on", "1995-01-01"], ["on 1995-01-01 it belongs to CSTO"]),
        (["show", "South Korea"], ["is a state and no alliance", "belongs to US-KOR", "foedus show US-KOR"]),
        (["show", "Switzerland"], ["is a state and no alliance", "no alliance of the record"]),
        (["brief", "kazakhstan-2022"], ["is a recorded case and no alliance", "foedus invoke kazakhstan-2022"]),
        (["invoke", "NATO"], ["is an alliance and no recorded case", "foedus show NATO", "foedus cases NATO"]),
        (["invoke", "OVKS"], ["is an alliance and no recorded case", "foedus show CSTO"]),
        (["invoke", "Kasachstan"], ["is a state and no recorded case", "foedus invoke kazakhstan-2022"]),
        (["invoke", "Switzerland"], ["is a state and no recorded case", "foedus cases"]),
        (["show", "BRICS"], ["foedus alliances lists those of the record"]),
        (["show", "CTSO"], ["did you mean CSTO"]),
    ],
)
def test_a_name_of_another_kind_is_told_for_what_it_is(capsys, arguments, says):
    code, out, err = call(capsys, *arguments)
    assert (code, out) == (2, "")
    for words in says:
        assert words in err


@pytest.mark.parametrize(
    ("asked", "on", "state"),
    [
        ("KAZ", "2022-01-07", "KAZ"), ("kaz", "2022-01-07", "KAZ"), ("705", "2022-01-07", "KAZ"),
        ("Kasachstan", "2022-01-07", "KAZ"), ("Kazakhstan", "2022-01-07", "KAZ"), ("KZK", "2022-01-07", "KAZ"),
        ("365", "1980-01-01", "SUN"), ("365", "2000-01-01", "RUS"), ("2", "2022-01-07", "USA"),
        ("UKG", "1950-01-01", "GBR"), ("GFR", "1980-01-01", "DEU"), ("255", "2000-01-01", "DEU"),
        ("260", "1980-01-01", "DEU"), ("260", "2000-01-01", "DEU"), ("265", "1980-01-01", "DDR"),
        ("AUS", "2022-01-07", "AUS"), (" 705 ", "2022-01-07", "KAZ"),
        ("9999", "2022-01-07", None), ("", "2022-01-07", None), ("Wakanda", "2022-01-07", None), ("7O5", "2022-01-07", None),
    ],
)  # fmt: skip
def test_a_state_is_found_by_any_of_its_codes(asked, on, state):
    assert meant(asked, day(on)) == state


def test_every_number_of_the_record_finds_its_state_on_its_days():
    for key, spans in tables.states().items():
        for span in spans:
            for number in {span.cow, span.gw} - {None}:
                found = meant(str(number), span.since.last)
                bearers = {k for k, ss in tables.states().items() for s in ss if number in (s.cow, s.gw)}
                assert found in bearers
                assert any(s.existed(span.since.last) for s in tables.states()[found]), (key, number)


def test_no_abbreviation_is_the_id_of_another_state():
    assert not set(tables.abbreviations()) & set(tables.states())
    assert set(tables.abbreviations().values()) <= set(tables.states())
    assert len(tables.abbreviations()) > 100


@pytest.mark.parametrize("code", ["RUS", "rus", "365", "Russland", "Russia"])
def test_every_option_that_asks_for_a_state_takes_any_code(capsys, code):
    asked = ["compare", "CSTO", "NATO", "--on", "2022-01-07", "--without", code, "--json"]
    assert json.loads(call(capsys, *asked)[1])["without"] == ["RUS"]
    asked = ["vulnerability", "CSTO", "--on", "2022-01-07", "--without", code, "--json"]
    assert json.loads(call(capsys, *asked)[1])["without"] == ["RUS"]
    asked = ["power", "CSTO", "--on", "2022-01-07", "--without", code, "--json"]
    assert json.loads(call(capsys, *asked)[1])["without"] == ["RUS"]
    asked = ["invoke", "--alliance", "NATO", "--by", "233" if code == "365" else "Estland", "--on", "2021-06-01"]
    asked += ["--threat", "external-attack", "--adversary", code, "--runs", "200", "--json"]
    found = call(capsys, *(a if a != "233" else "366" for a in asked))
    assert found[0] == 0, found[2]
    assert json.loads(found[1])["invocation"]["adversaries"] == ["RUS"]


@pytest.mark.parametrize(
    ("asked", "known"), [("AUKUS", ["vks", "csto"]), ("polity", ["contiguity"]), ("vdem", ["rdmc"])]
)
def test_names_that_are_not_near_are_not_offered(asked, known):
    assert nearest(asked, known) == []


@pytest.mark.parametrize(
    ("asked", "best"), [("kazakstan", "Kazakhstan"), ("KAX", "KAZ"), ("nmc", "nmc"), ("unrest", "internal-unrest")]
)
def test_names_that_are_near_are(asked, best):
    assert nearest(asked, ["Kazakhstan", "KAZ", "nmc", "internal-unrest"])[0] == best


def test_cases_takes_its_alliance_as_it_stands(capsys):
    one = call(capsys, "cases", "CSTO", "--json")[1]
    assert one == call(capsys, "cases", "--alliance", "OVKS", "--json")[1]
    assert {c["alliance"] for c in json.loads(one)} == {"CSTO"}
    assert call(capsys, "cases", "Narnia")[0] == 2
