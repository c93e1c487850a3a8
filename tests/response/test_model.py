"""The seam for models: any model behind the Protocol gives an answer, and a forecast that is none is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ground.errors import QueryError
from foedus.ground.label import Label
from foedus.ground.terms import ACTS, RESPONSES
from foedus.record.load import load
from foedus.response import recorded_question
from foedus.response.answer import answer
from foedus.response.forecast import AXES, Basis, Forecast
from foedus.response.model import MODELS, model_named
from foedus.response.situation import Situation


def forecast(runs: int = 4, members: tuple[str, ...] = ("ARM", "RUS"), act: float = 0.5) -> Forecast:
    kinds = np.tile([(act if k in ACTS else 1 - act) / 4 for k in RESPONSES], (runs, 1))
    return Forecast(
        members=members,
        act=np.full(runs, act),
        kinds=kinds,
        passes=np.full((runs, len(members)), 0.5),
        sends=np.full((runs, len(members)), 0.25),
        personnel=np.full((runs, len(members)), 100.0),
        total=None,
        first_arrival=None,
        full_strength=None,
        basis=Basis(levels=(), dates={}),
    )


class Coin:
    """A model that knows nothing: an act is a coin, and every ally sends a hundred soldiers in one of four cases."""

    version = "coin"
    note = Label(en="A coin.", de="Eine Münze.")

    def forecast(self, situation: Situation, *, contingents: bool = True) -> Forecast:
        return forecast(situation.draws.runs, situation.present)


def test_any_model_fits_behind_the_answer():
    question = recorded_question("kazakhstan-2022", runs=100)
    found = answer(question, model=Coin())
    assert found.model.version == "coin"
    assert found.decision.p_adopted.p == 0.5
    assert found.response["troops"].p == pytest.approx(0.125)
    assert found.contributions["RUS"].p.p == pytest.approx(0.125 / 4)
    assert found.contributions["RUS"].personnel.q50 == 100
    assert found.deployment is None
    assert found.ruling == answer(question).ruling


@pytest.mark.parametrize("name", MODELS)
def test_the_answer_is_the_summary_of_the_forecast(name):
    question = recorded_question("kazakhstan-2022", runs=500)
    arrays = model_named(name).forecast(Situation.of(question, load()))
    found = answer(question, model=model_named(name))
    assert found.model.name == name
    assert found.decision.p_adopted.p == arrays.act.mean()
    assert tuple(found.contributions) == arrays.members
    assert [c.p for c in found.response.values()] == [float(arrays.chance(k).mean()) for k in RESPONSES]
    assert found.deployment.first_arrival_days.q50 == np.quantile(arrays.first_arrival, 0.5)


@pytest.mark.parametrize("name", MODELS)
def test_every_model_that_can_be_named_gives_a_forecast(name):
    found = model_named(name).forecast(Situation.of(recorded_question("armenia-2020", runs=100), load()))
    assert len(found.personnel) == 100
    assert "ARM" not in found.members


def test_an_unknown_model_is_named_with_the_known_ones():
    with pytest.raises(QueryError, match="there is no model 'crystal-ball'"):
        model_named("crystal-ball")


@given(
    st.sampled_from([a for a in AXES if a not in ("first_arrival", "full_strength", "joined", "stay", "total")]),
    st.integers(1, 3),
)
def test_an_array_of_another_shape_is_refused(name, more):
    good = forecast()
    wrong = np.concatenate([getattr(good, name)] * (more + 1), axis=0)
    if name in ("act", "personnel"):  # draws and runs are counted by them, so another array is out of step
        with pytest.raises(ValueError, match="has shape"):
            replace(good, **{name: wrong}, total=np.full(4, 1.0))
    else:
        with pytest.raises(ValueError, match=f"{name} has shape"):
            replace(good, **{name: wrong})


@pytest.mark.parametrize("name", ["act", "kinds", "passes", "sends"])
@pytest.mark.parametrize("value", [-0.1, 1.1, np.nan])
def test_what_is_no_chance_is_refused(name, value):
    array = getattr(forecast(), name).copy()
    array.flat[0] = value
    with pytest.raises(ValueError, match=f"{name} holds what is no chance"):
        replace(forecast(), **{name: array})


def test_kinds_that_do_not_sum_to_one_are_refused():
    with pytest.raises(ValueError, match="sum to one"):
        replace(forecast(), kinds=forecast().kinds / 2)
