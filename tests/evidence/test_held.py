"""Results in a file, and the report in both languages."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from command_line import call
from foedus.evidence import held
from foedus.evidence.frames.rows import NEVER, Found, rows_of
from foedus.evidence.historic import SUITES
from foedus.evidence.report import historic_markdown, words
from foedus.evidence.trial import Tried
from foedus.ground.errors import QueryError


@pytest.fixture(scope="module")
def result():
    """A result of forty rows in ten wars, forecast by every model of a suite alike."""
    draw = np.random.default_rng(5)
    found = [
        Found(f"{i:02d}", f"war {i % 10}", "defense since 1945", i, i if draw.random() < 0.3 else NEVER, [0.0])
        for i in range(40)
    ]
    rows = rows_of("small", ("x",), found)
    names = [*SUITES["e2-bf"].learners, "mean"]
    chances = {name: np.clip(0.3 + 0.2 * (rows.outcome - 0.3) * (name != "rate"), 0, 1) for name in names}
    return held._told("e2-bf", "folds", Tried(rows, chances), len(names), "digest")


def test_a_result_goes_into_a_file_and_back(result, tmp_path):
    (tmp_path / "e2-bf.folds.json").write_bytes(msgspec.json.encode(result))
    assert held.kept("e2-bf", "folds", tmp_path) == result
    assert held.kept("e2-bf", "prequential", tmp_path) is None
    (tmp_path / "e2-bf.prequential.json").write_text("{half")
    assert held.kept("e2-bf", "prequential", tmp_path) is None


def test_gains_are_over_the_baselines(result):
    lines = {line.model: line for line in result.lines}
    assert lines["rate"].log_over_rate.value == 0
    assert lines["mean"].log_over_rate.low > 0
    assert lines["obligation-era"].brier_over_table.value == 0


@pytest.mark.parametrize(("lang", "said"), [("en", "40 tests, 10 wars"), ("de", "40 Prüfungen, 10 Kriege")])
def test_the_report_is_a_table_for_each_frame(result, lang, said):
    text = historic_markdown([result], lang)
    assert said in text
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert len(rows) == len(result.lines) + 2
    assert len({row.count("|") for row in rows}) == 1
    assert ("0,3" in text) == (lang == "de")
    assert "-0" not in text and "+0" not in text


def test_every_frame_and_model_has_words():
    assert words("frames").keys() == SUITES.keys()
    assert words("models").keys() == {m for s in SUITES.values() for m in (*s.learners, "mean")}
    assert all(tuple(s.learners)[-3:] == s.mean for s in SUITES.values()), "the mean is of the last three"


def test_frames_are_chosen_by_name_or_kind():
    assert held.chosen(("e1",)) == ("e1-entries", "e1-first", "e1-later")
    assert held.chosen(("e2-bf",)) == ("e2-bf",)
    assert held.chosen(()) == tuple(SUITES)
    with pytest.raises(QueryError, match="there is no frame 'e9'"):
        held.chosen(("e9",))


def test_a_report_without_results_says_how_to_make_them(capsys, tmp_path):
    code, out, _ = call(capsys, "evidence", "report", "--folder", str(tmp_path))
    assert code == 0 and "foedus evidence run makes them" in out


def test_a_report_of_what_is_there(capsys, tmp_path, result):
    (tmp_path / "e2-bf.folds.json").write_bytes(msgspec.json.encode(result))
    code, out, _ = call(capsys, "evidence", "report", "e2-bf", "--folder", str(tmp_path), "--lang", "de")
    assert code == 0 and "Berkemeier und Fuhrmann" in out
    page = tmp_path / "report.md"
    assert call(capsys, "evidence", "report", "--folder", str(tmp_path), "--md", str(page))[0] == 0
    assert "Berkemeier and Fuhrmann" in page.read_text("utf-8")
    code, out, _ = call(capsys, "evidence", "report", "--folder", str(tmp_path), "--json")
    assert msgspec.json.decode(out)[0]["frame"] == "e2-bf"


def test_a_run_without_the_files_names_them(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_DATA_HOME", str(tmp_path))
    code, _, said = call(capsys, "evidence", "run", "e1-first")
    assert code == 2 and "atop.members" in said
