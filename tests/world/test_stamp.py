"""Answers say which record they come from, and what in them is older than the day asked about."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest

import foedus as fd
from command_line import call
from foedus.ground.calendar import AsOf
from foedus.record import version
from foedus.record.load import DATA
from foedus.world import stamp

QUESTION = ("invoke", "--alliance", "CSTO", "--by", "ARM", "--threat", "external-attack", "--runs", "200", "--on")
ASKED = {
    "show": ("show", "CSTO", "--on"),
    "compare": ("compare", "CSTO", "NATO", "--on"),
    "invoke": QUESTION,
    "vulnerability": ("vulnerability", "CSTO", "--on"),
}
BRIEF = ("brief", "CSTO", "--on")


def on(day: str) -> AsOf:
    return AsOf(dt.date.fromisoformat(day), dt.date.fromisoformat(day))


@pytest.mark.parametrize(("day", "old"), [("2025-12-31", {}), ("2026-01-01", {"expenditure": 2022})])
def test_figures_are_old_more_than_two_years_before_the_last_full_year(day, old):
    assert stamp(on(day), {"expenditure": 2022, "gdp": None}).old_figures == old


def test_a_day_after_the_records_own_is_said():
    after = dt.date.fromisoformat(version.DATE) + dt.timedelta(days=1)
    assert (stamp(on(version.DATE)).ends_before, stamp(on(after.isoformat())).ends_before) == (False, True)


@pytest.mark.parametrize("command", ASKED)
@pytest.mark.parametrize(
    ("lang", "says"), [("en", r"Old figures: .*\bof 202\d"), ("de", r"Alte Zahlen: .*\bvon 202\d")]
)
def test_old_figures_are_said_in_both_languages_and_in_json(command, lang, says, capsys):
    code, out, err = call(capsys, *ASKED[command], "2026-11-01", "--lang", lang)
    assert code == 0, err
    assert re.search(says, " ".join(out.split()))
    found = json.loads(call(capsys, *ASKED[command], "2026-11-01", "--json")[1])["record"]
    assert found["old_figures"]
    assert all(2025 - year > 2 for year in found["old_figures"].values())


@pytest.mark.parametrize(("lang", "says"), [("en", "Old figures: "), ("de", "Alte Zahlen: ")])
def test_a_brief_says_it_among_its_limits_and_names_the_record_to_cite(lang, says, capsys):
    told = call(capsys, *BRIEF, "2026-11-01", "--lang", lang)[1]
    assert says in told
    assert f"{'Sammlung' if lang == 'de' else 'record'} {version.VERSION}, " in told
    assert says not in call(capsys, *BRIEF, "2020-01-07", "--lang", lang)[1]


@pytest.mark.parametrize("command", ASKED)
def test_nothing_is_said_where_the_figures_are_of_the_time(command, capsys):
    out = call(capsys, *ASKED[command], "2020-01-07")[1]
    assert "Old figures" not in out
    assert "record's own" not in out
    assert json.loads(call(capsys, *ASKED[command], "2020-01-07", "--json")[1])["record"]["old_figures"] == {}


@pytest.mark.parametrize(("lang", "says"), [("en", "lies in the future"), ("de", "liegt in der Zukunft")])
def test_a_day_to_come_is_said_in_both_languages(lang, says, capsys):
    assert says in " ".join(call(capsys, "show", "CSTO", "--on", "2050-01-01", "--lang", lang)[1].split())


@pytest.mark.parametrize(
    "ask",
    [
        lambda: fd.show("CSTO", on="2022-01-07"),
        lambda: fd.compare("CSTO", "NATO", on="2022-01-07"),
        lambda: fd.invoke("kazakhstan-2022", runs=200),
        lambda: fd.vulnerability("CSTO", on="2022-01-07"),
        lambda: fd.power("CSTO", on="2022-01-07"),
        lambda: fd.burden("CSTO", on="2022-01-07"),
        lambda: fd.reliability("CSTO", on="2022-01-07"),
        lambda: fd.claims("article-2022-01-07"),
    ],
)
def test_every_answer_carries_code_and_record(ask):
    found = ask().record
    assert (found.software, found.version, found.date) == (fd.__version__, version.VERSION, version.DATE)


def test_nothing_in_the_record_became_known_after_its_day():
    """Who adds a later fact moves the day, and with it the version."""
    texts = [path.read_text("utf-8") for path in DATA.rglob("*.toml")]
    days = sorted(day for text in texts for day in re.findall(r'known = "(\d{4}-\d{2}-\d{2})"', text))
    assert len(days) > 500
    assert days[-1] <= version.DATE
