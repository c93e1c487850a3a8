"""Numbers as an editor prints them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ground.numbers import listing, money, number, percent, rounded


@pytest.mark.parametrize(
    ("value", "lang", "digits", "text"),
    [
        (1234567.891, "en", 2, "1,234,567.89"),
        (1234567.891, "de", 2, "1.234.567,89"),
        (999, "de", 0, "999"),
        (-20000, "de", 0, "-20.000"),
        (0, "en", 0, "0"),
    ],
)
def test_number(value, lang, digits, text):
    assert number(value, lang, digits) == text


@pytest.mark.parametrize(
    ("share", "lang", "digits", "text"),
    [
        (0, "en", None, "0\u00a0%"),
        (1, "de", None, "100\u00a0%"),
        (0.1, "en", None, "10\u00a0%"),
        (0.0123, "de", None, "1,2\u00a0%"),
        (0.001234, "de", None, "0,12\u00a0%"),
        (0.01, "en", None, "1.0\u00a0%"),
        (0.099, "en", None, "9.9\u00a0%"),
        (0.5, "en", 2, "50.00\u00a0%"),
    ],
)
def test_percent(share, lang, digits, text):
    assert percent(share, lang, digits) == text


@given(st.floats(min_value=0, max_value=1e12), st.integers(0, 3))
def test_german_and_english_print_the_same_number(value, digits):
    english, german = number(value, "en", digits), number(value, "de", digits)
    assert german.replace(".", "").replace(",", ".") == english.replace(",", "")


@given(st.floats(min_value=1e-6, max_value=1e12))
def test_rounding_to_two_digits_moves_by_less_than_five_per_cent(value):
    assert abs(rounded(value) - value) <= 0.05 * value
    assert rounded(rounded(value)) == rounded(value)


@pytest.mark.parametrize(
    ("dollars", "lang", "text"),
    [
        (754e9, "en", "US$754 billion"),
        (754e9, "de", "754 Milliarden US-Dollar"),
        (1e9, "en", "US$1.0 billion"),
        (150e6, "de", "150 Millionen US-Dollar"),
        (0, "en", "US$0.0 million"),
    ],
)
def test_money(dollars, lang, text):
    assert money(dollars, lang) == text


@pytest.mark.parametrize(
    ("words", "lang", "text"),
    [
        ([], "de", ""),
        (["A"], "de", "A"),
        (["A", "B"], "en", "A and B"),
        (["A", "B", "C"], "de", "A, B und C"),
    ],
)
def test_listing(words, lang, text):
    assert listing(words, lang) == text
