"""The log of forecasts: nothing in it can be changed unseen, it is added to whole or not at all, and scored as defined."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import multiprocessing
from math import log
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from command_line import call
from foedus.evidence.log import ask, chain
from foedus.evidence.log.scored import scores_of
from foedus.ground.errors import FoedusError, QueryError
from foedus.ground.label import Label
from foedus.record.load import load
from foedus.response.answer import answer
from foedus.response.fitted.model import MODEL
from foedus.response.fitted.vintages import FILE as FIGURES

MADE = dt.date(2026, 11, 1)
QUESTION = """
[[question]]
id = "{id}"
title = {{ en = "A question", de = "Eine Frage" }}
alliance = "CSTO"
by = "{by}"
threat = "cross-border-raid"
condition = "{condition}"
asked = "{asked}"
until = {until}
answer_days = {days}
counts = {{ en = "Soldiers arrive.", de = "Soldaten treffen ein." }}
"""
WHY = Label(en="It came.", de="Es kam.")


def asked(folder: Path, *ids: str, by: str = "TJK", condition: str = "if-asked", what: str = "troops", until: str = "2026-11-20", days: int = 5, more: str = ""):  # fmt: skip
    path = folder / "questions.toml"
    text = "".join(QUESTION.format(id=i, by=by, condition=condition, asked=what, until=until, days=days) for i in ids)
    path.write_text(text + more, "utf-8")
    return path


@pytest.fixture
def logged(tmp_path):
    """A log with three questions, made on the first of November."""
    path = tmp_path / "log.jsonl"
    ask.log_questions(path, ask.questions_in(asked(tmp_path, "one", "two", "three")), MADE)
    return path


# --- the chain ------------------------------------------------------------------------------------


def test_a_hash_is_that_of_the_entry_without_it_and_holds_the_one_before(logged):
    """As a reader in any language would check it."""
    before = "0" * 64
    for number, line in enumerate(logged.read_text("utf-8").splitlines(), 1):
        entry = json.loads(line)
        said = entry.pop("hash")
        plain = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert hashlib.sha256(plain.encode()).hexdigest() == said
        assert (entry["n"], entry["previous"]) == (number, before)
        before = said
    assert chain.read(logged).head == before


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_byte_can_be_changed_unseen(logged, data):
    good = logged.read_bytes()
    at = data.draw(st.integers(0, len(good) - 1))
    other = bytes([data.draw(st.integers(0, 255).filter(lambda b: b != good[at]))])
    copy = logged.with_name("changed.jsonl")
    copy.write_bytes(good[:at] + other + good[at + 1 :])
    with pytest.raises(QueryError):
        chain.read(copy)


@pytest.mark.parametrize("order", [(1, 0, 2), (0, 2, 1), (0, 2), (1, 2), (0, 0, 1), (0, 1, 2, 2)])
def test_no_line_can_be_moved_or_taken_out_unseen(logged, order):
    lines = logged.read_text("utf-8").splitlines(keepends=True)
    logged.write_text("".join(lines[i] for i in order), "utf-8")
    with pytest.raises(QueryError, match="the chain is broken here"):
        chain.read(logged)


def test_lines_cut_off_at_the_end_show_only_in_the_head(logged):
    head = chain.read(logged).head
    lines = logged.read_text("utf-8").splitlines(keepends=True)
    logged.write_text("".join(lines[:2]), "utf-8")
    assert chain.read(logged).head != head


def test_a_line_that_is_not_whole_is_named(logged):
    logged.write_bytes(logged.read_bytes()[:-1])
    with pytest.raises(QueryError, match=r"log\.jsonl:3: the last line of the log is not whole"):
        chain.read(logged)


def test_one_bad_question_adds_none(logged, tmp_path):
    before = logged.read_bytes()
    bad = ask.questions_in(asked(tmp_path, "four", "five", by="USA"))
    with pytest.raises(FoedusError):
        ask.log_questions(logged, bad, MADE)
    assert logged.read_bytes() == before
    with pytest.raises(QueryError, match="already"):
        ask.log_questions(logged, ask.questions_in(asked(tmp_path, "four", "two")), MADE)
    assert logged.read_bytes() == before


def test_a_damaged_log_is_not_added_to(logged, tmp_path):
    logged.write_text(logged.read_text("utf-8").replace('"p":0.', '"p":1.', 1), "utf-8")
    before = logged.read_bytes()
    with pytest.raises(QueryError, match="was changed after it was written"):
        ask.log_questions(logged, ask.questions_in(asked(tmp_path, "four")), MADE)
    assert logged.read_bytes() == before
    assert not logged.with_name("log.jsonl.lock").exists()


def test_a_failed_write_leaves_the_log_as_it_was(logged, tmp_path, monkeypatch):
    before = logged.read_bytes()

    def full(path: Path, content: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(chain, "write_whole", full)
    with pytest.raises(QueryError, match="the log cannot be written"):
        ask.log_questions(logged, ask.questions_in(asked(tmp_path, "four")), MADE)
    assert logged.read_bytes() == before
    assert not logged.with_name("log.jsonl.lock").exists()


def _one(path: str, number: int) -> None:
    chain.add(Path(path), [{"kind": "outcome", "made": "2026-11-01", "of": f"q{number}", "verdict": "not", "day": "2026-11-01",
                            "why": {"en": "x", "de": "x"}, "sources": []}])  # fmt: skip


def test_writers_at_once_lose_nothing(tmp_path):
    path, context = tmp_path / "log.jsonl", multiprocessing.get_context("fork")
    runs = [context.Process(target=_one, args=(str(path), i)) for i in range(6)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert {e.of for e in chain.read(path).entries} == {f"q{i}" for i in range(6)}


def test_a_lock_that_a_killed_run_left_is_no_lock_for_ever(logged, tmp_path, monkeypatch):
    lock = logged.with_name("log.jsonl.lock")
    lock.touch()
    monkeypatch.setattr(chain, "PATIENCE", 0.1)
    with pytest.raises(QueryError, match="another run is adding"):
        ask.log_questions(logged, ask.questions_in(asked(tmp_path, "four")), MADE)
    monkeypatch.setattr(chain, "STALE", -1.0)
    assert "four" in ask.log_questions(logged, ask.questions_in(asked(tmp_path, "four")), MADE).forecasts


# --- what is written down -------------------------------------------------------------------------


def test_an_entry_says_who_spoke_on_what(logged):
    entry = chain.read(logged).forecasts["one"]
    assert (entry.model.version, entry.model.vintage) == (MODEL.version, dt.date(2026, 1, 1))
    assert entry.model.figures == hashlib.sha256(FIGURES.read_bytes()).hexdigest()
    assert entry.record.sha256 == ask.record_digest()
    assert entry.made == MADE
    found = answer(ask.put(entry.question, MADE), record=load())
    assert entry.chance.p == pytest.approx(found.response["troops"].p, abs=1e-4)
    assert entry.chance.low < entry.chance.p < entry.chance.high


BAD = {
    "past": {"until": "2026-10-31"},
    "far": {"until": "2046-01-01"},
    "both": {"condition": "as-it-stands"},
    "neither": {"what": "none"},
    "no id": {"ids": ("Not an id",)},
    "twice": {"ids": ("one", "one")},
    "days": {"days": 900},
    "threat": {"more": 'threats = ["tjk-nothing"]\n'},
    "field": {"more": "likelihood = 1\n"},
    "date": {"until": '"soon"'},
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_asked_is_refused_and_leaves_no_file(name, tmp_path, capsys):
    given = dict(BAD[name])
    path = tmp_path / "log.jsonl"
    with pytest.raises(FoedusError):
        ask.log_questions(path, ask.questions_in(asked(tmp_path, *given.pop("ids", ("one",)), **given)), MADE)
    assert not path.exists()
    code, out, err = call(capsys, "evidence", "log", "add", str(tmp_path / "nowhere.toml"), "--log", str(path))
    assert (code, out) == (2, "") and "Traceback" not in err


# --- what came ------------------------------------------------------------------------------------

AFTER = dt.date(2026, 11, 26)


def test_a_question_is_open_until_its_last_day(logged):
    last = chain.read(logged).forecasts["one"].question.closes
    assert last == dt.date(2026, 11, 25)
    for verdict in ("not", "void"):
        with pytest.raises(QueryError, match="is open until"):
            ask.settle(logged, "one", verdict, None, WHY, (), made=last)
    assert ask.settle(logged, "one", "void", None, WHY, (), made=AFTER).outcomes["one"].verdict == "void"


def test_what_happened_can_be_said_at_once_with_its_source(logged):
    day = dt.date(2026, 11, 10)
    with pytest.raises(QueryError, match="needs a source"):
        ask.settle(logged, "one", "happened", day, WHY, (), made=day)
    found = ask.settle(logged, "one", "happened", day, WHY, ("https://example.org",), made=day)
    assert found.outcomes["one"].day == day


@pytest.mark.parametrize("day", [MADE, dt.date(2026, 10, 1), dt.date(2026, 11, 26)])
def test_a_day_outside_the_question_s_time_is_refused(logged, day):
    with pytest.raises(QueryError, match="lies outside the time"):
        ask.settle(logged, "one", "happened", day, WHY, ("https://example.org",), made=dt.date(2026, 12, 1))


def test_an_outcome_is_corrected_by_a_later_one_and_stays(logged):
    ask.settle(logged, "one", "not", None, WHY, (), made=AFTER)
    with pytest.raises(QueryError, match="stands in the log already"):
        ask.settle(logged, "one", "void", None, WHY, (), made=AFTER)
    found = ask.settle(logged, "one", "void", None, WHY, (), made=AFTER, correct=True)
    assert found.outcomes["one"].verdict == "void"
    assert len(found.entries) == 5


def test_what_stands_as_it_is_cannot_fall_away(tmp_path):
    path = tmp_path / "log.jsonl"
    ask.log_questions(
        path, ask.questions_in(asked(tmp_path, "one", condition="as-it-stands", what="none", days=0)), MADE
    )
    with pytest.raises(QueryError, match="cannot fall away"):
        ask.settle(path, "one", "void", None, WHY, (), made=AFTER)


def test_scores_are_those_of_the_formulae_and_the_undecided_stand_apart(logged):
    p = chain.read(logged).forecasts["one"].chance.p
    ask.settle(logged, "one", "not", None, WHY, (), made=AFTER)
    ask.settle(logged, "two", "void", None, WHY, (), made=AFTER)
    found = scores_of(chain.read(logged), AFTER)
    assert [(s.id, s.happened) for s in found.scored] == [("one", False)]
    means = {m.forecast: m for m in found.means}
    assert means["model"].brier == pytest.approx(p**2)
    assert means["model"].log == pytest.approx(-log(1 - p))
    assert means["coin"].brier == 0.25
    assert (found.void, found.overdue, found.open) == (("two",), ("three",), ())
    assert scores_of(chain.read(logged), MADE).open == ("three",)


def test_a_log_without_a_decided_question_has_no_mean(logged):
    assert all(m.brier is None and m.questions == 0 for m in scores_of(chain.read(logged), MADE).means)


# --- the project's own log ------------------------------------------------------------------------


def test_the_log_that_ships_is_whole_and_begins_with_ten_questions():
    found = chain.read()
    assert len(found.forecasts) >= 10
    threats = load().threats
    for entry in list(found.forecasts.values())[:10]:
        assert entry.question.threats and set(entry.question.threats) <= set(threats)
        assert entry.question.title.en != entry.question.title.de
        assert entry.chance.high - entry.chance.low > 0.05


def test_the_first_ten_are_those_of_the_page():
    page = Path(__file__).parents[2] / "docs" / "reference" / "forecast-log" / "2026-11-first-ten.toml"
    first = [entry.question for entry in chain.read().entries[:10]]
    assert list(ask.questions_in(page)) == first


@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_command_of_the_log(capsys, tmp_path, logged, lang):
    path = asked(tmp_path, "ten", until="2027-05-31")
    new = tmp_path / "new.jsonl"
    code, out, _ = call(capsys, "evidence", "log", "add", str(path), "--log", str(new), "--lang", lang)
    assert code == 0 and "ten" in out
    ask.settle(logged, "one", "not", None, WHY, (), made=AFTER)
    for words in (["list"], ["score"]):
        code, out, _ = call(capsys, "evidence", "log", *words, "--log", str(logged), "--lang", lang)
        assert code == 0 and chain.read(logged).head in out.replace("\n", "")
        code, out, _ = call(capsys, "evidence", "log", *words, "--log", str(logged), "--json")
        assert code == 0 and json.loads(out)["head"] == chain.read(logged).head
    code, _, err = call(
        capsys, "evidence", "log", "settle", "ten", "perhaps", "--why", "x", "--log", str(new), "--lang", lang
    )
    assert code == 2 and "perhaps" in err
    assert (
        call(capsys, "evidence", "log", "settle", "no", "not", "--why", "x", "--log", str(new), "--lang", lang)[0] == 2
    )
    assert call(capsys, "evidence", "log", "list", "--log", str(tmp_path / "nowhere"), "--lang", lang)[0] == 2
