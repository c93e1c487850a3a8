"""The figures of delays that ship: each vintage is a refit on what was known, and a damaged file is refused."""

from __future__ import annotations

import datetime as dt

import msgspec
import numpy as np
import pytest

from foedus.evidence.delay_vintages import build_delays, delays_learnt_by, write_delays
from foedus.ground.errors import RecordError
from foedus.record.load import load
from foedus.record.version import DATE
from foedus.response import resolve
from foedus.response.arrival import pace as asked
from foedus.response.arrival.learnt import delay_assumptions
from foedus.response.arrival.spells import STAGES
from foedus.response.arrival.vintages import DELAY_FILE, delays_by
from foedus.response.situation import Situation

replace = msgspec.structs.replace


def truncated(day: dt.date):
    """The record without the calls and missions that were not known by the day."""
    record = load()
    calls = {
        k: c for k, c in record.invocations.items() if c.date.first < day and c.known.last <= day
    }  # fmt: skip
    alliances = {
        k: replace(a, missions=tuple(m for m in a.missions if m.since.first <= day and m.known.first <= day))
        for k, a in record.alliances.items()
    }
    return replace(record, invocations=calls, alliances=alliances)


def alike(one, other) -> bool:
    return all(
        one[s].dates == other[s].dates
        and np.allclose(one[s].means, other[s].means, atol=1e-9)
        and np.allclose(one[s].posterior.mode, other[s].posterior.mode, atol=1e-6)
        and np.allclose(one[s].posterior.root, other[s].posterior.root, atol=1e-6)
        for s in STAGES
    )


@pytest.mark.parametrize("day", [dt.date(1991, 1, 1), dt.date(2012, 1, 1)])
def test_a_vintage_of_delays_is_a_refit_on_the_truncated_record_and_the_newest_is_not(day):
    again = delays_learnt_by(day, truncated(day))
    assert alike(delays_by(day), again)
    assert alike(delays_by(day + dt.timedelta(200)), again)  # the newest that is not after the day
    assert not alike(delays_by(dt.date.fromisoformat(DATE)), again)


def test_the_newest_vintage_has_learnt_from_the_whole_record():
    day = dt.date.fromisoformat(DATE)
    assert alike(delays_by(day), delays_learnt_by(day, load()))


def test_before_any_deployment_only_the_assumptions_speak():
    first = delays_by(dt.date(1900, 1, 1))
    assert {learnt.dates for learnt in first.values()} == {0}
    assert first["stay"].posterior.mode[1] == pytest.approx(np.log(delay_assumptions()["stay"].value))


@pytest.mark.parametrize(("on", "known"), [("1991-06-01", "2026-01-01"), ("2026-01-01", "1991-06-01")])
def test_an_answer_uses_what_was_known_by_both_of_its_days(monkeypatch, on, known):
    used = []
    monkeypatch.setattr(asked, "delays_by", lambda day: used.append(day) or delays_by(day))
    question = resolve(
        alliance="NATO", by="TUR", on=dt.date.fromisoformat(on), known=dt.date.fromisoformat(known),
        threat="external-attack", runs=100,
    )  # fmt: skip
    assert asked.pace(Situation.of(question, load()), delay_assumptions()) is not None
    assert used == [dt.date(1991, 6, 1)]


def test_another_record_is_fitted_anew():
    """A record without deployments teaches nothing, whatever ships."""
    small = truncated(dt.date(1946, 1, 1))
    question = resolve(
        alliance="CSTO", by="KAZ", on=dt.date(2022, 1, 5), threat="coup", runs=100, record=small
    )  # fmt: skip
    found = asked.pace(Situation.of(question, small), delay_assumptions())
    assert found is not None and set(found.dates.values()) == {0}


def test_what_is_written_is_read_again(tmp_path):
    day = dt.date(1975, 1, 1)
    write_delays(list(build_delays(load(), [day])), tmp_path / "one.npz")
    assert alike(delays_by(day, tmp_path / "one.npz"), delays_by(day))
    assert alike(delays_by(dt.date(2020, 1, 1), tmp_path / "one.npz"), delays_by(day))


def test_a_damaged_file_is_refused(tmp_path):
    bad = tmp_path / "bad.npz"
    bad.write_bytes(DELAY_FILE.read_bytes()[:3000])
    with pytest.raises(RecordError, match="cannot be read"):
        delays_by(dt.date(2020, 1, 1), bad)


def test_a_file_of_another_version_is_refused(tmp_path):
    with np.load(DELAY_FILE) as found:
        arrays = dict(found) | {"meaning": np.array("first_arrival:war")}
    np.savez(tmp_path / "old.npz", **arrays)
    with pytest.raises(RecordError, match="of another version"):
        delays_by(dt.date(2020, 1, 1), tmp_path / "old.npz")
