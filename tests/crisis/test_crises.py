"""Whole crises: the same figures for any chunk, threads and order; the response model's own chances; who is refused."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.crisis import chunk as stretch
from foedus.crisis.chunk import Blocks, seed_of
from foedus.crisis.folder import CrisisFolder
from foedus.crisis.outcome import CrisisOutcome
from foedus.crisis.plan import plan_of
from foedus.crisis.run import crisis
from foedus.ground.errors import QueryError
from foedus.response.answer import answer
from foedus.response.model import model_named
from foedus.response.question import recorded_question

RUNS, DAYS = 600, 5


def asked(case="kazakhstan-2022", runs=RUNS, days=DAYS, **more):
    return plan_of(case, runs=runs, days=days, **more)


def same(a: CrisisOutcome, b: CrisisOutcome) -> bool:
    return all(
        np.array_equal(x, y) for x, y in zip(*([v for _, v in o.variables().values()] for o in (a, b)), strict=True)
    )


@pytest.fixture(scope="module")
def once():
    return crisis(asked(), threads=1)


@pytest.mark.parametrize(("size", "threads"), [(130, 3), (257, 2), (10_000, 1)])
def test_chunks_and_threads_move_no_figure(once, size, threads):
    assert same(once, crisis(asked(), chunk=size, threads=threads))


def test_another_seed_is_another_crisis(once):
    two, three = (crisis(asked(seed=seed)) for seed in (2, 3))
    assert not same(once, two)
    assert not same(two, three)


def test_stretches_that_cross_blocks_are_drawn_like_others(monkeypatch):
    monkeypatch.setattr(stretch, "BLOCK", 250)
    plan = asked()
    blocks = Blocks(plan)
    whole, parts = blocks.drawn(0, 600), [blocks.drawn(at, 100) for at in (500, 400, 0, 100, 300, 200)]
    assert np.array_equal(whole.soldiers, np.concatenate([parts[i].soldiers for i in (2, 3, 5, 4, 1, 0)]))
    assert seed_of(7, 0) == 7 != seed_of(7, 1) != seed_of(8, 1)


def test_soldiers_come_as_often_and_as_many_as_the_answer_says():
    """Within four standard errors of the answer to the same question under the same seed."""
    told = answer(recorded_question("kazakhstan-2022"))
    drawn = Blocks(asked()).drawn(0, 20_000)
    come = drawn.soldiers > 0
    p = told.response["troops"].p
    assert abs(come.mean() - p) < 4 * np.sqrt(p * (1 - p) / 20_000)
    assert told.soldiers is not None and told.deployment is not None
    middle = told.soldiers.q50
    assert abs((drawn.soldiers[come] <= middle).mean() - 0.5) < 4 * 0.5 / np.sqrt(come.sum())
    first = told.deployment.first_arrival_days.q50
    assert (drawn.first[come] <= first).mean() > 0.5 - 4 * 0.5 / np.sqrt(come.sum())
    assert (drawn.joined[come].any(axis=1)).all() and not drawn.joined[~come].any()


def test_without_its_leader_the_alliance_comes_less_often_in_the_same_runs(once):
    alone = crisis(asked(without=("RUS",)))
    assert alone.come < once.come
    assert "RUS" not in alone.members


def test_where_order_holds_sooner_is_counted_run_by_run(once):
    assert once.effect.sum() == once.come
    assert once.sooner.sum() == once.effect[0]
    assert once.kinds.sum() == RUNS == once.events[0].sum()


def test_a_war_has_two_sides_and_an_unknown_one_is_not_zero():
    found = crisis(asked("armenia-2020", runs=100, days=3))
    assert found.series == ("soldiers", "own", "foe", "own-alone") and found.as_dict()["soldiers_change"]
    unknown = crisis(asked("batken-1999", runs=100, days=3))
    assert unknown.series == ("soldiers",) and "unknown" in unknown.why
    assert unknown.as_dict()["soldiers_change"] is None
    coup = crisis(asked("kazakhstan-2022", runs=100, days=3, threat="coup"))
    assert coup.why == "neither model describes this kind of threat"


def test_a_procedure_can_be_asked_for_and_an_assumption_held():
    plan = asked(procedure="each-for-itself", runs=100, days=2)
    assert plan.as_asked["procedure"] == "each-for-itself"


def test_soldiers_of_unknown_number_are_not_none():
    with pytest.raises(QueryError, match="how many soldiers would come is unknown"):
        crisis(asked(model=model_named("baserate"), runs=100))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"runs": -5}, "--runs -5"),
        ({"runs": 10**12}, "--runs 1000000000000"),
        ({"days": 1}, "--days 1"),
        ({"days": 10_000}, "--days 10000"),
    ],
)
def test_absurd_numbers_are_refused(more, said):
    with pytest.raises(QueryError, match=said):
        asked(**more)


def test_a_chunk_larger_than_memory_is_refused_before_any_work(monkeypatch, tmp_path):
    monkeypatch.setattr("foedus.crisis.run.free_memory", lambda: 400_000_000)
    plan = asked(runs=50_000_000, days=60)
    with pytest.raises(QueryError, match="--chunk 50000000 is larger than memory"):
        crisis(plan, chunk=50_000_000)
    for chunk, threads in ((0, 1), (100, -1)):
        with pytest.raises(QueryError, match="out of range"):
            crisis(plan, chunk=chunk, threads=threads)


def test_quantiles_are_those_of_the_paths(tmp_path):
    """Whole paths against the counts: the same quantiles, within the width of a step."""
    import xarray as xr

    plan = asked(runs=300)
    found = crisis(plan, CrisisFolder(tmp_path / "c", plan, paths=True, stretch=100), chunk=70)
    files = sorted((tmp_path / "c" / "paths").glob("*.nc"))
    assert [file.name for file in files] == ["00000.nc", "00001.nc", "00002.nc"]
    paths = [xr.open_dataset(file, engine="scipy") for file in files]
    runs = np.concatenate([data["run"].values for data in paths])
    assert runs.tolist() == list(range(300))
    active = np.concatenate([data["active"].values for data in paths])
    want = np.quantile(active, 0.5, axis=0, method="inverted_cdf")
    assert found.fan("active")[2] == pytest.approx(want, rel=0.004, abs=1e-4)
    for data in paths:
        data.close()


def test_the_file_is_what_xarray_would_hold(tmp_path, once):
    import xarray as xr

    plan = asked()
    crisis(plan, CrisisFolder(tmp_path, plan))
    with xr.open_dataset(tmp_path / "crisis.nc", engine="scipy") as kept:
        xr.testing.assert_equal(kept.load(), once.dataset())
        assert kept.attrs["asked_seed"] == "0" and "illustration" in kept.attrs["title"]
        assert float(kept["quantiles"].sel(series="active", quantile=0.5, day=0)) == once.fan("active")[2, 0]
