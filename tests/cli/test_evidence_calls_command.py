"""The commands about recorded calls and delays, on a part of the frame: the whole takes half a minute and more."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from command_line import call
from foedus.evidence import calls


@pytest.fixture
def few(monkeypatch):
    """The first calls only."""
    whole = calls.frame_of
    monkeypatch.setattr(calls, "frame_of", lambda record: replace(whole(record), rows=whole(record).rows[:70]))


def test_calls_are_told_as_tables_and_as_figures(few, capsys):
    code, out, _ = call(capsys, "evidence", "calls", "--lang", "de")
    assert code == 0 and "| das angepasste Modell |" in out and "## " in out
    found = json.loads(call(capsys, "evidence", "calls", "--json")[1])
    assert {trial["calls"] for trial in found["trials"]} == {"all", "asked"}
    assert len(found["calls"]) <= 70


def test_delays_are_told_as_tables_and_as_figures(capsys):
    code, out, _ = call(capsys, "evidence", "arrival", "--lang", "de")
    assert code == 0 and "| eine Grundquote |" in out
    assert {"trials", "deployments"} <= json.loads(call(capsys, "evidence", "arrival", "--json")[1]).keys()


def test_one_vintage_is_fitted_into_a_file_of_its_own(capsys, tmp_path):
    code, out, _ = call(capsys, "evidence", "fit", "--since", "2026", "--out", str(tmp_path / "few.npz"))
    assert code == 0 and (tmp_path / "few.npz").stat().st_size > 1000 and "R-hat" in out
    assert (tmp_path / "few-delays.npz").stat().st_size > 500
