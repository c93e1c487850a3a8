"""What cannot be true together, provoked once each; a `note` that says why takes the finding away where it may."""

from __future__ import annotations

import pytest
from small_files import FILES, damage

from foedus.ground.errors import RecordError
from foedus.record.audit import audit
from foedus.record.identifiers import identifiers
from foedus.record.tables import STATE_FIELDS

ALL, CASES, THREATS = "alliances/test.toml", "invocations/a.toml", "threats/a.toml"
STATEMENTS = """\
[[statements]]
id = "said"
speaker = { en = "A", de = "A" }
role = { en = "r", de = "r" }
date = "2000-05-05"
text = { en = "t", de = "t" }
about = ["TEST", "TEST-2000-ARM"]
known = "2000-05-05"
sources = ["a-source"]
"""
MISSION = """
[[missions]]
id = "m"
name = { en = "M", de = "M" }
host = "ARM"
kind = "peacekeeping"
mandate = { en = "m", de = "m" }
invocation = "TEST-2000-ARM"
since = "2000"
known = "2000"
sources = ["a-source"]

[[missions.contributions]]
state = "KAZ"
best = 5000
known = "2000"
sources = ["a-source"]

[[events]]
id = "e"
date = "2000-03-03"
text = { en = "t", de = "t" }
known = "2000-03-03"
sources = ["a-source"]

[[leaders]]
state = "KAZ"
grounds = { en = "g", de = "g" }
since = "1992"
known = "1992"
sources = ["a-source"]
"""
DEPLOYMENT = """
[deployment]
decided = "2000-01-03"
first_arrival = "2000-01-05"
full_strength = "2000-01-08"
ended = "2000-02-01"
known = "2000-01-05"
sources = ["b-source"]
"""
SERIES = """\
[army]
concept = "personnel"
unit = "persons"
title = "t"
publisher = "p"
url = "https://example.org"
licence = "CC BY 4.0"
citation = "c"
file = "f.csv"
vintage = "2024"
first_year = 2000
last_year = 2000
rank = 1
lag_months = 6
sha256_source = "x"
"""


@pytest.fixture
def folder(tmp_path):
    """A record whose every day and figure fits."""
    extra = {
        "statements/a.toml": STATEMENTS, ALL: FILES[ALL] + MISSION,
        CASES: FILES[CASES] + DEPLOYMENT,
    }  # fmt: skip
    for name, text in (FILES | extra).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    rows = [",".join(STATE_FIELDS), "ARM,A,A,,,1991,,,,,,,", "KAZ,K,K,,,1991,,,,,,,", "OLD,O,O,,,1900,1950,,,,,,"]
    (tmp_path / "states.csv").write_text("\n".join(rows) + "\n")
    (tmp_path / "neighbours.csv").write_text("a,b,kind,since,until\n")
    (tmp_path / "series.toml").write_text(SERIES)
    (tmp_path / "series").mkdir()
    (tmp_path / "series" / "f.csv").write_text("state,year,value\nKAZ,2000,64000\n")
    (tmp_path / "identifiers.csv").write_text(
        "table,id,scheme,identifier,source\nalliances,TEST,wikidata,Q1,a-source\nstates,KAZ,wikidata,Q232,a-source\n"
    )
    return tmp_path


def test_a_record_whose_days_and_figures_fit_has_no_findings(folder):
    assert audit(folder) == []


NAME = """
[[names]]
name = { en = "N", de = "N" }
short = { en = "N", de = "N" }
since = "2001"
known = "2001"
sources = ["a-source"]
"""
LEADER = """
[[leaders]]
state = "ARM"
grounds = { en = "g", de = "g" }
since = "1995"
known = "1995"
sources = ["a-source"]
"""
FINDINGS = [
    # file, old, new, said
    (ALL, 'kind = "treaty"\n', 'kind = "treaty"\npredecessors = ["GONE"]\n', "alliances[TEST]: 'GONE' is not in the record"),
    (ALL, 'kind = "treaty"\n', 'kind = "treaty"\ncounterpart = "GONE"\n', "'GONE' is not in the record"),
    (ALL, "\n[[leaders]]", NAME + "\n[[leaders]]", "names: two names at once, on 2001"),
    (ALL, 'short = { en = "TT", de = "TV" }', 'short = { en = "TT", de = "TV" }\nuntil = "2000-06-01"', ""),
    (ALL, "\n[[leaders]]", LEADER + "\n[[leaders]]", "KAZ and ARM both lead on 1995"),
    (ALL, 'signed = "1992-05-15"', 'signed = "1992-05-15"\nin_force = "1991-01-01"', "in force (1991-01-01) before it was signed"),
    (ALL, 'signed = "1992-05-15"', 'signed = "1992-05-15"\nuntil = "1991-01-01"', "ends (1991-01-01) before it begins"),
    (ALL, 'state = "KAZ"\nstatus', 'state = "OLD"\nstatus', "members[OLD]: no state of the state system on 1994-04-20"),
    (ALL, 'since = "1994-04-20"', 'since = "1991-04-20"', "before the alliance was founded (1992-05-15)"),
    (ALL, 'founded = "1992-05-15"', 'founded = "1992-05-15"\ndissolved = "1999"', "member beyond the end of the alliance (1999)"),
    (ALL, 'date = "2000-03-03"', 'date = "2000-03-04"', "events[e]: known (2000-03-03) before it happened (2000-03-04)"),
    (ALL, 'invocation = "TEST-2000-ARM"', 'invocation = "GONE"', "missions[m].invocation: 'GONE' is not in the record"),
    (ALL, "best = 5000", "best = 70000", "contributions[KAZ]: 70000 soldiers of an army of 64000"),
    (THREATS, 'source_state = "KAZ"', 'source_alliance = "GONE"', "threats[one].source_alliance: 'GONE'"),
    ("statements/a.toml", '"TEST",', '"GONE",', "statements[said].about: 'GONE' is no alliance"),
    ("statements/a.toml", 'date = "2000-05-05"', 'date = "2000-05-06"', "statements[said]: known (2000-05-05) before it was made"),
    (CASES, 'frame = "request"\n', "", "no frame; say in `frame`"),
    (CASES, 'by = "ARM"', 'by = "ARM"\nadversaries = ["OLD"]', "OLD was no state of the state system on 2000-01-02"),
    (CASES, 'kind = "declined"', 'kind = "declined"\ndate = "2000-01-01"', "decided (2000-01-01) before the call (2000-01-02)"),
    (CASES, 'kind = "declined"', 'kind = "declined"\ndate = "2000-01-04"', "response: known (2000-01-03) before it happened (2000-01-04)"),
    (CASES, 'date = "2000-01-02"', 'date = "2000-01-03"', "invocations[TEST-2000-ARM]: known (2000-01-02) before it happened"),
    (CASES, 'decided = "2000-01-03"', 'decided = "2000-01-06"', "deployment: `first_arrival` (2000-01-05) lies before `decided` (2000-01-06)"),
    (CASES, 'ended = "2000-02-01"', 'ended = "2000-01-07"', "deployment: `ended` (2000-01-07) lies before `full_strength` (2000-01-08)"),
    (CASES, 'known = "2000-01-05"', 'known = "2000-01-04"', "known (2000-01-04) before anybody arrived (2000-01-05)"),
    (CASES, 'ended = "2000-02-01"\n', 'ended_known = "2000-02-01"\n', "`ended_known` without `ended`"),
    (CASES, 'kind = "declined"', 'kind = "declined"\ndelivered = "part"', "words are delivered when they are said, not 'part'"),
]  # fmt: skip
BROUGHT = '\n[[contributions]]\nstate = "KAZ"\nbest = 10\nknown = "2000-01-05"\nsources = ["a-source"]\n'


@pytest.mark.parametrize(("name", "old", "new", "said"), FINDINGS)
def test_each_contradiction_is_found_and_named(folder, name, old, new, said):
    damage(folder / name, old, new)
    found = audit(folder)
    assert any(said in line for line in found) if said else found == [], found


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (ALL, 'state = "KAZ"\nstatus', 'note = "why"\nstate = "OLD"\nstatus'),
        (CASES, 'by = "ARM"', 'note = "why"\nby = "ARM"\nadversaries = ["OLD"]'),
        (CASES, 'kind = "declined"', 'note = "why"\nkind = "declined"\ndate = "2000-01-01"'),
        (ALL, "best = 5000", 'note = "with police"\nbest = 70000'),
    ],
)
def test_a_note_that_says_why_takes_the_finding_away(folder, name, old, new):
    damage(folder / name, old, new)
    assert audit(folder) == []


def test_an_answer_that_contradicts_itself(folder):
    path = folder / CASES
    path.write_text(path.read_text("utf-8") + BROUGHT, "utf-8")
    assert audit(folder) == ["invocations[TEST-2000-ARM]: soldiers of KAZ, but the response is 'declined'"]
    damage(path, 'kind = "declined"', 'kind = "troops"\ndelivered = "none"')
    assert audit(folder) == ["invocations[TEST-2000-ARM]: a contribution of KAZ, but nothing was delivered"]


def test_a_gap_between_two_names(folder):
    path = folder / ALL
    damage(path, "\n[[leaders]]", NAME + "\n[[leaders]]")
    damage(path, 'short = { en = "TT", de = "TV" }', 'short = { en = "TT", de = "TV" }\nuntil = "2000-06-01"')
    assert audit(folder) == ["alliances[TEST].names: no name from 2000-06-01 to 2001"]


def test_an_id_given_twice_inside_an_alliance(folder):
    path = folder / ALL
    text = path.read_text("utf-8")
    path.write_text(text + text[text.index("[[events]]") : text.index("[[leaders]]")], "utf-8")
    assert audit(folder) == ["alliances[TEST].events: the id 'e' is given 2 times"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("states,QQQ,wikidata,Q5,a-source", "identifiers[states/QQQ]: 'QQQ' is not in states"),
        ("alliances,GONE,wikidata,Q5,a-source", "'GONE' is not in alliances"),
        ("states,ARM,wikidata,Q5,gone", "source 'gone' is not in sources/"),
        ("states,KAZ,wikidata,Q5,a-source", "two ids of wikidata"),
        ("states,ARM,wikidata,Q232,a-source", "Q232 is given to another row, too"),
    ],
)
def test_identifiers_name_what_is_there_and_once(folder, row, said):
    path = folder / "identifiers.csv"
    path.write_text(path.read_text() + row + "\n")
    assert any(said in line for line in audit(folder))


@pytest.mark.parametrize(
    "row", ["states,ARM,wikidata,232,a-source", "states,ARM,viaf,1,a-source", "places,x,wikidata,Q5,a-source", "states"]
)
def test_a_malformed_identifier_is_an_error_with_its_line(folder, row):
    path = folder / "identifiers.csv"
    path.write_text(path.read_text() + row + "\n")
    with pytest.raises(RecordError) as error:
        identifiers(folder)
    assert error.value.where == f"{path}:4"


def test_states_and_alliances_of_the_shipped_record_have_identifiers():
    found = {(i.table, i.id): i.identifier for i in identifiers()}
    assert found["states", "KAZ"] == "Q232" and found["alliances", "CSTO"] == "Q318693"
    assert len(found) > 200
