"""Findings about what followed: what cannot be is named, the shipped ones are sound, the export brings them back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from foedus.ground.calendar import Date
from foedus.record.aftermath import Aftermath, oddities
from foedus.record.interchange.rows import gathered, tabulated
from foedus.record.load import load
from strategies import SRC, case, label, small_record

CALL = case("A", "CSTO", "KGZ", "2010-05-01")


def finding(what="violence-ended", date="2010-05-20", known="2010-05-21", **fields):
    return Aftermath(id="A/x", case="A", what=what, date=Date(date), known=Date(known), sources=SRC, **fields)


SOUND = (
    finding(), finding("in-office", person=label("P")), finding("out-of-office", person=label("P"), how="ousted"),
    finding("out-of-office", date="2010-04-28", person=label("P"), how="ousted"),
    finding("deaths", low=3, phase="after"), finding("deaths", date="2010-04-20", best=3, phase="before"),
    finding("said-to-leave", date="2010-08-01"),
)  # fmt: skip


@pytest.mark.parametrize("sound", SOUND, ids=lambda f: f"{f.what}-{f.date}")
def test_sound_findings_are_not_found_fault_with(sound):
    assert list(oddities(sound, CALL)) == []


@pytest.mark.parametrize(
    ("odd", "told"),
    [
        (finding("in-office"), "person"),
        (finding("out-of-office", person=label("P")), "`how`"),
        (finding(how="ousted"), "`how`"),
        (finding("deaths", low=3), "`phase`"),
        (finding(phase="after"), "`phase`"),
        (finding("deaths", phase="after"), "figures"),
        (finding(best=2), "figures"),
        (finding(known="2010-05-01"), "before it happened"),
        (finding("said-to-leave", date="2010-05-02"), "before it was said"),
        (finding(date="2010-04-01", known="2010-04-02"), "before the call"),
    ],
)
def test_what_cannot_be_is_named(odd, told):
    assert [line for line in oddities(odd, CALL) if told in line]


def test_a_call_that_is_not_on_record_is_named():
    assert list(oddities(finding(), None)) == ["the call 'A' is not in the record"]


def test_every_shipped_finding_is_sound_and_names_a_source():
    record = load()
    assert len(record.aftermath) > 300
    for found in record.aftermath.values():
        assert list(oddities(found, record.invocations.get(found.case))) == [] and found.sources
    looked_up = {f.case for f in record.aftermath.values() if f.sources[0] != "aft-archigos-4-1"}
    assert {"CSTO-2022-KAZ", "GCC-2011-BHR", "SADC-1998-LSO", "PIF-2003-SLB", "PIF-2021-SLB", "CSTO-2010-KGZ",
            "ECOWAS-2023-NER", "ECOWAS-2017-GMB", "ECOWAS-2025-BEN"} <= looked_up  # fmt: skip


def test_no_words_of_a_finding_tell_of_years_after_it_was_known():
    for found in load().aftermath.values():
        said = found.text.en + found.text.de if found.text else ""
        late = [year for year in map(int, re.findall(r"\b(?:19|20)\d\d\b", said)) if year > found.known.last.year]
        assert not late, found.id


def test_findings_survive_the_export():
    import msgspec

    found = msgspec.structs.replace(
        small_record((CALL,)), aftermath={f"{n}": msgspec.structs.replace(f, id=f"{n}") for n, f in enumerate(SOUND)}
    )
    assert gathered(tabulated(found), Path("rows")).aftermath == found.aftermath
