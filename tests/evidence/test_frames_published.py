"""The historic frames as the published files make them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from foedus.datasets import store
from foedus.evidence import held
from foedus.evidence.frames import obligations
from foedus.evidence.frames.triggers import triggers
from foedus.evidence.historic import SUITES, Sources

pytestmark = pytest.mark.data
#: Its number among the Correlates of War; earlier wars have lower ones.
SECOND_WORLD_WAR = 139


@pytest.fixture(scope="module")
def sources(wars_store):
    return Sources()


def test_the_frame_has_its_published_size(sources):
    entries, first = sources.entries, sources.allies("first", sources.wars, first_only=True)
    assert (len(entries), int(entries.outcome.sum()), len(set(entries.group))) == (1861, 115, 78)
    assert (len(first), int(first.outcome.sum()), len(set(first.group))) == (1328, 64, 77)


def test_moving_joiners_moves_no_feature_of_a_first_day(sources):
    moved = []
    for one in sources.wars:
        called = {t.state for t in triggers(one, sources.background.share, first_only=True)}
        its = (f if f in called else replace(f, day=f.day + dt.timedelta(40)) for f in one.fighters)
        moved.append(replace(one, fighters=tuple(its)))
    before = sources.allies("first", sources.wars, first_only=True)
    after = sources.allies("first", tuple(moved), first_only=True)
    assert (before.label == after.label).all()
    past = [name.startswith("record") for name in before.names]
    assert (before.x == after.x)[:, ~np.array(past)].all()


def test_every_coding_has_its_published_number_of_tests(sources):
    kept = {c: sources.obligations(c) for c in ("bf", "llm", "la")}
    counts = {c: (len(r), int(r.outcome.sum())) for c, r in kept.items()}
    assert counts == {"bf": (139, 69), "llm": (146, 73), "la": (137, 93)}
    pure = kept["bf"].column("only-peace") == 1
    assert pure.sum() == 7 and kept["bf"].outcome[pure].sum() == 0, "there only where broken"


def test_a_trial_of_published_wars_is_made_once_and_then_taken(sources, tmp_path):
    steps = []
    first = held.held("e1-later", "prequential", sources, tmp_path, lambda done, total: steps.append((done, total)))
    assert steps[-1] == (5, 5)
    again = held.held("e1-later", "prequential", Sources(), tmp_path, lambda done, total: steps.append("again"))
    assert again == first and "again" not in steps
    assert (first.rows, first.came) == (341, 0)
    assert first.expected["mean"] < first.expected["rate"]


def test_the_model_of_words_kept_is_better_than_the_table_and_says_so(sources, tmp_path):
    found = held.held("e2-la", "folds", sources, tmp_path)
    gains = {line.model: line.brier_over_table for line in found.lines}
    assert gains["mean"].low > 0
    assert found.compared == len(found.lines) == len(SUITES["e2-la"].learners) + 1


def test_published_rates_of_words_kept_come_out(sources):
    """R4 (Berkemeier and Fuhrmann 2018): half kept, 66 % before 1945, 22 % since; by duty 41, 37, 74 and 78 %."""
    frame = sources.obligations("llm")
    since = np.array([label[:4] >= "1945" for label in frame.label])
    assert frame.outcome.mean() == 0.5
    assert [round(frame.outcome[its].mean(), 2) for its in (~since, since)] == [0.66, 0.22]


def test_terms_of_a_study_without_a_file_say_the_same_in_the_later_one(sources):
    """R3 (Leeds 2003): kept less where power or institutions of a member had changed, by Leeds and Anac's columns."""
    table = store.frame(obligations.LA).filter(pl.col("war") <= SECOND_WORLD_WAR)
    rates = {"all": (table.height, round(table["honor3"].mean(), 2))}
    for name in ("chcap2d", "dinstch2"):
        changed, same = (table.filter(pl.col(name) == flag)["honor3"] for flag in (True, False))
        rates[name] = (changed.len(), round(changed.mean(), 2), round(same.mean(), 2))
    assert rates == {"all": (105, 0.79), "chcap2d": (42, 0.6, 0.92), "dinstch2": (14, 0.5, 0.84)}


def test_whom_a_member_will_face_is_mostly_not_known_on_the_day(sources):
    known, hindsight = (sources.obligations("la", after).column("adversary-member") for after in (False, True))
    assert (known.sum(), hindsight.sum()) == (10, 27)


def test_force_in_a_dispute_counts_once_the_part_in_it_is_over(sources):
    late = [f for d in sources.disputes for f in d.fighters if f.known > f.day]
    assert len(late) > 1000
    frame = sources.more.rows
    assert (frame.came[frame.outcome == 1] >= frame.day[frame.outcome == 1]).all()
