"""The page of named cases: every case is on record, each forecast is the one `invoke` gives, in both languages."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

import foedus as fd
from foedus.evidence.named import named, names
from foedus.evidence.named_report import named_markdown
from foedus.record.load import load


@cache
def found():
    return named(load())


def test_every_case_is_on_record():
    assert found().missing == ()
    assert len(found().told) == 11
    assert all(forecasts for _, forecasts in found().told)


def test_each_forecast_is_of_the_day_before_and_that_of_invoke():
    for _, forecasts in found().told:
        for f in forecasts:
            case = load().invocations[f.case]
            assert dt.date.fromisoformat(f.known) < min(case.date.first, case.known.first)
            assert f.troops == fd.invoke(f.case, known=f.known, runs=2000).response["troops"]


def test_each_question_of_our_own_is_that_of_invoke():
    for asked, f in zip(names().asked, found().asked, strict=True):
        own = fd.invoke(
            alliance=asked.alliance, by=asked.by, on=asked.on, threat=asked.threat, adversary=asked.adversary,
            place=asked.place, runs=2000,
        )  # fmt: skip
        assert f.troops == own.response["troops"]
        assert f.happened is None


@pytest.mark.parametrize("lang", ["en", "de"])
def test_the_page_tells_all_of_it(lang):
    text = named_markdown(found(), lang)
    for title, forecasts in found().told:
        assert f"### {title.text(lang)}\n" in text
        assert all(f.title.text(lang) in text for f in forecasts)
    assert all(f"### {f.title.text(lang)}\n" in text for f in found().asked)
    assert "None" not in text and "{" not in text
