"""The vocabulary of the rules, one word at a time, three-valued."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from foedus.charter.conditions import CHECKS, Bench
from foedus.charter.matter import ASSUMED, find, hypothetical, recorded
from foedus.charter.rules import rules_of
from foedus.charter.wording import sentence, sentences
from foedus.ground.calendar import Date
from foedus.ground.days import day as in_words
from foedus.ground.terms import THREATS
from foedus.record.law import Condition
from foedus.world import World
from strategies import LATE, circumstance, clocks, day, matter, matters, member, small_record, truths

RECORD = small_record()
ON = "2022-01-07"
AREA = {"zones": ("europe", "north-atlantic"), "places": ("french-algeria",)}


def check(test, about, alliance="CSTO", on=ON, known=None, **terms):
    world = World.at(day(on), day(known) if known else LATE, RECORD)
    bench = Bench(world, RECORD.alliances[alliance], rules_of(alliance), about)
    return CHECKS[test](bench, Condition(test=test, **terms))


def at_issue(predicate, *values, authority="report"):
    return tuple(circumstance(predicate, v, "2022-01-01", authority) for v in values)


# --- party ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ally", "on", "value", "key"),
    [
        ("KAZ", "2022-01-07", True, "party-member"),
        ("KAZ", "1994-04-20", True, "party-member"),
        ("KAZ", "1994-04-19", False, "party-signatory"),
        ("AZE", "1999-04-20", True, "party-member"),
        ("AZE", "1999-04-21", False, "party-none"),
        ("SRB", "2022-01-07", False, "party-none"),
        ("FRA", "2022-01-07", False, "party-none"),
    ],
)
def test_party(ally, on, value, key):
    found = check("party", matter(ally, on), on=on)
    assert (found.value, found.key) == (value, key)
    assert found.sources == (() if key == "party-none" else ("a-source",))


def test_whether_an_imprecise_date_binds_is_unknown():
    csto = replace(RECORD.alliances["CSTO"], members=(member("KAZ", "2022", known="2021"),))
    world = World.at(day(ON), LATE, RECORD)
    found = CHECKS["party"](Bench(world, csto, rules_of("CSTO"), matter("KAZ", ON)), Condition(test="party"))
    assert (found.value, found.key) == (None, "party-member")
    signed = replace(csto, members=(member("KAZ", "2022", status="signatory", known="2021"),))
    found = CHECKS["party"](Bench(world, signed, rules_of("CSTO"), matter("KAZ", ON)), Condition(test="party"))
    assert (found.value, found.key) == (False, "party-signatory")


# --- fact -----------------------------------------------------------------------------------------


@given(st.lists(truths, min_size=1, max_size=2))
def test_one_predicate_of_several_is_enough(values):
    predicates = ("attack-by-state", "external-origin")[: len(values)]
    told = tuple(
        c for p, v in zip(predicates, values, strict=True) for c in at_issue(p, *([v] if v is not None else []))
    )
    found = check("fact", matter("KAZ", ON, circumstances=told), any_of=predicates)
    assert found.value is (True if True in values else None if None in values else False)


def test_contradicting_reports_leave_a_fact_unknown_and_are_called_contested():
    found = check(
        "fact", matter("KAZ", ON, circumstances=at_issue("armed-attack", True, False)), any_of=("armed-attack",)
    )
    assert found.value is None
    assert found.findings[0].contested
    assert found.sources == ("a-source", "a-source")
    assert dict(found.words)["tag"].en == "contested"


def test_nothing_recorded_is_unknown_and_not_contested():
    found = check("fact", matter("KAZ", ON), any_of=("armed-attack",))
    assert found.value is None
    assert dict(found.words)["tag"].en == ""


@pytest.mark.parametrize("others", [(True,), (False,), (True, False)])
@pytest.mark.parametrize("value", [True, False])
def test_an_organ_outweighs_parties_and_reports(value, others):
    told = (*at_issue("armed-attack", *others), *at_issue("armed-attack", value, authority="organ"))
    found = find(matter("KAZ", ON, circumstances=told), "armed-attack", clocks(ON))
    assert found.value is value
    assert found.grounds == told
    assert found.contested is (len({value, *others}) > 1)


def test_organs_that_contradict_each_other_leave_it_unknown():
    told = at_issue("armed-attack", True, False, authority="organ")
    assert find(matter("KAZ", ON, circumstances=told), "armed-attack", clocks(ON)).value is None


def test_a_party_weighs_no_more_than_a_report():
    told = (*at_issue("armed-attack", True, authority="party"), *at_issue("armed-attack", False))
    assert find(matter("KAZ", ON, circumstances=told), "armed-attack", clocks(ON)).value is None


def test_a_finding_not_yet_known_is_not_looked_at():
    told = (
        circumstance("external-origin", True, "2022-01-06", "organ"),
        circumstance("external-origin", False, "2022-01-12"),
    )
    values = {
        known: find(matter("KAZ", ON, circumstances=told), "external-origin", clocks(ON, known))
        for known in ("2022-01-05", "2022-01-06", "2022-01-12")
    }
    assert [f.value for f in values.values()] == [None, True, True]
    assert [f.contested for f in values.values()] == [False, False, True]


@given(matters(), st.dates(min_value=day("2005-01-01"), max_value=day("2022-12-31")))
def test_a_known_finding_of_one_mind_is_believed(about, known):
    for predicate in ("armed-attack", "threatens-state"):
        seen = [c for c in about.circumstances if c.predicate == predicate and c.known.last <= known]
        values = {c.value for c in seen}
        if len(values) == 1:
            assert find(about, predicate, clocks(ON, known.isoformat())).value is values.pop()


@pytest.mark.parametrize("threat", THREATS)
def test_what_a_question_means_by_its_threat(threat):
    about = hypothetical("KAZ", day(ON), threat)
    for predicate, value in ASSUMED[threat].items():
        assert find(about, predicate, clocks(ON)).value is value
    assert find(about, "threatens-state", clocks(ON)).value is (None if threat == "other" else True)
    assert find(about, "consultation-asked", clocks(ON)).value is True
    assert find(about, "on-member-territory", clocks(ON)).value is None
    assert find(about, "armed-attack", clocks(ON)).grounds == ()


def test_a_question_without_a_request_asks_for_no_consultation():
    about = hypothetical("KAZ", day(ON), "coup", request="none")
    assert find(about, "consultation-asked", clocks(ON)).value is False


def test_what_is_assumed_gives_way_to_what_is_found():
    about = matter("KAZ", ON, assumed=True, threat="external-attack", circumstances=at_issue("attack-by-state", False))
    assert find(about, "attack-by-state", clocks(ON)).value is False
    recorded_case = matter("KAZ", ON, threat="external-attack")
    assert find(recorded_case, "attack-by-state", clocks(ON)).value is None


# --- territory ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("places", "value", "key"),
    [
        (("ARM",), True, "territory"),
        (("ARM", "nagorno-karabakh"), True, "territory"),
        (("AZE",), False, "territory"),
        (("nagorno-karabakh",), False, "territory-place"),
        (("azores", "nagorno-karabakh"), False, "territory-place"),
        ((), None, "territory"),
    ],
)
def test_territory_is_what_is_recognised(places, value, key):
    found = check("territory", matter("ARM", ON, places=places))
    assert (found.value, found.key) == (value, key)


def test_the_owner_of_a_place_is_named_with_the_source():
    found = check("territory", matter("ARM", ON, places=("nagorno-karabakh",)))
    assert dict(found.words)["owner"].de == "von Aserbaidschan"
    assert dict(found.words)["place"].en == "Nagorno-Karabakh"
    assert found.sources == ("place-source",)


@pytest.mark.parametrize(("values", "value"), [((True,), True), ((False,), False), ((True, False), None)])
def test_a_finding_about_the_territory_outweighs_the_map(values, value):
    for places in (("ARM",), ("AZE",), ()):
        about = matter("ARM", ON, places=places, circumstances=at_issue("on-member-territory", *values))
        found = check("territory", about)
        assert found.value is value
        assert found.findings[0].grounds == about.circumstances


# --- area -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("places", "value"),
    [
        (("PRT",), True),  # a member's home
        (("azores",), True),  # a member's, in a zone
        (("goa",), False),  # neither zone nor member
        (("nagorno-karabakh",), False),
        (("french-algeria",), True),  # named
        (("SYR",), False),
        (("SYR", "TUR"), True),
        ((), None),
    ],
)
def test_area(places, value):
    assert check("area", matter("PRT", ON, places=places), "NATO", **AREA).value is value


def test_the_area_follows_the_members_of_the_day():
    about = matter("TUR", "1952-02-17", places=("TUR",))
    assert check("area", about, "NATO", on="1952-02-17", **AREA).value is False
    assert check("area", about, "NATO", on="1952-02-18", **AREA).value is True


def test_a_zone_counts_only_where_the_rule_names_it_and_a_place_only_by_name():
    assert check("area", matter("PRT", ON, places=("azores",)), "NATO", zones=("europe",)).value is False
    assert check("area", matter("FRA", ON, places=("french-algeria",)), "NATO", zones=("europe",)).value is False


@pytest.mark.parametrize(
    ("places", "values", "value"),
    [
        (("TUR",), (True,), True),
        (("TUR",), (False,), False),
        (("TUR",), (True, False), None),
        (("SYR",), (True,), False),
        (("SYR",), (True, False), False),
        ((), (True,), None),
        ((), (False,), False),
    ],
)
def test_both_the_place_and_the_finding_must_lie_inside(places, values, value):
    about = matter("TUR", ON, places=places, circumstances=at_issue("on-member-territory", *values))
    found = check("area", about, "NATO", **AREA)
    assert found.value is value
    assert len(found.findings) == 1


# --- requested, attacker-outside ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("request_", "formal", "value"),
    [
        ("formal", True, True),
        ("formal", False, True),
        ("informal", True, False),
        ("informal", False, True),
        ("none", True, False),
        ("none", False, False),
        ("disputed", True, None),
        ("disputed", False, None),
    ],
)
def test_requested(request_, formal, value):
    found = check("requested", matter("KAZ", ON, request=request_), formal=formal)
    assert (found.value, found.key) == (value, f"requested-{request_}")
    assert sentence(found.key, found.value, dict(found.words)).en


@pytest.mark.parametrize(
    ("adversaries", "value"), [((), True), (("AZE",), True), (("KGZ",), None), (("AZE", "TJK"), None)]
)
def test_a_fight_between_parties_is_left_open(adversaries, value):
    assert check("attacker-outside", matter("KAZ", ON, adversaries=adversaries)).value is value


def test_a_former_party_is_outside():
    assert check("attacker-outside", matter("ARM", "1998-01-01", adversaries=("AZE",)), on="1998-01-01").value is None
    assert check("attacker-outside", matter("ARM", ON, adversaries=("AZE",))).value is True


def test_parties_among_the_attackers_are_listed():
    found = check("attacker-outside", matter("KAZ", ON, adversaries=("KGZ", "TJK", "RUS")))
    assert dict(found.words)["states"].en == "Kyrgyzstan, Tajikistan and Russia"
    assert " und " in dict(found.words)["states"].de


# --- the words ------------------------------------------------------------------------------------


@given(matters(), st.sampled_from(sorted(CHECKS)), st.booleans())
def test_every_outcome_has_a_sentence_in_both_languages(about, test, formal):
    facts = [("armed-attack",), ("attack-by-state", "external-origin"), ("threatens-state",)]
    for any_of in facts if test == "fact" else [()]:
        found = check(test, about, on=about.on.isoformat(), any_of=any_of, formal=formal)
        told = sentence(found.key, found.value, dict(found.words))
        assert told.en and told.de
        assert "$" not in told.en + told.de


def test_a_sentence_that_lacks_a_word_is_refused():
    with pytest.raises(KeyError):
        sentence("requested-formal", True, {})
    assert "requested-formal" in sentences()


@pytest.mark.parametrize(
    ("text", "en", "de"),
    [
        ("2022-01-07", "7 January 2022", "7. Januar 2022"),
        ("2010-12", "December 2010", "Dezember 2010"),
        ("1992", "1992", "1992"),
        ("2022-03-31", "31 March 2022", "31. März 2022"),
    ],
)
def test_dates_in_words(text, en, de):
    assert (in_words(Date(text), "en"), in_words(Date(text), "de")) == (en, de)


def test_the_matter_of_a_case_is_that_of_its_victim():
    case = RECORD.invocations["KAZ-2022"]
    assert recorded(case).by == "KAZ"
    assert recorded(case).on == day("2022-01-05")
    assert recorded(replace(case, victim="KGZ"), day("2022-01-10")).by == "KGZ"
    assert not recorded(case).assumed


# --- ally, adversary, unprovoked ------------------------------------------------------------------


@pytest.mark.parametrize(("states", "value"), [(("KAZ",), True), (("RUS", "KAZ"), True), (("RUS",), False)])
def test_a_part_of_an_article_that_promises_help_to_some(states, value):
    assert check("ally", matter("KAZ", ON), states=states).value is value


@pytest.mark.parametrize(
    ("attackers", "states", "least", "value", "key"),
    [
        (("CHN",), ("CHN",), 1, True, "adversary"),
        (("CHN", "AFG"), ("CHN",), 1, True, "adversary"),
        (("AFG",), ("CHN",), 1, False, "adversary"),
        ((), ("CHN",), 1, None, "adversary"),
        (("CHN", "AFG"), (), 2, True, "adversary-several"),
        (("CHN",), (), 2, False, "adversary-several"),
        (("CHN", "AFG"), ("CHN", "IRN"), 2, False, "adversary-several"),
        ((), (), 2, None, "adversary-several"),
    ],
)
def test_an_article_may_speak_of_certain_attackers_or_of_several(attackers, states, least, value, key):
    found = check("adversary", matter("KAZ", ON, adversaries=attackers), states=states, least=least)
    assert (found.value, found.key) == (value, key)
    assert sentence(found.key, found.value, dict(found.words))


@pytest.mark.parametrize(("told", "value"), [((), True), ((False,), True), ((True,), False), ((True, False), None)])
def test_an_ally_whose_own_attack_nobody_disputes_is_owed_no_help_against_provocation(told, value):
    found = check("unprovoked", matter("KAZ", ON, circumstances=at_issue("ally-attacked-first", *told)))
    assert found.value is value
    assert sentence(found.key, found.value, dict(found.words))


# --- who attacked first, in which war --------------------------------------------------------------


@pytest.mark.parametrize(
    ("alliance", "by", "adversary", "on", "value"),
    [
        ("SAU-PAK", "PAK", "IND", "2026-05-01", True),  # 1965 and 1971 were other wars
        ("CSTO", "RUS", "UKR", "2024-08-07", None),  # the war of 2022 goes on
        ("CSTO", "RUS", "UKR", "2021-06-01", True),
    ],
)
def test_who_attacked_first_is_asked_of_the_same_war_only(alliance, by, adversary, on, value):
    world = World.at(day(on))
    about = hypothetical(by, day(on), "external-attack", adversary)
    bench = Bench(world, world.record.alliances[alliance], rules_of(alliance), about)
    assert CHECKS["not-aggressor"](bench, Condition(test="not-aggressor")).value is value
