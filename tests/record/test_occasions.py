"""The drawn occasions: the rule that matches calls, the draw's arithmetic, the gate, and the published lists."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ground.errors import RecordError
from foedus.record.audit import audit
from foedus.record.load import DATA, load
from foedus.record.occasions import DRAWN, POPULATION, read_drawn, read_population

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
import draw_occasions
import frames_page
import listed_occasions

sys.path.pop(0)


def event(day, adversaries=(), source="mid", row="1", state="TUR", last=None):
    first = dt.date.fromisoformat(day)
    ended = dt.date.fromisoformat(last) if last else first
    return listed_occasions.Event(state, day, first, ended, source, row, frozenset(adversaries))


def occasion(*events, alliance="NATO", fellow=False):
    return listed_occasions.Occasion(alliance, fellow, "duty", list(events))


@pytest.mark.parametrize(
    ("case", "day", "adversaries", "expected"),
    [
        ("NATO-2012-10-TUR", "2012-10-03", ["SYR"], True),  # the very day
        ("NATO-2012-10-TUR", "2012-10-25", ["SYR"], True),  # up to 30 days before the list's first day
        ("NATO-2012-10-TUR", "2012-12-25", ["SYR"], False),  # the call is older than that
        ("NATO-2012-10-TUR", "2012-10-03", ["GRC"], False),  # another adversary
        ("NATO-2012-10-TUR", "2012-10-03", [], False),  # an inner matter, and the call is about an attack by a state
    ],
)
def test_a_recorded_call_answers_to_an_occasion(case, day, adversaries, expected):
    call = load().invocations[case]
    assert draw_occasions.answers(call, occasion(event(day, adversaries))) is expected
    assert not draw_occasions.answers(call, occasion(event(day, adversaries), alliance="WEU"))


def test_events_within_a_year_and_with_a_common_adversary_are_one_occasion():
    record = load()
    listed = [
        event("1957-09-01", ["SYR"], row="1"),
        event("1958-05-01", ["SYR"], source="icb", row="2"),  # goes on
        event("1958-06-01", ["SUN"], row="3"),  # another adversary
        event("1958-07-01", [], source="coup", row="4"),  # none among the states
        event("1959-06-01", ["SYR"], row="5"),  # more than a year after the second
        event("1960-01-01", ["GRC"], row="6"),  # a fellow member
    ]
    found = [o for o in listed_occasions.occasions(listed, record) if o.alliance == "NATO"]
    assert [[e.row for e in o.events] for o in found] == [["1", "2"], ["3"], ["4"], ["5"], ["6"]]
    assert [o.fellow for o in found] == [False] * 4 + [True]
    assert [o.stratum.split()[0] for o in found] == ["force", "force", "coup", "force", "fellow"]


def test_a_coded_row_stays_in_the_sample_when_its_call_comes_into_the_record(monkeypatch):
    first = occasion(event("2012-10-03", ["SYR"]))
    assert draw_occasions.silent([first], load())[0] == {}
    row = next(r for r in read_drawn() if r.known)
    coded = type(row)(**{name: getattr(row, name) for name in row.__struct_fields__} | {"id": first.id})
    monkeypatch.setattr(draw_occasions, "_before", lambda: (coded,))
    assert draw_occasions.silent([first], load())[0] == {first.stratum: [first]}


@given(st.dictionaries(st.text(min_size=1), st.integers(1, 400), min_size=1, max_size=70))
def test_an_allocation_takes_at_least_one_and_at_most_all_of_every_stratum(sizes):
    many = draw_occasions.allocation(sizes)
    assert many.keys() == sizes.keys()
    assert all(1 <= many[name] <= sizes[name] for name in sizes)
    assert sum(many.values()) <= max(draw_occasions.WANTED, len(sizes))


def test_a_number_depends_on_the_id_alone_and_is_even_over_ids():
    numbers = [draw_occasions.number(f"row {i}") for i in range(400)]
    assert draw_occasions.number("row 7") == numbers[7]
    assert abs(sum(numbers) / 400 - 0.5) < 4 * (1 / 12 / 400) ** 0.5


def test_the_weights_of_a_stratum_add_up_to_its_silent_occasions():
    silent, weights = Counter[str](), Counter[str]()
    for cell in read_population():
        silent[cell.stratum] += cell.silent
    for row in read_drawn():
        weights[row.stratum] += row.weight
        assert row.probability == pytest.approx(1 / row.weight, rel=1e-3)
    assert weights == pytest.approx({name: n for name, n in silent.items() if n}, abs=1e-3)


def test_what_nobody_looked_up_is_unknown_and_not_none():
    for row in read_drawn():
        assert row.sources or (row.asked, row.response) == ("unknown", "unknown"), row.id


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (DRAWN, ",unknown,unknown,,\n", ",none,none,,\n", "coded without a source"),
        (DRAWN, "adversaries", "enemies", "columns"),
        (POPULATION, ",0,0\n", ",9999,0\n", "more calls than occasions"),
        (POPULATION, ",0,0\n", ",many,0\n", "no figure"),
    ],
)
def test_damage_is_told(tmp_path, file, old, new, says):
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    try:
        told = "\n".join(audit(folder))
    except RecordError as error:
        told = str(error)
    assert says in told


def test_the_page_has_the_tables_of_the_shipped_frame():
    assert frames_page.tables() in frames_page.PAGE.read_text("utf-8"), "run: python tools/frames_page.py --write"


@pytest.mark.data
def test_every_drawn_row_stands_in_the_published_lists(folder):
    events = {(f"{e.source}:{e.row}", e.state): e for e in listed_occasions.Lists(folder).events()}
    for row in read_drawn():
        assert events[row.rows[0], row.state].date == row.date.text, row.id
        assert all((name, row.state) in events for name in row.rows), row.id


@pytest.mark.data
def test_a_second_draw_takes_the_same_rows_as_long_as_record_and_lists_are_the_same(folder):
    record = load()
    strata, _ = draw_occasions.silent(
        listed_occasions.occasions(listed_occasions.Lists(folder).events(), record), record
    )
    again = {o.id for its in strata.values() for o in its}
    drawn = {row.id for row in read_drawn()}
    # A call or membership that came into the record since the draw may take a row out; most stay.
    assert len(drawn - again) <= 0.1 * len(drawn)
