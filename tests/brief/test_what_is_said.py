"""What a page says of itself: hypothetical or changed questions, one count, one scale, no range that says nothing."""

from __future__ import annotations

import datetime as dt
import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import foedus as fd
from foedus.brief import alliance_brief, invocation_brief
from foedus.brief.graphics.chances import dots_filled
from foedus.brief.page.blocks import Grid, Text
from foedus.brief.page.footnotes import runs
from foedus.brief.text.invocation import _when
from foedus.brief.words import names
from foedus.brief.words.lasting import lasting
from foedus.brief.words.messages import CASES, frequency, likelihood, often, soldiers_come
from foedus.brief.words.soldiers import WIDEST, soldiers_told
from foedus.charter.rules import rules_of
from foedus.ground.calendar import FIRST_YEAR
from foedus.ground.likelihood import STEPS, outlook
from foedus.ground.numbers import multiple
from foedus.measures.reliability.recorded import helped
from foedus.record.load import load
from foedus.response.summary import Quantiles

ESTONIA = {"alliance": "NATO", "by": "EST", "on": "2024-06-01", "threat": "external-attack", "runs": 500}


def pages(answer):
    return {lang: invocation_brief(answer, lang) for lang in ("en", "de")}


# --- a question of one's own is told as one --------------------------------------------------


def test_a_hypothetical_says_so_and_names_the_adversary_in_title_lead_and_ruling():
    found = pages(fd.invoke(**ESTONIA, adversary="RUS"))
    en, de = found["en"], found["de"]
    assert en.page.title.startswith("Suppose Estonia asks NATO for help against Russia: ")
    assert de.page.title.startswith("Angenommen, Estland ruft die NATO gegen Russland zu Hilfe: ")
    assert "Nothing of this has happened" in en.page.standfirst.text
    assert "because of an attack from outside by Russia" in en.page.standfirst.text
    assert "Nichts davon ist geschehen" in de.page.standfirst.text
    assert "durch Russland" in de.page.standfirst.text
    assert "Assumed by the question: There is an armed attack." in en.markdown
    assert "Von der Frage angenommen: Ein bewaffneter Angriff liegt vor." in de.markdown
    assert "not a party to the treaty: Russia" in en.markdown
    assert "not an event" in en.page.kicker
    assert "On 1 June 2024 Estonia asks" not in en.markdown


def test_a_recorded_case_is_told_as_an_event():
    en = pages(fd.invoke("kazakhstan-2022", runs=500))["en"]
    assert en.page.title.startswith("Help is owed")
    assert "Assumed" not in en.markdown
    assert "Suppose" not in en.markdown


def test_a_changed_question_says_what_was_changed():
    found = pages(fd.invoke("kazakhstan-2022", without=("RUS",), amend=("two-thirds",), runs=500))
    assert found["en"].page.title.startswith("Without Russia; under another rule (")
    assert found["de"].page.title.startswith("Ohne Russland; nach anderer Regel (")
    assert found["en"].page.standfirst.text.startswith("The question has been changed: without Russia")
    assert "without Russia" in found["en"].page.cite


# --- one scale, one interval, one count ------------------------------------------------------


@given(st.floats(0, 1))
def test_frequency_and_dots_say_the_same(p):
    count = int(re.search(r"\d+", frequency(p, "en"))[0])
    if 1 / CASES <= p <= 1 - 1 / CASES:
        assert count == dots_filled(p)


def test_what_is_as_likely_as_not_is_not_told_as_more_than_thirteen_of_twenty():
    for bound, _ in STEPS[:-1]:
        assert likelihood(bound - 1e-9, "en") != likelihood(bound, "en")
    assert (frequency(0.655, "en"), likelihood(0.655, "en")) == ("about 13 in 20", "about as likely as not")


CHANCES = st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)).map(sorted)


@given(CHANCES)
def test_a_word_stands_only_for_a_range_that_it_covers(ends):
    low, p, high = ends
    found = outlook(p, low, high)
    if found.kind == "word":
        assert high - low <= 0.33 + 1e-9
        assert not (found.least in ("very-unlikely", "unlikely") and found.most in ("likely", "very-likely"))
    if low < 0.33 and high >= 0.66:
        assert found.kind == "open"


@given(CHANCES, st.floats(0, 1))
def test_a_wider_range_never_says_more(ends, more):
    low, p, high = ends
    order = ("word", "between", "open")
    wider = outlook(p, low * more, high + (1 - high) * (1 - more))
    assert order.index(wider.kind) >= order.index(outlook(p, low, high).kind)


@pytest.mark.parametrize(
    ("ends", "kind", "en", "de"),
    [
        ((0.65, 0.76, 0.84), "word", "soldiers are likely to come", "dass Soldaten kommen, ist wahrscheinlich"),
        (
            (0.03, 0.30, 0.60), "between",
            "the chance of soldiers is anything from very unlikely to about as likely as not",
            "die Aussicht auf Soldaten reicht von sehr unwahrscheinlich bis etwa ebenso wahrscheinlich wie nicht",
        ),
        (
            (0.03, 0.48, 0.90), "open", "the record does not tell whether soldiers would come",
            "ob Soldaten kämen, lässt sich der Sammlung nicht entnehmen",
        ),
        (
            (0.28, 0.46, 0.67), "open", "the record does not tell whether soldiers would come",
            "ob Soldaten kämen, lässt sich der Sammlung nicht entnehmen",
        ),
    ],
)  # fmt: skip
def test_a_range_from_unlikely_to_likely_is_never_told_as_likely_as_not(ends, kind, en, de):
    low, p, high = ends
    found = outlook(p, low, high)
    assert found.kind == kind
    assert (soldiers_come(found, "en"), soldiers_come(found, "de")) == (en, de)


@pytest.mark.parametrize(
    ("ends", "en", "de"),
    [
        ((0.02, 0.5, 0.98), "less than 1 to more than 19 in 20", "weniger als 1 bis mehr als 19 von 20"),
        ((0.03, 0.3, 0.6), "less than 1 to 12 in 20", "weniger als 1 bis 12 von 20"),
        ((0.4, 0.5, 0.6), "about 10 in 20", "etwa 10 von 20"),
    ],
)
def test_a_wide_range_is_told_by_its_ends_and_not_by_its_middle(ends, en, de):
    low, p, high = ends
    assert (often(p, low, high, "en"), often(p, low, high, "de")) == (en, de)


@pytest.mark.parametrize("lang", ["en", "de"])
def test_page_and_figures_say_when_the_record_does_not_tell(lang):
    """An early question, before anything was known: a range over the whole scale, in title, lead, text and picture."""
    answer = fd.invoke(alliance="RIO", by="HTI", on="1949-03-01", threat="internal-unrest", runs=500)
    troops = answer.response["troops"]
    assert (troops.low < 0.33 and troops.high > 0.66) and answer.outlook.kind == "open"
    brief = pages(answer)[lang]
    told = soldiers_come(answer.outlook, lang)
    assert told in brief.page.title and told[1:] in brief.markdown
    assert likelihood(troops.p, lang) not in brief.page.title
    assert often(troops.p, troops.low, troops.high, lang) in brief.page.standfirst.text


def test_every_range_of_a_chance_is_the_one_of_ninety_per_cent():
    answer = fd.invoke("kazakhstan-2022", runs=500)
    brief = pages(answer)["en"]
    low, high = answer.response["troops"].low, answer.response["troops"].high
    assert f"90\u00a0% range: {low * 100:.0f}\u00a0% to {high * 100:.0f}\u00a0%" in brief.page.standfirst.text
    assert "half of all runs" in brief.page.figures[3].label
    assert "half of the runs lie between day" in brief.page.figures[3].label


def test_a_what_if_of_the_page_is_the_answer_to_that_question():
    answer = fd.invoke("kazakhstan-2022", runs=700, seed=3)
    told = fd.invoke("kazakhstan-2022", without=("RUS",), runs=700, seed=3).response["troops"]
    row = next(line for line in pages(answer)["en"].markdown.splitlines() if line.startswith("| without Russia"))
    assert f"{told.p * 100:.0f}\u00a0%" in row


@pytest.mark.parametrize(
    ("name", "day"), [("CSTO", "2022-01-07"), ("NATO", "2024-06-01"), ("WARSAW-PACT", "1985-01-01")]
)
def test_calls_are_counted_once_for_all(name, day):
    world = fd.world(day)
    calls = helped(world, world.alliance(name))
    page = alliance_brief(world, name, "en")
    told = (
        f"In {calls.calls} recorded cases an ally asked"
        if calls.calls
        else "No call for soldiers, arms or observers counts"
    )
    assert told in page.page.standfirst.text
    if calls.calls:
        assert f"{len(calls.helped)} of {calls.calls}" in [f.value for f in page.page.figures]
    assert bool(calls.contested) == ("government in office" in page.page.standfirst.text)
    rows = next(b for s in page.page.sections if s.id == "cases" for b in s.blocks if type(b).__name__ == "Grid").rows
    assert len(rows) == calls.calls + len(calls.other_calls) + len(calls.announced) + len(calls.contested)


# --- nothing is printed that says nothing ----------------------------------------------------


@given(st.floats(1, 1e5), st.floats(1, 1e4))
def test_a_range_over_more_than_the_widest_factor_is_not_printed(low, factor):
    q = Quantiles(q05=low, q25=low, q50=low, q75=low, q95=low * factor)
    assert bool(soldiers_told(q, "en")) == (q.q95 <= WIDEST * q.q05)
    assert soldiers_told(None, "de") == ""


def test_full_strength_is_not_told_from_a_handful_of_dates():
    text = pages(fd.invoke("GBR-KWT-1961-KWT", runs=500))["en"].markdown
    assert "When full strength is reached cannot be said" in text
    assert "When full strength" not in pages(fd.invoke("kazakhstan-2022", runs=500))["en"].markdown


def test_a_delay_is_told_by_its_middle_and_a_table_of_days():
    """The middle run and the middle half in words; the range of nine runs in ten in the table, and there only."""
    found = fd.invoke("kazakhstan-2022", runs=2000)
    (grid,) = [b for b in _when(found, "en") if isinstance(b, Grid)]
    assert len(grid.rows) == 3
    assert all(len(row) == len(grid.header) == 6 for row in grid.rows)
    told = next(b.text for b in _when(found, "en") if isinstance(b, Text))
    q = found.deployment.first_arrival_days
    assert lasting(q.q50, "en") in told
    assert f"between {lasting(q.q25, 'en')} and {lasting(q.q75, 'en')}" in told
    assert grid.rows[0][-1] not in told


def test_what_is_only_an_order_of_magnitude_is_called_one():
    told = {case: str(_when(fd.invoke(case, runs=2000), "en")[0]) for case in ("kazakhstan-2022", "SADC-2021-MOZ")}
    assert "order of magnitude" in told["SADC-2021-MOZ"]
    assert "order of magnitude" not in told["kazakhstan-2022"]


@given(st.floats(0, 20000), st.sampled_from(["en", "de"]))
def test_a_span_of_days_is_told_no_finer_than_it_is_known(days, lang):
    assert len(lasting(days, lang).split()) <= 4
    assert "$" not in lasting(days, lang)


# --- words an editor would print --------------------------------------------------------------


def test_a_multiple_is_told_as_one():
    assert multiple(1.99, "en").endswith("% of")
    assert (multiple(2, "en"), multiple(357.2, "de")) == ("2.0 times", "das 357-Fache")


@given(st.sets(st.integers(1, 60)))
def test_runs_of_notes_leave_none_out(numbers):
    pairs = runs(sorted(numbers))
    assert {n for a, b in pairs for n in range(a, b + 1)} == numbers
    assert all(a == b or b - a >= 2 for a, b in pairs)


def test_headlines_name_what_is_left_of_what():
    en, de = (alliance_brief(fd.world("2022-01-07"), "CSTO", lang).page for lang in ("en", "de"))
    assert en.title == (
        "Six states, one power: without Russia the CSTO keeps 5\u00a0% of its members’ military spending "
        "and 18\u00a0% of their soldiers"
    )
    assert "bleiben von der OVKS 5\u00a0% der Verteidigungsausgaben und 18\u00a0% der Soldaten" in de.title
    pact = alliance_brief(fd.world("1968-08-20"), "WARSAW-PACT", "de").page
    assert "bleiben vom Warschauer Pakt" in pact.title
    nato = alliance_brief(fd.world("2024-06-01"), "NATO", "en").page
    assert nato.title.startswith(
        "32 states: the United States accounts for 70\u00a0% of what the members of NATO spend"
    )


def test_what_is_dissolved_has_no_members_to_count():
    page = alliance_brief(fd.world("1999-01-01"), "WARSAW-PACT", "de").page
    assert "wurde am 1. Juli 1991 aufgelöst" in page.standfirst.text
    assert "0" not in [f.value for f in page.figures]


def test_without_a_leader_no_ratio_of_leaders_is_given():
    found = fd.compare("CSTO", "NATO", on="2022-01-07", without=("RUS",))
    assert found.ratios[0].leaders is None
    assert fd.compare("CSTO", "NATO", on="2022-01-07", without=("ARM",)).ratios[0].leaders is not None


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("name", ["CSTO", "NATO", "WARSAW-PACT"])
def test_no_sentence_stands_twice_and_no_heading_twice_in_a_row(name, lang):
    day = "1985-01-01" if name == "WARSAW-PACT" else "2022-01-07"
    check_repeats(alliance_brief(fd.world(day), name, lang).markdown)


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("case", ["kazakhstan-2022", "armenia-2020", "kyrgyzstan-2010"])
def test_no_sentence_of_an_answer_stands_twice(case, lang):
    check_repeats(invocation_brief(fd.invoke(case, runs=200), lang).markdown)


def check_repeats(markdown):
    body = re.sub(r"\[\^\d+\]", "", markdown.split("[^1]:")[0])
    prose = [line for line in body.splitlines() if line and not line.startswith(("|", "#", "**", "- ", "1", "2", "3"))]
    sentences = [s for line in prose for s in re.split(r"(?<=[.!?]) (?=[A-ZÄÖÜ])", line) if len(s) > 60]
    twice = {s for s in sentences if sentences.count(s) > 1}
    assert not twice, twice
    heads = [re.sub(r"[#*]", "", x).strip() for x in body.splitlines() if x.startswith(("#", "**"))]
    assert not [a for a, b in itertools.pairwise(heads) if a == b]


def test_german_articles_contract():
    world = fd.world("2022-01-07")
    assert names.state(world, "IRN", "de", "von") == "vom Iran"
    assert names.state(world, "ARM", "de", "von") == "von Armenien"
    assert names.state(world, "USA", "de", "von") == "von den USA"


# --- no count of nought, nobody said to have called who did not -------------------------------


@pytest.mark.parametrize("case", ["armenia-2020", "belarus-2020", "kazakhstan-2022"])
def test_a_state_that_did_not_ask_is_nowhere_said_to_call(case):
    asked = fd.invoke(case, runs=200).invocation.request != "none"
    found = pages(fd.invoke(case, runs=200))
    assert ("calls its allies" in found["en"].markdown) == asked
    assert ("Der rufende Staat und seine Verbündeten" in found["de"].markdown) == asked
    assert ("asks for help" in found["en"].html) == asked
    assert ("ruft um Hilfe" in found["de"].html) == asked
    assert ("Betroffener Staat:" in found["de"].markdown) != asked


def test_a_count_of_none_or_one_is_told_in_words():
    armenia = pages(fd.invoke("armenia-2020", runs=200, model="baserate"))
    for told in (*armenia.values(), *(alliance_brief(fd.world("2022-01-07"), "CSTO", lang) for lang in ("en", "de"))):
        assert not re.search(r"(?i)only 0 of|nur in 0 von|\b[01] of them\b|\bin [01] davon", told.markdown)


def test_requests_that_count_as_no_call_are_not_called_further_ones():
    pact = {lang: alliance_brief(fd.world("1968-08-20"), "WARSAW-PACT", lang).markdown for lang in ("en", "de")}
    assert "counts as made by then. 3 requests are contested" in pact["en"]
    assert (
        "zählt kein Ersuchen als Ruf nach Soldaten, Waffen oder Beobachtern. 3 Ersuchen sind umstritten" in pact["de"]
    )


def test_a_pact_of_two_is_not_asked_what_other_rules_of_decision_would_change():
    found = fd.invoke(
        alliance="SAU-PAK", by="PAK", on="2026-05-01", threat="external-attack", adversary="IND", runs=200
    )
    told = pages(found)
    assert "One objection" not in told["en"].markdown and "Each member decides" not in told["en"].markdown
    assert "Pakistan ruft Saudi-Arabien gegen Indien" in told["de"].markdown


def test_a_name_after_a_colon_keeps_its_small_article():
    found = pages(fd.invoke(**ESTONIA, adversary="RUS"))
    assert "Am ehesten schickt Soldaten: die USA" in found["de"].markdown
    assert "The United States is the ally most likely" in found["en"].markdown


def test_a_range_of_no_soldiers_at_all_is_no_range():
    assert soldiers_told(Quantiles(q05=0.0, q25=0.0, q50=0.0, q75=0.0, q95=0.0), "en") == ""


# --- what nobody has read is not claimed -----------------------------------------------------


@pytest.mark.parametrize("alliance", sorted(load().alliances))
def test_a_title_speaks_of_a_promise_only_where_the_treaty_was_read(alliance):
    entry = load().alliances[alliance]
    bound = max(min(m.since.last for m in entry.members if m.status == "member"), dt.date(FIRST_YEAR, 1, 1))
    day = max(bound, dt.date(1960, 1, 1) if entry.dissolved else dt.date(2001, 1, 1))
    if entry.dissolved and entry.dissolved.first <= day:
        day = bound
    titles = {lang: alliance_brief(fd.world(day), alliance, lang).page.title for lang in ("en", "de")}
    rules = rules_of(alliance)
    owes_help = entry.kind != "partnership" and rules is not None and "defence" in rules.obligations
    if entry.kind == "partnership":
        assert (
            not any(words in titles["en"] for words in ("bound to help", "member states"))
            and "Hilfe" not in titles["de"]
        )
    elif rules is None:
        assert titles["en"].endswith(" member states") and titles["de"].endswith(" Mitgliedstaaten")
    elif not owes_help:
        assert "bound to help" not in titles["en"] and "Hilfe" not in titles["de"]
    else:
        assert not titles["en"].endswith((" member states", " partners"))


def test_earlier_cases_are_told_as_those_of_the_alliances_that_have_some():
    record = load()
    silent = set(record.alliances) - {i.alliance for i in record.invocations.values()}
    found = pages(fd.invoke(**ESTONIA))
    assert f" earlier cases of {len(record.alliances) - len(silent)} alliances" in found["en"].markdown
    assert f" frühere Fälle aus {len(record.alliances) - len(silent)} Bündnissen" in found["de"].markdown


def test_a_picture_does_not_show_the_sizes_that_the_text_withholds():
    brief = pages(fd.invoke("kazakhstan-2022", runs=500))["en"]
    assert "is not printed" in brief.markdown
    senders = brief.pictures["senders"]
    assert "median number" not in senders.alt
    assert "soldiers, if any" not in senders.svg
    assert "soldiers expected" not in brief.html
