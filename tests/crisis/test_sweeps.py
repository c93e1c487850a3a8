"""Sweeps: the file and its refusals, points and indices, and the same figures on any workers, also when one is killed."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import numpy as np
import pytest

from foedus.brief.text.sweeps import sweep_page
from foedus.brief.words.messages import words
from foedus.crisis.sweep import cluster as clusters
from foedus.crisis.sweep.cluster import cluster, worked
from foedus.crisis.sweep.points import indices, one_at_a_time, places
from foedus.crisis.sweep.report import sweep
from foedus.crisis.sweep.spec import SweepSpec, factors, known_assumptions, read_spec
from foedus.crisis.sweep.task import answers_at, plan_at
from foedus.ground.errors import QueryError

SMALL = {"case": "kazakhstan-2022", "runs": 100, "days": 9, "answers": ("troops", "first-week", "restored")}
SPEC = SweepSpec(
    **SMALL, method="morris", samples=2, assumptions=("order", "delay-scale"),
    framings={"without": ("", "RUS")}, procedures={"procedure": ("", "each-for-itself")},
)  # fmt: skip


@pytest.fixture(scope="module")
def two():
    with cluster(2) as client:
        yield client


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "s.toml"
    file.write_text(f'case = "kazakhstan-2022"\n{text}')
    return file


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('assumptions = ["ordr", "sight"]', "there is no assumption 'ordr'"),
        ('assumptions = ["kind-prior", "sight"]', "the assumption 'kind-prior' does not vary"),
        ('assumptions = ["sight"]', "the sweep varies fewer than two things"),
        ('answers = ["trops"]', "the sweep knows no answer 'trops'"),
        ("answers = []", "the sweep follows no answer"),
        ('[framings]\nthret = ["a"]', "the sweep knows no framing 'thret'"),
        ('[framings]\nthreat = ["", "cup"]', "there is no threat 'cup'"),
        ('[framings]\nthreat = ["coup"]', "threat has fewer than two entries"),
        ('[procedures]\nprocedure = ["", "dice"]', "there is no procedure 'dice'"),
        ("samples = 63", "samples = 63 cannot be drawn"), ("samples = 1048576", "samples = 1048576 are too many"),
        ("colour = 1", "colour"), ("runs = -1", "--runs -1"), ("samples = [", ""),
    ],
)  # fmt: skip
def test_a_file_that_does_not_fit_is_one_message(tmp_path, text, said):
    with pytest.raises(QueryError) as error:
        read_spec(written(tmp_path, text))
    assert (said in str(error.value) and "s.toml" in str(error.value)) or "--runs" in said
    with pytest.raises(QueryError):
        read_spec(tmp_path / "none.toml")


def test_an_unknown_case_is_named(tmp_path):
    (tmp_path / "s.toml").write_text('case = "kazakstan-2022"\n')
    with pytest.raises(QueryError, match="kazakstan-2022"):
        read_spec(tmp_path / "s.toml")


def test_all_assumptions_are_those_of_the_ground_of_the_case(tmp_path):
    names = {f.name for f in factors(read_spec(written(tmp_path, "")))}
    assert {"common-shock", "first-arrival", "soldier-worth"} <= names
    assert not {"toll-own", "kind-prior"} & names
    assert {f"factor.{name}" for name in (*known_assumptions(), "threat", "without", "amend", "procedure")} <= set(
        words("sweep")
    )


def test_places_become_values_of_their_range():
    order, _, without, procedure = factors(SPEC)
    assert (order.at(0.0), order.at(1.0)) == pytest.approx((order.low, order.high))
    assert order.at(0.5) == pytest.approx((order.low * order.high) ** 0.5)
    assert [without.at(x) for x in (0.0, 0.49, 0.5, 1.0)] == ["", "", "RUS", "RUS"]
    assert [list(p) for p in one_at_a_time((without, procedure))] == [[], ["without"], ["procedure"]]
    even = factors(SweepSpec(**SMALL, assumptions=("shared-threat", "order")))[0]
    assert (even.at(0.0), even.at(0.25)) == (0.0, 0.25)


@pytest.mark.parametrize("method", ["sobol", "morris"])
def test_indices_find_what_moves_and_what_does_not(method):
    spec = SweepSpec(**SMALL, method=method, samples=64, assumptions=("order", "sight", "spread"))
    varied = factors(spec)
    at = places(spec, varied)
    assert np.array_equal(at, places(spec, varied)) and at.shape[1] == 3
    found = indices(spec, varied, at, 3 * at[:, 0] + at[:, 1])
    assert found.effect[0] > 2 * found.effect[1] > 0 == found.effect[2]
    if method == "sobol":
        assert found.effect[:2] == pytest.approx([0.9, 0.1], abs=0.1), "of 9 + 1 parts of the variance"
    again = indices(spec, varied, at, 3 * at[:, 0] + at[:, 1])
    assert found.half.tolist() == again.half.tolist()
    assert indices(spec, varied, at, np.ones(len(at))).effect.tolist() == [0, 0, 0]
    assert indices(spec, varied, at, np.full(len(at), np.nan)) is None


def test_a_point_changes_what_it_names():
    plan = plan_at(SPEC, {"order": 0.05, "delay-scale": 1.0, "without": "RUS", "procedure": "each-for-itself"})
    assert (plan.table["order"].low, plan.table["order"].high) == (0.05, 0.05)
    prior, shipped = plan.model.assumptions["delay-scale"], known_assumptions()["delay-scale"]
    assert prior.high / prior.low == pytest.approx(shipped.high / shipped.low), "a prior keeps its width"
    assert plan.as_asked["without"] == "RUS" and plan.as_asked["procedure"] == "each-for-itself"
    assert plan_at(SPEC, {}).table["order"] == known_assumptions()["order"]


def test_two_workers_say_what_one_process_says_also_when_one_is_killed(two):
    points = one_at_a_time(factors(SPEC))
    alone = np.array(answers_at(SPEC, points))
    pids, killed = list(two.run(os.getpid).values()), []

    def kill_once(done: int) -> None:
        if not killed:
            killed.append(pids[0])
            os.kill(pids[0], signal.SIGKILL)

    assert len(pids) == 2 and os.getpid() not in pids
    found, effort = worked(two, SPEC, points, kill_once, batch=1)
    assert killed and np.array_equal(found, alone, equal_nan=True)
    assert effort.batches == len(points) and effort.bytes_out > effort.bytes_back > 0


def test_a_sweep_says_what_the_answer_hangs_on(two):
    report = sweep(two, SPEC)
    first = report.as_dict()
    troops = first["answers"]["troops"]["factors"]
    assert troops["without"]["alone"]["RUS"] < first["answers"]["troops"]["as_it_stands"]
    assert troops["order"]["effect"] == 0 < troops["without"]["effect"]
    for lang, said in (("en", "who is left out"), ("de", "wer fehlt")):
        page = sweep_page(report, lang, "s.toml", {})
        assert said in page and "--scheduler tcp://" in page


def test_a_scheduler_is_used_where_it_answers_and_refused_where_not(two, monkeypatch):
    with cluster(0, two.scheduler.address) as client:
        found, _ = worked(client, SPEC, [{}])
        assert found.shape == (1, 4)
    monkeypatch.setattr("foedus.crisis.sweep.task.__version__", "9.9")
    with pytest.raises(QueryError, match="has another version"), cluster(0, two.scheduler.address):
        pass
    monkeypatch.setattr(clusters, "PATIENCE", 0.3)
    for address in ("tcp://127.0.0.1:1", "nonsense://x"):
        with pytest.raises(QueryError, match="does not answer"), cluster(0, address):
            pass
    with pytest.raises(QueryError, match="--workers -1 is out of range"), cluster(-1):
        pass
