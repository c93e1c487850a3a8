"""Agreement of coders: known values, limits, and that what follows from a code follows for both."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.charter.rules import rules_of
from foedus.evidence.agreement import ARTICLE_FIELDS, FIELDS, agreements, coded, coded_article, derived, kappa
from foedus.record.load import load

CODES = st.lists(st.sampled_from("abc"), min_size=2, max_size=12)


def test_the_example_of_the_first_paper():
    """Cohen 1960, table 1, as proportions of 200: kappa .492."""
    cells = {("1", "1"): 88, ("1", "2"): 14, ("1", "3"): 18, ("2", "1"): 10, ("2", "2"): 40, ("2", "3"): 10,
             ("3", "1"): 2, ("3", "2"): 6, ("3", "3"): 12}  # fmt: skip
    pairs = [pair for pair, many in cells.items() for _ in range(many)]
    assert kappa([a for a, _ in pairs], [b for _, b in pairs]) == pytest.approx(0.492, abs=5e-4)


@given(CODES)
def test_who_agrees_throughout_has_one_or_nothing_to_agree_about(codes):
    found = kappa(codes, codes)
    assert found == pytest.approx(1) if len(set(codes)) > 1 else math.isnan(found)


@given(CODES, st.randoms())
def test_the_order_of_calls_and_of_coders_does_not_matter(codes, random):
    other = [random.choice("abc") for _ in codes]
    order = list(range(len(codes)))
    random.shuffle(order)
    one, two = kappa(codes, other), kappa([other[i] for i in order], [codes[i] for i in order])
    assert one == pytest.approx(two) or (math.isnan(one) and math.isnan(two))


def test_every_field_is_told_for_the_record_against_itself():
    first = [coded(case) for case in list(load().invocations.values())[:40]]
    assert [a.field for a in agreements(first, first)] == list(FIELDS)
    assert all(a.alike == 1 for a in agreements(first, first))
    assert next(a for a in agreements(first, first) if a.field == "delivered").many < len(first)
    assert derived({**first[0], "response": "declined", "adversaries": "RUS BLR"})["words"] == "words"


def test_an_article_is_coded_by_its_conditions():
    article = next(a for a in rules_of("NATO").articles if a.kind == "defence")
    codes = coded_article(article, article.readings[-1])
    assert (codes["kind"], codes["trigger"], codes["area"], codes["requested"]) == ("defence", "attack", "yes", "no")
    every = [
        coded_article(a, r)
        for key in load().alliances
        if (rules := rules_of(key))
        for a in rules.articles
        for r in a.readings
    ]
    assert all(set(codes) == set(ARTICLE_FIELDS) for codes in every)


def test_what_was_delivered_of_words_is_not_compared():
    said = {**coded(next(iter(load().invocations.values()))), "response": "declined", "delivered": "none"}
    assert derived(said)["delivered"] == ""
    assert derived({**said, "response": "troops"})["delivered"] == "none"
