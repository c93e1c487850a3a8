"""Rulings under the real rules on a small record: dated readings, named amendments, a trace a jurist can follow."""

from __future__ import annotations

from dataclasses import replace as changed

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from foedus.charter import hypothetical, recorded, rule
from foedus.charter import ruling as engine
from foedus.charter.rules import (
    RULES,
    _amend_article,
    amended,
    amendments_of,
    parts_of,
    rules_of,
    together,
)
from foedus.ground.calendar import Date
from foedus.ground.errors import QueryError, RecordError
from foedus.ground.terms import THREATS
from foedus.record.law import Amendment, read_rules
from foedus.world import World
from strategies import LATE, circumstance, circumstances, day, matter, matters, small_record

RECORD = small_record()
STRENGTH = {False: 0, None: 1, True: 2}


def ruled(about, alliance="CSTO", known=None, amend=()):
    world = World.at(about.on, day(known) if known else LATE, RECORD)
    return rule(world, RECORD.alliances[alliance], about, tuple(amend))


def unrest(on, *extra, **fields):
    """A Kazakhstan-like matter: armed attack at home by nobody's state, formally asked."""
    told = (
        circumstance("armed-attack", True, "1992", "party"),
        circumstance("threatens-state", True, "1992", "party"),
        circumstance("attack-by-state", False, "1992"),
    )
    return matter("KAZ", on, circumstances=(*told, *extra), **fields)


def reading_of(ruling, article):
    return next(h.reading for h in ruling.holdings if h.article == article)


# --- readings by date -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "reading", "owed"),
    [
        ("1994-04-20", "4@1992", False),
        ("2010-12-10", "4@1992", False),
        ("2012-12-18", "4@1992", False),
        ("2012-12-19", "4@2010", True),
        ("2022-01-05", "4@2010", True),
    ],
)
def test_the_reading_of_the_day_decides(on, reading, owed):
    found = ruled(unrest(on))
    assert reading_of(found, "4") == reading
    assert found.owed is owed
    assert found.consultation is True


def test_signed_but_not_in_force_owes_nothing_and_says_so():
    found = ruled(unrest("1993-06-01"))
    assert (found.owed, found.consultation, found.articles) == (False, False, ())
    steps = [s for s in found.trace if s.test == "reading"]
    assert [s.value for s in steps] == [False, False, False]
    assert "does not enter into force before 20 April 1994" in found.reason.en
    assert "20. April 1994" in found.reason.de


@pytest.mark.parametrize(
    ("on", "told"), [("2010-12-09", False), ("2010-12-10", True), ("2012-12-18", True), ("2012-12-19", False)]
)
def test_a_wider_reading_that_is_signed_but_not_in_force_is_mentioned(on, told):
    found = ruled(unrest(on))
    pending = [s for s in found.trace if s.test == "reading" and s.value is None and ":" not in s.article]
    assert [s.reading for s in pending] == (["2@2010", "4@2010", "6@2010"] if told else [])
    assert all("19 December 2012" in s.text.en for s in pending)


def test_a_pending_reading_is_not_the_step_the_ruling_turns_on():
    found = ruled(matter("KAZ", "2011-06-01"))
    assert found.owed is None
    assert "signed" not in found.reason.en
    assert "Whether a state has attacked" in found.reason.en


def test_a_protocol_that_was_not_known_is_not_mentioned():
    assert not [s for s in ruled(unrest("2011-01-01"), known="2010-12-09").trace if "2010" in s.reading]


def test_after_its_end_the_pact_owes_nothing():
    found = ruled(matter("POL", "1992-01-01"), "WARSAW-PACT")
    assert (found.owed, found.consultation, found.holdings, found.procedure) == (False, False, (), None)
    assert found.reason.en == "No article on assistance was in force on that day."


def test_the_algerian_departments_left_the_treaty_area_in_1962():
    def attack(on):
        told = tuple(circumstance(p, True, "1949") for p in ("armed-attack", "external-origin"))
        return matter("FRA", on, places=("french-algeria",), circumstances=told)

    assert ruled(attack("1962-07-02"), "NATO").owed is True
    assert ruled(attack("1962-07-03"), "NATO").owed is False


# --- what the articles say ------------------------------------------------------------------------


def test_a_duty_that_has_arisen_names_its_articles_organ_and_procedure():
    found = ruled(unrest("2022-01-05"))
    treaty = tuple(a for a in found.articles if ":" not in a)
    assert (treaty, found.allowed) == (("2", "4", "6"), True)
    assert "csto-peacekeeping:3" in found.articles
    assert found.procedure == "consensus"
    assert "Collective Security Council" in found.organ.en
    assert "Article 4 applies" in found.reason.en
    assert {h.kind for h in found.holdings} == {"consultation", "defence", "forces", "materiel"}
    assert all(h.duty.en and h.title.de for h in found.holdings)


@pytest.mark.parametrize(
    ("change", "turns_on"),
    [
        ({"request": "none"}, "has not asked"),
        ({"request": "informal"}, "not formally"),
        ({"places": ("nagorno-karabakh",)}, "recognised as territory of"),
        ({"by": "FRA", "places": ("FRA",)}, "is not a party"),
    ],
)
def test_the_reason_is_the_first_condition_that_fails(change, turns_on):
    found = ruled(changed(unrest("2022-01-05"), **change))
    assert found.owed is False
    assert turns_on in found.reason.en


def test_without_any_finding_the_answer_is_open_and_not_no():
    found = ruled(matter("KAZ", "2022-01-05"))
    assert found.owed is None
    assert "contested or not known" in found.reason.en


def test_contested_facts_leave_it_open_until_an_organ_finds():
    denied = circumstance("armed-attack", False, "2022-01-06")
    assert ruled(unrest("2022-01-05", denied)).owed is None
    organ = circumstance("armed-attack", True, "2022-01-07", "organ")
    assert ruled(unrest("2022-01-05", denied, organ)).owed is True
    assert ruled(unrest("2022-01-05", denied, organ), known="2022-01-06").owed is None


def test_a_fight_between_parties_is_open():
    assert ruled(unrest("2022-01-05", adversaries=("KGZ",))).owed is None
    assert ruled(unrest("2022-01-05", adversaries=("KGZ",), request="none")).owed is False


def test_the_council_of_september_2001_found_the_origin_only_in_october():
    about = recorded(RECORD.invocations["USA-2001"])
    assert ruled(about, "NATO", known="2001-09-12").owed is None
    assert ruled(about, "NATO", known="2001-10-02").owed is True


def test_the_questions_of_a_reader():
    attack = hypothetical("KAZ", day("2022-01-05"), "external-attack", "CHN")
    assert ruled(attack).owed is True
    assert ruled(hypothetical("KAZ", day("2022-01-05"), "internal-unrest")).owed is None
    assert ruled(hypothetical("KAZ", day("2005-01-05"), "internal-unrest")).owed is False
    assert ruled(hypothetical("KAZ", day("2005-01-05"), "external-attack", "CHN")).owed is True
    assert ruled(hypothetical("ARM", day("2020-09-27"), "external-attack", "AZE", "nagorno-karabakh")).owed is False


def test_a_treaty_without_rules_is_unknown_throughout(monkeypatch):
    monkeypatch.setattr(engine, "rules_of", lambda _: None)
    found = ruled(unrest("2022-01-05"))
    assert (found.owed, found.consultation, found.trace, found.organ, found.procedure) == (None, None, (), None, None)
    assert "not been written down" in found.reason.en


def test_rules_without_an_article_on_assistance_owe_nothing(monkeypatch):
    rules = rules_of("CSTO")
    only = replace(rules, articles=tuple(a for a in rules.articles if a.kind == "consultation"), decisions=())
    monkeypatch.setattr(engine, "rules_of", lambda _: only)
    found = ruled(unrest("2022-01-05"))
    assert (found.owed, found.consultation, found.organ) == (False, True, None)
    assert found.trace[-1].test == "holding"


# --- named amendments -----------------------------------------------------------------------------


def test_without_the_protocols_of_2010_kazakhstan_would_be_another_kyrgyzstan():
    found = ruled(unrest("2022-01-05"), amend=["pre-2010"])
    assert found.owed is False
    assert reading_of(found, "4") == "4@1992"
    assert found.amendments == ("pre-2010",)
    assert "No state has attacked" in found.reason.en


def test_bound_from_signature_the_protocols_reach_2011():
    assert ruled(unrest("2011-06-01")).owed is False
    found = ruled(unrest("2011-06-01"), amend=["2010-from-signature"])
    assert (found.owed, reading_of(found, "4")) == (True, "4@2010")
    assert not [s for s in found.trace if s.value is None and ":" not in s.article]
    assert ruled(unrest("2010-12-09"), amend=["2010-from-signature"]).owed is False


@pytest.mark.parametrize("name", ["unanimity-minus-one", "two-thirds", "simple-majority", "each-for-itself"])
def test_an_amendment_of_the_procedure_changes_only_the_procedure(name):
    for about in (unrest("2022-01-05"), unrest("2011-06-01"), matter("KAZ", "1993-06-01")):
        before, after = ruled(about), ruled(about, amend=[name])
        assert after.procedure == name
        assert replace(after, procedure=before.procedure, amendments=()) == before


def test_amendments_that_drop_a_condition():
    assert ruled(unrest("2022-01-05", request="none"), amend=["no-request"]).owed is True
    assert ruled(unrest("2022-01-05", places=("AZE",)), amend=["no-territory"]).owed is True
    both = ruled(unrest("2022-01-05", places=("AZE",), request="none"), amend=["no-territory", "no-request"])
    assert both.owed is True
    assert both.amendments == ("no-territory", "no-request")


def test_an_unknown_amendment_names_the_nearest_and_all():
    with pytest.raises(QueryError, match="no amendment 'pre2010' for CSTO") as error:
        ruled(unrest("2022-01-05"), amend=["pre2010"])
    assert "pre-2010" in error.value.hint
    assert "unanimity-minus-one" in error.value.why
    with pytest.raises(QueryError):
        ruled(unrest("2022-01-05"), amend=["no-area"])


def test_an_unknown_amendment_of_a_treaty_without_rules_is_refused(monkeypatch):
    monkeypatch.setattr(engine, "rules_of", lambda _: None)
    with pytest.raises(QueryError):
        ruled(unrest("2022-01-05"), amend=["nonsense"])


def test_each_treaty_has_its_own_amendments_and_the_common_ones():
    assert "pre-2010" in amendments_of("CSTO")
    assert "pre-2010" not in amendments_of("NATO")
    assert "no-area" in amendments_of("NATO")
    assert "two-thirds" in amendments_of("NOBODY")
    assert rules_of("NOBODY") is None


def test_an_amendment_leaves_the_rules_themselves_alone():
    rules = rules_of("CSTO")
    amended(rules, "pre-2010")
    assert rules is rules_of("CSTO")
    first, *others = parts_of("CSTO")
    assert first == read_rules(RULES / "cst.toml")
    assert rules == together((first, *others))


def test_a_damaged_rules_file_is_told_with_its_line(tmp_path):
    path = tmp_path / "x.toml"
    text = (RULES / "warsaw.toml").read_text("utf-8").replace('test = "attacker-outside"', 'test = "attacker-inside"')
    path.write_text(text, "utf-8")
    with pytest.raises(RecordError, match="attacker-inside") as error:
        read_rules(path)
    assert error.value.where.startswith(f"{path}:")


# --- the trace ------------------------------------------------------------------------------------


@given(matters(), st.sampled_from(["CSTO", "NATO"]), st.sets(st.sampled_from(sorted(amendments_of("NOBODY")))))
def test_the_trace_is_numbered_and_told_in_both_languages(about, alliance, amend):
    found = ruled(about, alliance, amend=sorted(amend))
    assert [s.n for s in found.trace] == list(range(1, len(found.trace) + 1))
    for step in found.trace:
        assert step.text.en and step.text.de
        assert step.text.en != step.text.de
        assert "$" not in step.text.en + step.text.de
    assert "$" not in found.reason.en + found.reason.de
    assert found.trace[-1].test == "procedure"


@given(matters())
def test_the_ruling_is_what_its_steps_say(about):
    found = ruled(about)
    for holding in found.holdings:
        steps = [s for s in found.trace if s.article == holding.article]
        tests = [s.value for s in steps if s.test not in ("holding", "reading")]
        if not any(s.test == "holding" for s in steps):  # not in force on the day, or nobody can tell
            assert [s.value for s in steps] == [holding.value] and holding.value is not True
            continue
        assert (False in tests) == (holding.value is False)
        assert (None in tests and False not in tests) == (holding.value is None)
        assert next(s for s in steps if s.test == "holding").value is holding.value
    defence = [h.value for h in found.holdings if h.kind == "defence"]
    assert found.owed is (max(defence, key=STRENGTH.get) if defence else False)
    assert found.reason in [s.text for s in found.trace]


def test_a_step_rests_on_grounds_that_can_be_opened():
    found = ruled(unrest("2022-01-05"))
    grounds = [g for s in found.trace if ":" not in s.article for g in s.grounds]
    assert {g.authority for g in grounds} == {"party"}
    assert all(g.sources and g.according_to.de and g.known == "1992" for g in grounds)


# --- laws -----------------------------------------------------------------------------------------


@given(matters(), circumstances(), st.sampled_from(["CSTO", "NATO"]))
def test_what_becomes_known_later_never_changes_a_ruling(about, later, alliance):
    known = day("2022-12-31")
    hidden = replace(later, known=circumstance("armed-attack", True, "2023-01-01").known)
    world = World.at(about.on, known, RECORD)
    before = rule(world, RECORD.alliances[alliance], about)
    more = changed(about, circumstances=(*about.circumstances, hidden))
    assert rule(world, RECORD.alliances[alliance], more) == before


@given(matters(), st.sampled_from([["no-request"], ["no-territory"], ["no-request", "no-territory"]]))
def test_dropping_a_condition_never_weakens_a_duty(about, amend):
    before, after = ruled(about), ruled(about, amend=amend)
    assert STRENGTH[after.owed] >= STRENGTH[before.owed]
    assert STRENGTH[after.consultation] >= STRENGTH[before.consultation]


@given(matters())
def test_a_finding_of_an_organ_settles_a_fact_and_never_unsettles_a_settled_one(about):
    for predicate in ("armed-attack", "threatens-state"):
        more = (*about.circumstances, circumstance(predicate, True, "2005-01-01", "organ"))
        opposed = [
            c for c in about.circumstances if c.predicate == predicate and c.authority == "organ" and not c.value
        ]
        if not opposed:
            found = ruled(changed(about, circumstances=more))
            steps = [s for s in found.trace if any(g.text.en.startswith(predicate) for g in s.grounds)]
            assert all(s.value is True for s in steps)


@given(matters())
def test_the_order_of_the_findings_does_not_matter(about):
    turned = changed(about, circumstances=about.circumstances[::-1])
    one, other = ruled(about), ruled(turned)
    assert (one.owed, one.consultation, one.reason) == (other.owed, other.consultation, other.reason)


# --- dates and readings ---------------------------------------------------------------------------


def dated(monkeypatch, *readings):
    """The rules of the CSTO with Article 4 alone, in readings of the given dates."""
    rules = rules_of("CSTO")
    article = next(a for a in rules.articles if a.id == "4")
    made = tuple(
        replace(article.readings[0], id=name, signed=Date("1992"), in_force=Date(since), until=Date(until))
        for name, since, until in readings
    )
    only = replace(rules, articles=(replace(article, readings=made),))
    monkeypatch.setattr(engine, "rules_of", lambda _: only)
    return only


@pytest.mark.parametrize(
    ("on", "owed", "test"),
    [
        ("2012-11-30", False, "fact"),
        ("2012-12-01", None, "reading"),
        ("2012-12-30", None, "reading"),
        ("2012-12-31", False, "fact"),
    ],
)
def test_inside_the_month_in_which_a_reading_entered_into_force_the_article_is_unknown(monkeypatch, on, owed, test):
    dated(monkeypatch, ("old", "1994-04-20", "2012-12"), ("new", "2012-12", "2030"))
    found = ruled(unrest(on))
    assert found.owed is owed
    assert next(s.test for s in found.trace if s.value is owed) == test
    assert found.reason.en and found.reason.de


def test_striking_a_middle_reading_leaves_no_hole_in_time(monkeypatch):
    rules = dated(
        monkeypatch, ("a", "1994-04-20", "2000-01-01"), ("b", "2000-01-01", "2010-01-01"), ("c", "2010", "2030")
    )
    change = Amendment(id="x", title=rules.title, without_readings=("b",))
    kept = _amend_article(rules.articles[0], change).readings
    assert [(r.id, str(r.until)) for r in kept] == [("a", "2010-01-01"), ("c", "2030")]
    last = _amend_article(rules.articles[0], replace(change, without_readings=("b", "c"))).readings
    assert [(r.id, str(r.until)) for r in last] == [("a", "2030")]


# --- who attacks ----------------------------------------------------------------------------------


@pytest.mark.parametrize("threat", [t for t in THREATS if t not in ("external-attack", "other")])
def test_what_a_named_state_is_behind_is_not_called_no_attack_by_a_state(threat):
    named = hypothetical("KAZ", day("2005-01-05"), threat, "CHN")
    assert ruled(named).owed is None
    assert ruled(hypothetical("KAZ", day("2005-01-05"), threat)).owed is False


def test_an_ally_that_attacked_first_leaves_it_open_whether_help_is_owed():
    first = circumstance("ally-attacked-first", True, "2020-01-01")
    found = ruled(unrest("2022-01-05", first))
    assert found.owed is None
    assert "Article 51" in found.reason.en and "Artikel 51" in found.reason.de
    assert ruled(unrest("2022-01-05", replace(first, value=False))).owed is True


@pytest.mark.parametrize(
    ("alliance", "by", "owed"), [("AUKUS", "AUS", False), ("QUAD", "IND", False), ("IGAD", "KEN", None)]
)
def test_a_partnership_owes_nothing_and_a_treaty_nobody_has_read_is_unknown(alliance, by, owed):
    world = World.at(day("2025-01-01"))
    about = hypothetical(by, day("2025-01-01"), "external-attack")
    found = rule(world, world.record.alliances[alliance], about)
    assert found.owed is owed
    assert ("partnership" in found.reason.en) == (owed is False)
