"""Persons at the head of an alliance: one in an office at a time, told on the day, and nobody where the day is unsure."""

from __future__ import annotations

import datetime as dt
from shutil import copytree

import pytest

import foedus as fd
from command_line import call
from foedus.record.audit import audit
from foedus.record.load import DATA, load


def heads(alliance, on, known="2026-11-23"):
    return [(p.name.en, p.acting) for p in fd.show(alliance, on=on, known=known).persons]


@pytest.mark.parametrize(
    ("alliance", "on", "found"),
    [
        ("NATO", "1956-11-01", [("Lord Ismay", False)]),
        ("NATO", "1994-08-12", [("Manfred Wörner", False)]),
        ("NATO", "1994-09-01", []),  # his deputy acted; the record does not name him
        ("NATO", "2001-09-12", [("Lord Robertson", False)]),
        ("NATO", "2026-11-01", [("Mark Rutte", False)]),
        ("CSTO", "2010-06-12", [("Nikolai Bordyuzha", False)]),
        ("CSTO", "2019-06-01", [("Valery Semerikov", True)]),
        ("CSTO", "2022-01-05", [("Stanislav Zas", False)]),
        ("CSTO", "2026-11-01", [("Taalatbek Masadykov", False)]),
    ],
)
def test_who_held_the_office(alliance, on, found):
    assert heads(alliance, on) == found


def test_a_successor_is_not_known_before_he_is_named():
    assert heads("CSTO", "2026-03-01", known="2025-11-26") == [("Imangali Tasmagambetov", False)]
    assert heads("CSTO", "2026-03-01", known="2025-11-27") == [("Taalatbek Masadykov", False)]


def test_one_person_in_an_office_at_a_time():
    for alliance in load().alliances.values():
        for day in (dt.date(year, 7, 1) for year in range(1950, 2027)):
            there = [
                p.office.en for p in alliance.persons if p.since.last <= day and (not p.until or p.until.first > day)
            ]
            assert len(there) == len(set(there)), (alliance.id, day)


@pytest.mark.parametrize(("lang", "line"), [
    ("en", "Secretary General: Stanislav Zas (Belarus, since 1 January 2020)"),
    ("de", "Generalsekretär: Stanislaw Sas (Belarus, seit 1. Januar 2020)"),
])  # fmt: skip
def test_show_says_who(capsys, lang, line):
    assert line in call(capsys, "show", "CSTO", "--on", "2022-01-07", "--lang", lang)[1]


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ('until = "2023-01-01"\n', 'until = "2024-01-01"\n', "hold one office (Secretary General) at a time"),
        ('organ = "secretariat"', 'organ = "secretary"', "has no organ 'secretary'"),
    ],
)
def test_the_audit_finds_what_does_not_fit(tmp_path, old, new, finding):
    folder = copytree(DATA, tmp_path / "data")
    path = folder / "alliances" / "csto.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    assert any(finding in line for line in audit(folder))
