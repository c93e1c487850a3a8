"""Several treaties of one alliance, read as one: instruments beside the founding treaty, and what each allows."""

from __future__ import annotations

import datetime as dt
import re
from shutil import copytree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.charter import recorded, rule
from foedus.charter.audit import all_rules, audit_rules
from foedus.charter.rules import RULES, parts_of, rules_of
from foedus.ground.calendar import Date
from foedus.ground.label import Label
from foedus.record.law import Reading
from foedus.record.load import load
from foedus.world import World

TODAY = dt.date(2026, 11, 23)


def judged(case, **change):
    record = load()
    invocation = record.invocations[case]
    matter = recorded(invocation)
    world = World.at(invocation.date.first, TODAY, record)
    return rule(world, record.alliances[invocation.alliance], matter, **change)


def allowing(found):
    return {h.article: h.value for h in found.holdings if h.kind in ("forces", "materiel")}


# --- cases ----------------------------------------------------------------------------------------


def test_kazakhstan_2022_under_the_agreement_of_2007_the_request_is_enough():
    found = judged("CSTO-2022-KAZ")
    assert (found.owed, found.allowed) == (True, True)
    assert allowing(found)["csto-peacekeeping:3"] is True
    steps = [s.test for s in found.trace if s.article == "csto-peacekeeping:3"]
    assert steps == ["reading", "party", "requested", "holding"]
    held = next(s for s in found.trace if (s.article, s.test) == ("csto-peacekeeping:3", "holding"))
    assert "Article 3 of the agreement on peacekeeping of 6 October 2007 is met" in held.text.en
    assert "Artikel 3 des Abkommens über Friedenssicherung vom 6. Oktober 2007 ist erfüllt" in held.text.de


def test_kyrgyzstan_2010_whether_the_agreement_was_in_force_could_not_be_read():
    found = judged("CSTO-2010-KGZ")
    assert (found.owed, found.allowed) == (False, None)
    assert allowing(found) == {
        "6": False,
        "csto-materiel:2": False,
        "csto-peacekeeping:3": None,
        "csto-rapid-reaction:1": False,
    }
    told = {h.article: h.reason.en for h in found.holdings if h.reason is not None}
    assert "does not enter into force before 10 September 2010" in told["csto-rapid-reaction:1"]
    assert "not before 26 December 2008, and it was by 31 January 2011" in told["csto-peacekeeping:3"]


def test_a_member_that_did_not_sign_an_instrument_is_not_bound_by_it():
    rules = rules_of("CSTO")
    reading = next(a for a in rules.articles if a.id == "csto-rapid-reaction:1").readings[0]
    assert reading.conditions[0].not_parties == ("UZB",)


def test_turkey_2003_a_committee_without_france_could_decide_beside_the_council():
    found = judged("NATO-2003-TUR")
    assert [s.text.en.split(":")[0] for s in found.trace if s.test == "procedure"] == [
        "The North Atlantic Council decides",
        "The Defence Planning Committee can decide beside it",
    ]
    assert found.organ.en == "The North Atlantic Council"


def test_without_the_protocols_of_2010_there_is_no_crisis_response_either():
    assert "csto-charter:7" in allowing(judged("CSTO-2022-KAZ"))
    assert "csto-charter:7" not in allowing(judged("CSTO-2022-KAZ", amend=("pre-2010",)))


# --- laws -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("alliance", ["CSTO", "NATO", "WARSAW-PACT"])
def test_read_together_nothing_is_lost_and_no_two_articles_share_a_name(alliance):
    parts, whole = parts_of(alliance), rules_of(alliance)
    assert sum(len(p.articles) for p in parts) == len(whole.articles)
    assert len({a.id for a in whole.articles}) == len(whole.articles)
    assert (whole.id, whole.obligations) == (parts[0].id, parts[0].obligations)
    assert parts[0].together_with == "" and all(p.together_with for p in parts[1:])


@pytest.mark.parametrize("rules", all_rules(), ids=lambda r: r.id)
def test_a_sentence_cites_an_article_as_a_reader_would(rules):
    """An id such as "2-request" is for files; what is printed is a number, or the name that the file gives."""
    for article in rules.articles:
        assert article.named or re.fullmatch(
            r"Article (\d+(\.\d+|\(\d+\))?[a-z]?|[IVX]+(\.[A-Z0-9]+)*)", article.cited.en
        ), article.id
        assert article.cited.de != article.cited.en


def dated(since, by, until=None):
    words = Label(en="x", de="x")
    return Reading(
        id="r", signed=Date("2000"), in_force=Date(since), in_force_by=Date(by), until=until and Date(until),
        text=words, duty=words, conditions=(), sources=("s",),
    )  # fmt: skip


@given(st.dates(dt.date(2007, 1, 1), dt.date(2013, 1, 1)))
def test_between_the_first_possible_and_the_first_sure_day_it_is_unknown(day):
    reading = dated("2008-12-26", "2011-01-31", "2012-06-01")
    if day < dt.date(2008, 12, 26) or day >= dt.date(2012, 6, 1):
        assert reading.holds(day) is False
    elif day < dt.date(2011, 1, 31):
        assert reading.holds(day) is None
    else:
        assert reading.holds(day) is True


# --- the audit ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ('together_with = "cst"\n', "", "stands first"),
        ('together_with = "cst"', 'together_with = "cts"', "no rules 'cts' of CSTO"),
        ('of = { en = "of', '# of = { en = "of', "say in `of` how its articles are cited"),
        ('id = "peacekeeping-3@2007"', 'id = "4@2010"', "two readings are called '4@2010'"),
        ('in_force_by = "2011-01-31"', 'in_force_by = "2008-12-26"', "in_force_by is not after in_force"),
    ],
)
def test_what_does_not_fit_together_is_found(tmp_path, old, new, finding):
    folder = copytree(RULES, tmp_path / "rules")
    path = folder / "csto-peacekeeping.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    found = list(audit_rules(load(), folder))
    assert any(finding in line for line in found), found
