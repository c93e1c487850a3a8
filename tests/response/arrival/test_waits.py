"""Deployments as durations: only what was known, those who still wait included; and the pace of an answer."""

from __future__ import annotations

import datetime as dt
from math import inf

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.ground.calendar import AsOf, Date
from foedus.ground.terms import THREATS
from foedus.record.deployment import Deployment
from foedus.record.load import load
from foedus.response import resolve
from foedus.response.arrival.learnt import delay_assumptions, learn
from foedus.response.arrival.pace import Pace, pace
from foedus.response.arrival.spells import STAGES, forces, known_before, spells
from foedus.response.situation import Situation
from foedus.world import World
from strategies import SRC, case, clocks, day, small_record

replace = msgspec.structs.replace


def plan(known: str = "2015-01-20", **stages: str) -> Deployment:
    return Deployment(known=Date(known), sources=SRC, **{k: Date(v) for k, v in stages.items()})


def record_with(deployment: Deployment, **fields):
    """A record whose only deployment is an answer to Armenia's call of 10 January 2015, decided on the 12th."""
    told = {"came": "troops", "answered": "2015-01-12", "deployment": deployment} | fields
    date = told.pop("date", "2015-01-10")
    small = small_record()
    bare = {k: replace(c, deployment=None) for k, c in small.invocations.items()}
    return replace(small, invocations=bare | {"ARM-2015": case("ARM-2015", "CSTO", "ARM", date, **told)})


def wait(deployment, stage="first_arrival", on="2020-01-01", known=None, **fields):
    found = spells(record_with(deployment, **fields), stage, clocks(on, known))
    return [(s.low, s.high) for s in found]


# --- what a duration is ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deployment", "fields", "found"),
    [
        (plan(first_arrival="2015-01-20"), {}, [(10, 11)]),
        (plan(first_arrival="2015-01-10"), {}, [(0, 1)]),
        (plan(first_arrival="2015-01-08"), {}, [(0, 1)]),  # who was there before came on the day
        (plan(first_arrival="2015-02"), {}, [(22, 50)]),  # a month is as wide as it is
        (plan(first_arrival="2015-02"), {"date": "2015-01"}, [(1, 59)]),
        (plan(none_by="2015-06-10"), {}, [(151, inf)]),
        (plan(decided="2015-01-12"), {}, []),  # unknown is left out
        (plan(first_arrival="2015-01-20"), {"request": "faction"}, []),
        (plan(first_arrival="2015-01-20"), {"request": "disputed"}, []),
    ],
)
def test_a_wait_is_as_exact_as_its_dates(deployment, fields, found):
    assert wait(deployment, **fields) == found


def test_who_has_not_come_yet_waits_on():
    """On the fifth day after the call, with soldiers promised, the wait is five days and more."""
    late = plan(first_arrival="2015-03-01", known="2015-03-01")
    assert wait(late, on="2015-01-15") == [(5, inf)]
    assert wait(late, on="2015-03-02") == [(50, 51)]
    assert wait(late, on="2015-01-11") == []  # not yet promised
    assert wait(plan(none_by="2015-06-10"), on="2015-01-30") == [(20, inf)]


def test_what_became_known_later_is_not_known():
    secret = plan(first_arrival="2015-01-20", known="2019-01-01")
    assert wait(secret, known="2018-12-31") == []
    assert wait(secret, known="2019-01-01") == [(10, 11)]


def test_a_stay_ends_or_goes_on():
    went = plan(first_arrival="2015-01-20", full_strength="2015-01-30", ended="2015-04-30")
    assert wait(went, "full_strength") == [(10, 11)]
    assert wait(went, "stay") == [(100, 101)]
    assert wait(went, "stay", on="2015-03-01") == [(40, inf)]
    still = plan(first_arrival="2015-01-20", first_withdrawal="2015-02-20", there_on="2016-01-20")
    assert wait(still, "stay") == [(365, inf)]
    assert wait(plan(first_arrival="2015-01-20"), "stay") == []


def test_a_mission_without_a_request_took_at_least_as_long_as_from_its_decision():
    found = {f.id: f for f in forces(load())}
    artemis, chad = found["EU/artemis"], found["EU/eufor-tchad-rca"]
    now = {s.force: s for s in spells(load(), "first_arrival", clocks("2026-11-01"))}
    assert artemis.requested is not None
    assert (now["EU/artemis"].low, now["EU/artemis"].high) == (22, 23)
    assert chad.requested is None
    assert now["EU/eufor-tchad-rca"].high == inf


# --- no look-ahead --------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(st.dates(day("1950-01-01"), day("2026-11-01")), st.sampled_from(STAGES))
def test_what_lies_ahead_moves_no_duration(known, stage):
    """Put every date that lies after the day ten years later: what was known on the day stays the same."""
    record = load()

    def later(date: Date | None) -> Date | None:
        if date is None or date.last <= known:
            return date
        return Date((max(date.first, known + dt.timedelta(1)) + dt.timedelta(3653)).isoformat())

    def moved(found: Deployment | None) -> Deployment | None:
        if found is None:
            return None
        days = {n: later(getattr(found, n)) for n in ("first_arrival", "full_strength", "ended", "known")}
        return replace(found, **days)

    def clear(found: Deployment | None) -> bool:
        """Whether no date straddles the day: such a one cannot be put later without being made exact."""
        dates = [getattr(found, n) for n in ("first_arrival", "full_strength", "ended")] if found else []
        return all(d is None or not d.first <= known < d.last for d in dates)

    cases = {k: c for k, c in record.invocations.items() if clear(c.deployment)}
    kept = replace(record, invocations=cases, alliances=record.alliances)
    turned = replace(kept, invocations={k: replace(c, deployment=moved(c.deployment)) for k, c in cases.items()})
    asked = AsOf(known, known)
    assert spells(kept, stage, asked) == spells(turned, stage, asked)


def test_no_case_is_known_on_the_day_it_begins():
    record = load()
    for force in forces(record):
        start = force.start or force.plan.first_arrival
        seen = spells(record, "first_arrival", AsOf(start.first, start.first))
        assert force.id not in {s.force for s in seen}


# --- the pace of an answer ------------------------------------------------------------------------


def of(threat: str, *, by: str = "KAZ", on: str = "2022-01-05", seed: int = 1, without: tuple[str, ...] = ()) -> Pace:
    question = resolve(alliance="CSTO", by=by, on=day(on), threat=threat, runs=1000, seed=seed, without=without)
    found = pace(Situation.of(question, load()), delay_assumptions())
    assert found is not None
    return found


@pytest.mark.parametrize("threat", THREATS)
def test_stages_follow_one_another_in_whole_days(threat):
    found = of(threat)
    for days in (found.first_arrival, found.full_strength, found.stay):
        assert np.isfinite(days).all()
        assert (days == np.floor(days)).all()
        assert (days >= 0).all()
    assert (found.full_strength >= found.first_arrival).all()


def test_a_forecast_depends_on_its_seed_alone():
    once, again, other = of("coup"), of("coup"), of("coup", seed=2)
    assert (once.first_arrival == again.first_arrival).all()
    assert (once.stay == again.stay).all()
    assert (once.first_arrival != other.first_arrival).any()


def test_nearer_is_not_slower():
    """Run by run: with the nearest ally away the next one comes from farther, and no run gets faster."""
    alliance, record = load().alliances["CSTO"], load()
    world = World.at(day("2022-01-05"), day("2022-01-05"), record)
    allies = [m.state for m in world.members(alliance) if m.state != "KAZ"]
    by_way = sorted(allies, key=lambda s: world.distance_km(s, "KAZ"))
    near, far = of("internal-unrest"), of("internal-unrest", without=tuple(by_way[:-1]))
    ways = [known_before(world, alliance, "KAZ", "coup", present)[2] for present in (allies, by_way[-1:])]
    assert ways[0] < ways[1]
    assert (far.first_arrival >= near.first_arrival).all()


def test_lasting_wars_are_waited_for_longer_than_unrest():
    unrest, war = of("internal-unrest"), of("civil-war")
    assert np.median(unrest.first_arrival) < 10 < np.median(war.first_arrival)


@pytest.mark.parametrize(("name", "stage"), [("first-arrival", "first_arrival"), ("stay", "stay")])
def test_a_table_of_one_s_own_moves_the_days(name, stage):
    """A middle that a table holds fast outweighs the record, at either end of what it may say."""
    shipped = delay_assumptions()[name]
    middles = []
    for value in (shipped.least, shipped.most):
        held = msgspec.structs.replace(shipped, value=value, low=value, high=value)
        question = resolve(alliance="CSTO", by="KAZ", on=day("2022-01-05"), threat="coup", runs=1000)
        found = pace(Situation.of(question, load()), delay_assumptions() | {name: held})
        middles.append(float(np.median(getattr(found, stage))))
    usual = np.median(getattr(of("coup"), stage))
    assert middles[0] < usual < middles[1], (middles, usual)


def test_nobody_comes_where_nobody_is_left():
    question = resolve(
        alliance="RUS-ARM", by="ARM", on=day("2022-01-05"), threat="external-attack", runs=100, adversary="RUS"
    )  # fmt: skip
    assert pace(Situation.of(question, load()), delay_assumptions()) is None


def test_what_is_unknown_of_a_deployment_is_as_usual():
    found = spells(load(), "first_arrival", clocks("2022-01-05"))
    learnt = learn(found, "first_arrival")
    assert learnt.row((np.nan,) * 6)[1:] == pytest.approx([0.0, 0.0, 0.0])
    assert learnt.dates == sum(np.isfinite(s.high) for s in found)
