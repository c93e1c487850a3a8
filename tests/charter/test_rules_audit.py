"""The audit of the rules: each finding provoked once on a copy of the real rules."""

from __future__ import annotations

import shutil

import pytest
from msgspec.structs import replace

from foedus.charter.audit import all_rules, audit_rules, cited
from foedus.charter.rules import RULES
from foedus.record.entries import Source
from foedus.record.load import load
from strategies import small_record

#: The rules of the small record's alliances; those of all others are audited with the whole record.
FEW = ("common", "cst", "nat", "warsaw")


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "rules"
    made.mkdir()
    for name in FEW:
        shutil.copy(RULES / f"{name}.toml", made)
    return made


@pytest.fixture
def organised():
    """The small record with the organs and the places of the real one."""
    record, real, places = small_record(), load().alliances, load().places
    organs = {id: replace(entry, organs=real[id].organs) for id, entry in record.alliances.items()}
    return replace(record, alliances=organs, places=places)


@pytest.fixture
def sourced(organised):
    """The small record with every source that the rules lean on."""
    record = organised
    made = Source(title="t", publisher="p", kind="treaty", read="full", url="https://example.org")
    return replace(record, sources=record.sources | dict.fromkeys(cited(), made))


def test_the_rules_have_no_findings(folder, sourced):
    assert list(audit_rules(sourced, folder)) == []
    assert {r.id for r in all_rules(folder)} == {"cst", "nat", "warsaw"}
    assert "treaty-nat-1949-text" in cited(folder)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('alliance = "CSTO"', 'alliance = "CTSO"', "rules[cst]: alliance 'CTSO' is not in the record"),
        ('id = "cst"', 'id = "tashkent"', "rules[tashkent]: no treaty of CSTO names these rules"),
        ('in_force = "1994-04-20"', 'in_force = "1991-04-20"', "rules[cst].2@1992: in force before it was signed"),
        ('until = "2012-12-19"', 'until = "2013-12-19"', "rules[cst].2@1992: overlaps with 2@2010"),
        ('in_force = "1994-04-20"\nuntil = "2012-12-19"', 'in_force = "1994-04-20"', "rules[cst].2@1992: overlaps"),
        ('body = "csc"', 'body = "cabinet"', "rules[cst]: CSTO has no organ 'cabinet' in the record"),
        (
            'procedure = "consensus"\nsince = "2003-09-18"',
            'procedure = "two-thirds"\nsince = "2003-09-18"',
            "rules[cst]: csc decides by two-thirds, in the record by consensus",
        ),
        (
            '{ test = "territory" }',
            '{ test = "area", forces = ["atlantis"] }',
            "rules[cst].4@1992: 'atlantis' is neither",
        ),
        ("leaves_out = ", "# ", "rules[cst]: say in `leaves_out` what of the treaty is not executed"),
        ("treaty-csto-charter-2002", "treaty-nowhere", "rules: source 'treaty-nowhere' is not in sources/"),
        ("treaty-cst-1992-article-4", "treaty-elsewhere", "rules: source 'treaty-elsewhere' is not in sources/"),
    ],
)
def test_each_finding_names_the_rule(folder, sourced, old, new, said):
    path = folder / "cst.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert any(line.startswith(said) for line in audit_rules(sourced, folder))


def test_a_source_that_is_gone_is_found_for_every_rule(folder, organised):
    found = list(audit_rules(organised, folder))
    assert len(found) == len(cited(folder))


def test_an_alliance_without_rules_needs_a_reason(folder, sourced):
    (folder / "warsaw.toml").unlink()
    assert [line for line in audit_rules(sourced, folder) if line.startswith("rules: WARSAW-PACT")]
    text = (folder / "common.toml").read_text("utf-8")
    (folder / "common.toml").write_text(text.replace("[without_rules]", '[without_rules]\nWARSAW-PACT = "it ended"'))
    assert list(audit_rules(sourced, folder)) == []
    shutil.copy(RULES / "warsaw.toml", folder)
    assert [line for line in audit_rules(sourced, folder) if "says why WARSAW-PACT has none" in line]
