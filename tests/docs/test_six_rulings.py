"""The page of six rulings says what the engine says, and the rulings are those that were argued out."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def rulings():
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import six_rulings
    finally:
        sys.path.remove(str(ROOT / "tools"))
    return six_rulings


def test_the_page_is_what_the_engine_says(rulings):
    page = (ROOT / "docs/reference/six-rulings.md").read_text("utf-8")
    assert rulings.page() == page, "python tools/build_reference.py"
    assert "Sources: ." not in page


def test_the_rulings_are_kept(rulings):
    told = {t.title: (r.owed, r.consultation, r.allowed) for t in rulings.TRIED for r in (t.ruling(),)}
    assert told == {
        "The Soviet Union against China, 1969, under the Warsaw Treaty": (False, None, None),
        "American troops in Germany, 1953, under the North Atlantic Treaty": (True, True, None),
        "A Turkish aircraft over the Mediterranean, 2012, under the North Atlantic Treaty": (None, True, None),
        "Denmark over Greenland, January 2026, as it was, under the North Atlantic Treaty": (False, True, None),
        "Denmark over Greenland, 2026, had the United States attacked": (None, True, None),
        "Armenia, 2020, to the CSTO": (False, None, None),
        "Armenia, 2020, to Russia under the treaty of 1997": (None, True, None),
        "Kazakhstan, 2022, under the agreement on peacekeeping of 2007": (True, True, True),
    }


def test_every_ruling_says_what_it_rests_on(rulings):
    for tried in rulings.TRIED:
        found = tried.ruling()
        assert found.basis is not None and found.basis.en != found.basis.de, tried.title
        assert bool(found.rests_on) == ("rests on" in found.basis.en and "the text" not in found.basis.en)
