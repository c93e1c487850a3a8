"""Golden cases: what the charter says about recorded cases, as a jurist would write it down. One file a case."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
import yaml

from foedus.charter import recorded, rule
from foedus.charter.rules import rules_of
from foedus.record.load import load
from foedus.record.tables import states
from foedus.response.question import matter_of, resolve
from foedus.world import World
from foedus.world.in_sentences import articles, owned_by

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
TODAY = dt.date(2026, 11, 23)
#: Names that take an article in English, as far as nothing else is called so.
NAMES = {span.name_en for spans in states().values() for span in spans}
WITH_ARTICLE = tuple(
    span.name_en
    for id in sorted(articles().en & states().keys())
    for span in states()[id]
    if len(span.name_en.split()) > 1 and not any(span.name_en in name for name in NAMES - {span.name_en})
)


def turning_step(ruling, owed):
    """The step of the defence article on which the ruling turns: the first of the truth it ended in."""
    defence = {h.article for h in ruling.holdings if h.kind == "defence"}
    if owed is True:
        defence = {h.article for h in ruling.holdings if h.kind == "defence" and h.value is True}
    others = {s.article for s in ruling.trace if s.test == "ally" and s.value is False}
    defence = defence - others or defence
    steps = [s for s in ruling.trace if s.article in defence and s.test != "holding"]
    if owed is True:
        return next(s for s in steps if s.test == "reading" and s.value is True)
    tests = [s for s in steps if s.test != "reading"] or steps
    return next(s for s in tests if s.value is owed)


def judge(case):
    """The ruling on a recorded invocation, or on a question that a reader could ask."""
    record = load()
    known = dt.date.fromisoformat(case["known"]) if "known" in case else TODAY
    if "question" in case:
        asked = dict(case["question"])
        question = resolve(on=dt.date.fromisoformat(asked.pop("date")), known=known, **asked)
        alliance, matter = record.alliances[question.alliance], matter_of(question, record)
    else:
        invocation = record.invocations[case["invocation"]]
        alliance, matter = record.alliances[invocation.alliance], recorded(invocation)
    return rule(World.at(matter.on, known, record), alliance, matter, tuple(case.get("amend", ())))


@pytest.mark.parametrize("path", CASES, ids=[p.stem for p in CASES])
def test_case(path):
    case = yaml.safe_load(path.read_text("utf-8"))
    ruling = judge(case)
    assert ruling.owed is case["owed"], ruling.reason.en
    if "consultation" in case:
        assert ruling.consultation is case["consultation"]
    if "allowed" in case:
        assert ruling.allowed is case["allowed"]
    if "procedure" in case:
        assert ruling.procedure == case["procedure"]
        assert ruling.procedure_text is not None  # where no rule is named, that is said
    if "organs" in case:
        told = [s.text.en for s in ruling.trace if s.test == "procedure"]
        assert [any(name in text for text in told) for name in case["organs"]] == [True] * len(told)
    if "rests_on" in case:
        assert list(ruling.rests_on) == case["rests_on"]
    if "reading" not in case:  # a treaty that promises talks only
        assert [h for h in ruling.holdings if h.kind == "defence"] == []
        return
    step = turning_step(ruling, case["owed"])
    assert step.reading == case["reading"]
    assert step.test == case["turns_on"], step.text.en
    if "predicate" in case:
        from foedus.charter.rules import RULES
        from foedus.record.law import read_rules

        articles = [a for p in RULES.glob("*.toml") if p.name != "common.toml" for a in read_rules(p).articles]
        reading = next(r for a in articles for r in a.readings if r.id == step.reading and a.id == step.article)
        asked = [p for c in reading.conditions if c.test == "fact" for p in c.any_of]
        assert case["predicate"] in asked
    assert step.text.en in ruling.reason.en or ruling.reason == step.text


def test_the_trace_of_kyrgyzstan_and_kazakhstan_says_why_they_differ():
    record = load()
    found = {}
    for case in ("CSTO-2010-KGZ", "CSTO-2022-KAZ"):
        invocation = record.invocations[case]
        world = World.at(invocation.date.first, TODAY, record)
        found[case] = rule(world, record.alliances["CSTO"], recorded(invocation))
    then, now = found["CSTO-2010-KGZ"], found["CSTO-2022-KAZ"]
    assert "since 20 April 1994" in next(s for s in then.trace if s.reading == "4@1992").text.en
    assert "seit dem 19. Dezember 2012" in next(s for s in now.trace if s.reading == "4@2010").text.de
    assert "No state has attacked" in then.reason.en


def articles_missing(text, names):
    """The names in an English sentence that want an article and have none."""
    return [n for n in names if re.search(rf"(?<![Tt]he )\b{re.escape(n)}\b", text)]


def test_states_have_their_article_in_sentences():
    record = load()
    invocation = record.invocations["ANZUS-2001-USA"]
    world = World.at(invocation.date.first, TODAY, record)
    ruling = rule(world, record.alliances["ANZUS"], recorded(invocation))
    assert "The United States is a party whom the treaty binds." in {s.text.en for s in ruling.trace}
    assert articles_missing("The United States and Philippines", ["United States", "Philippines"]) == ["Philippines"]
    there = World.at(dt.date(2020, 1, 1), TODAY, record)
    assert owned_by(there, "NLD").de == "von den Niederlanden" and owned_by(there, "NLD").en == "the Netherlands"


@pytest.mark.parametrize("case", sorted(load().invocations))
def test_every_recorded_case_gets_a_readable_trace(case):
    record = load()
    invocation = record.invocations[case]
    world = World.at(invocation.date.first, TODAY, record)
    ruling = rule(world, record.alliances[invocation.alliance], recorded(invocation))
    assert [s.n for s in ruling.trace] == list(range(1, len(ruling.trace) + 1))
    if rules_of(invocation.alliance) is None:
        partners = record.alliances[invocation.alliance].kind == "partnership"
        assert (ruling.owed, ruling.trace) == (False if partners else None, ())
        return
    assert ruling.trace[-1].test == "procedure"
    for step in ruling.trace:
        for text in (step.text.en, step.text.de):
            assert text
            assert "$" not in text
        assert articles_missing(step.text.en, WITH_ARTICLE) == []
        for ground in step.grounds:
            assert ground.sources


def test_whether_help_is_owed_is_judged_alike_with_and_without_the_sentences():
    from foedus.charter import owed, recorded, rule
    from foedus.record.load import load
    from foedus.world import World

    record = load()
    for case in record.invocations.values():
        world, alliance = World.at(case.date.first, None, record), record.alliances[case.alliance]
        assert owed(world, alliance, recorded(case)) is rule(world, alliance, recorded(case)).owed, case.id


def test_kazakhstan_is_applied_by_the_council_and_disputed():
    found = judge({"invocation": "CSTO-2022-KAZ"})
    assert "finding of the competent organ and the word of a party" in found.basis.en
    assert "whether its condition was met is disputed" in found.basis.en
    assert "ob dessen Voraussetzung erfüllt war, ist umstritten" in found.basis.de
    on_the_day = judge({"invocation": "CSTO-2022-KAZ", "known": "2022-01-05"})
    assert on_the_day.rests_on == ("party",)
    assert "applied" not in on_the_day.basis.en
    attack = next(s for s in found.trace if s.article == "4" and s.test == "fact")
    assert attack.rests_on == "party"


def test_the_ruling_that_is_refused_rests_on_the_step_it_turns_on():
    found = judge({"invocation": "CSTO-2010-KGZ"})
    assert found.owed is False
    assert found.rests_on == (next(s for s in found.trace if s.text == found.reason).rests_on,)
