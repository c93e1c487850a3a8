"""Each finding of the audit, provoked once; a sound record has none."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from small_files import ALLIANCE, FILES, damage

from foedus.ground.errors import RecordError
from foedus.record.audit import audit, entries
from foedus.record.tables import STATE_FIELDS

PLACES = """\
[[places]]
id = "hill"
name = { en = "Hill", de = "Hügel" }
recognised = "ARM"
zone = "caucasus"
status = { en = "s", de = "s" }
claimed_by = ["KAZ"]
known = "2000"
sources = ["a-source"]
"""
CONFLICTS = """\
[[conflicts]]
id = "war"
name = { en = "War", de = "Krieg" }
text = { en = "t", de = "t" }
parties = ["ARM", "KAZ"]
places = ["hill"]
since = "2000"
known = "2000"
sources = ["b-source"]

[[conflicts.casualties]]
party = { en = "one side", de = "eine Seite" }
best = 10
known = "2000"
sources = ["b-source"]
"""
MISSION = """
[[missions]]
id = "m"
name = { en = "M", de = "M" }
host = "ARM"
kind = "peacekeeping"
mandate = { en = "m", de = "m" }
since = "2000"
known = "2000"
sources = ["a-source"]

[[missions.strength]]
best = 100
known = "2000"
sources = ["a-source"]

[[missions.contributions]]
state = "KAZ"
low = 60
best = 150
known = "2000"
sources = ["a-source"]

[[missions.contributions]]
state = "KAZ"
best = 500
known = "2001"
sources = ["a-source"]

[[missions.contributions]]
state = "ARM"
kind = "materiel"
best = 900
known = "2001"
sources = ["a-source"]

[[missions.contributions]]
state = "ARM"
best = 40
known = "2000"
sources = ["a-source"]
"""


SERIES = """\
[one]
concept = "gdp"
unit = "dollars"
title = "t"
publisher = "p"
url = "https://example.org"
licence = "CC BY 4.0"
citation = "c"
file = "f.csv"
vintage = "2024"
first_year = 2020
last_year = 2020
rank = 1
lag_months = 6
sha256_source = "x"
"""


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "data"
    extra = {"places/a.toml": PLACES, "conflicts/a.toml": CONFLICTS, "alliances/test.toml": ALLIANCE + MISSION}
    for name, text in (FILES | extra).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    rows = [",".join(STATE_FIELDS), "ARM,A,A,,,1991,,,,,,,", "KAZ,K,K,,,1991,,,,,,,"]
    (root / "states.csv").write_text("\n".join(rows) + "\n")
    (root / "neighbours.csv").write_text("a,b,kind,since,until\n")
    (root / "series.toml").write_text(SERIES)
    (root / "series").mkdir()
    (root / "series" / "f.csv").write_text("state,year,value\nARM,2020,1\n")
    return root


def test_a_sound_record_has_no_findings(folder):
    assert audit(folder) == []


ALL, CASES, SRCS = "alliances/test.toml", "invocations/a.toml", "sources/a.toml"
FINDINGS = [
    (SRCS, 'read = "part"', 1, 'read = "no"', "sources[b-source]: not read"),
    (SRCS, 'url = "https://example.org/b"', 1, "", "sources[b-source]: read, but has no url"),
    (SRCS, "https://example.org/b", 1, "ftp://example.org/b", "is not a web address"),
    (SRCS, "https://example.org/b", 1, "http://www.Example.org/a/", "the page of a-source under another id"),
    (ALL, 'state = "KAZ"\nstatus', 1, 'state = "KZ"\nstatus', "members[KZ].state: 'KZ' is not in states.csv"),
    (ALL, 'sources = ["b-source"]', 1, "sources = []", "forces[force]: no source"),
    (ALL, 'sources = ["b-source"]', 1, 'sources = ["c"]', "source 'c' is not in sources/"),
    (ALL, 'since = "1994-04-20"', 1, 'since = "1994-04-20"\nuntil = "1994-04-20"', "members[ARM]: ends (1994-04-20) before"),
    (ALL, 'since = "1994-04-20"', 2, 'since = "1994-04-20"\nuntil_known = "2000"', "members[KAZ]: until_known without until"),
    (ALL, "best = 1300", 1, "", "forces[force].strength[0]: a report without any figure"),
    (ALL, 'host = "ARM"', 1, 'host = "ARN"', "missions[m].host: 'ARN' is not in states.csv"),
    (ALL, "best = 100", 1, "best = 90", "missions[m]: contributions (100) exceed the total (90)"),
    (ALL, 'kind = "peacekeeping"', 1, 'kind = "peacekeeping"\ndeployment = { decided = "2000", known = "2000", sources = ["a-source"] }\ninvocation = "X"', "missions[m]: its deployment belongs to the call X"),
    (ALL, 'kind = "peacekeeping"', 1, 'kind = "peacekeeping"\ndeployment = { known = "2000", sources = ["a-source"] }', "missions[m].deployment: no day at all"),
    (CASES, 'by = "ARM"', 1, 'by = "ARM"\ndeployment = { requested = "2000", decided = "2000", known = "2000", sources = ["a-source"] }', "leave `requested` out of the deployment"),
    (CASES, 'by = "ARM"', 1, 'by = "ARM"\ndeployment = { first_arrival = "2000-03", ended = "2000-02", known = "2000", sources = ["a-source"] }', "deployment: `ended` (2000-02) lies before `first_arrival` (2000-03)"),
    (CASES, 'by = "ARM"', 1, 'by = "AZE"', "invocations[TEST-2000-ARM].by: 'AZE' is not in states.csv"),
    (CASES, 'by = "ARM"', 1, 'by = "ARM"\nvictim = "X"', ".victim: 'X' is not in states.csv"),
    (CASES, 'by = "ARM"', 1, 'by = "ARM"\nadversaries = ["X"]', ".adversaries: 'X' is not in states.csv"),
    (CASES, 'places = ["ARM"]', 1, 'places = ["valley"]', "'valley' is neither a state nor a place"),
    (CASES, 'places = ["ARM"]', 1, "", "say where it happened"),
    (CASES, 'date = "2000-01-02"', 1, 'date = "1993-12-31"', "ARM was no member of TEST on 1993-12-31"),
    (CASES, 'kind = "declined"', 1, 'kind = "troops"', "answered with troops, but no contribution"),
    (CASES, 'alliance = "TEST"', 1, 'alliance = "TOAST"', "alliance 'TOAST' is not in the record"),
    (SRCS, 'url = "https://example.org/b"', 1, 'url = "https://example.org/b"\ndate = "2000-01-11"', "but its first source is of 2000-01-11"),
    ("threats/a.toml", 'source_state = "KAZ"', 1, 'source_state = "QQQ"', "threats[one].source_state: 'QQQ'"),
    ("places/a.toml", 'recognised = "ARM"', 1, 'recognised = "AR"', "places[hill].recognised: 'AR'"),
    ("places/a.toml", 'claimed_by = ["KAZ"]', 1, 'claimed_by = ["KA"]', "places[hill].claimed_by: 'KA'"),
    ("conflicts/a.toml", 'parties = ["ARM", "KAZ"]', 1, 'parties = ["ARM", "KA"]', "conflicts[war].parties: 'KA'"),
    ("conflicts/a.toml", "best = 10", 1, "", "conflicts[war].casualties[0]: a report without any figure"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "nth", "new", "said"), FINDINGS)
def test_each_finding_names_the_entry_and_what_is_wrong(folder, name, old, nth, new, said):
    damage(folder / name, old, new, nth)
    found = audit(folder)
    assert any(said in line for line in found), found


def test_a_source_that_nothing_cites_is_found_unless_something_else_does(folder):
    path = folder / SRCS
    path.write_text(
        path.read_text() + '\n[c-source]\ntitle = "t"\npublisher = "p"\nkind = "press"\nread = "no"\nnote = "why"\n'
    )
    assert audit(folder) == ["sources[c-source]: cited nowhere; cite it or drop it"]
    assert audit(folder, cited_elsewhere=frozenset({"c-source"})) == []


@pytest.mark.parametrize(
    ("until", "overlaps"), [('until = "1999-01-01"', False), ('until = "1999-06-01"', True), ("", True)]
)
def test_memberships_of_one_state_must_not_overlap(folder, until, overlaps):
    again = (
        '[[members]]\nstate = "KAZ"\nstatus = "member"\nsince = "1999-01-01"\nknown = "1999"\nsources = ["a-source"]\n'
    )
    path = folder / ALL
    damage(path, 'since = "1994-04-20"', f'since = "1994-04-20"\n{until}', 2)
    path.write_text(path.read_text() + again)
    assert audit(folder) == (["alliances[TEST]: the memberships of KAZ overlap"] if overlaps else [])


def test_a_case_of_a_former_member_is_found_only_after_the_end(folder):
    damage(folder / ALL, 'since = "1994-04-20"', 'since = "1994-04-20"\nuntil = "2000-01-02"')
    assert any("ARM was no member" in line for line in audit(folder))
    damage(folder / CASES, 'date = "2000-01-02"', 'date = "2000-01-01"')
    assert audit(folder) == []


def test_an_observer_that_calls_is_found(folder):
    damage(folder / ALL, 'status = "member"', 'status = "observer"')
    assert any("ARM was no member" in line for line in audit(folder))


def test_contributions_within_a_tenth_of_the_total_are_not_found(folder):
    damage(folder / ALL, "best = 100", "best = 95")
    assert audit(folder) == []


def test_a_record_that_cannot_be_read_is_no_finding_but_an_error(folder):
    damage(folder / CASES, 'threat = "coup"', 'threat = "putsch"')
    with pytest.raises(RecordError):
        audit(folder)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("states.csv", "1991", "1991-99"),
        ("neighbours.csv", "a,b", "b,a"),
        ("series/f.csv", "2020,1", "2020,nan"),
        ("series.toml", "rank = 1", 'rank = "first"'),
    ],
)
def test_damage_in_a_long_table_is_an_error_that_names_the_file(folder, name, old, new):
    damage(folder / name, old, new)
    with pytest.raises(RecordError) as error:
        audit(folder)
    assert str(folder / name) in error.value.where


def test_every_entry_has_a_path_that_leads_to_it(record):
    paths = [path for path, _ in entries(record.alliances, "alliances")]
    assert "alliances[CSTO].members[KAZ]" in paths
    assert "alliances[CSTO].forces[krrf].strength[1]" in paths
    assert len([p for p in paths if p.startswith("alliances[NATO].members")]) == 5
    assert list(entries(SimpleNamespace(), "x")) == []
