"""The answer as a whole: chances that add up, intervals, one seed one answer, and no look into the future."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from foedus.charter import ruling as engine
from foedus.ground.errors import QueryError
from foedus.ground.terms import ACTS, PROCEDURES, RESPONSES, THREATS
from foedus.record.load import load
from foedus.response import recorded_question, resolve
from foedus.response.answer import answer
from strategies import case, circumstance, day, member, small_record

RECORD = small_record()
RUNS = 1000

pytestmark = pytest.mark.usefixtures("series")


def kazakhstan(record=RECORD, history=False, **fields):
    question = recorded_question("KAZ-2022", record=record, **({"runs": RUNS} | fields))
    return answer(question, history=history, record=record)


def asked(record=RECORD, **fields):
    filled = {
        "alliance": "CSTO", "by": "KAZ", "on": day("2022-01-05"), "threat": "internal-unrest", "runs": RUNS,
        "record": record,
    } | fields  # fmt: skip
    return answer(resolve(**filled), record=record)


def chances(found):
    yield from found.response.values()
    yield found.decision.p_adopted
    yield from (p.no_objection for p in found.decision.positions.values())
    for contribution in found.contributions.values():
        yield contribution.p
        yield contribution.p_if_troops


def check(found):
    """What every answer must be."""
    assert set(found.response) == set(RESPONSES)
    assert sum(c.p for c in found.response.values()) == pytest.approx(1)
    assert sum(found.response[k].p for k in ACTS) == pytest.approx(found.decision.p_adopted.p)
    for chance in chances(found):
        assert 0 <= chance.low <= chance.high <= 1
        assert 0 <= chance.p <= 1
    for contribution in found.contributions.values():
        assert contribution.p.p <= contribution.p_if_troops.p + 1e-12
        assert (contribution.personnel is None) == (contribution.reason is not None)
        if contribution.personnel:
            q = contribution.personnel
            assert 0 < q.q05 <= q.q25 <= q.q50 <= q.q75 <= q.q95
    if found.deployment:
        first, full = found.deployment.first_arrival_days, found.deployment.full_strength_days
        for quantile in ("q05", "q25", "q50", "q75", "q95"):
            assert 0 <= getattr(first, quantile) <= getattr(full, quantile)
    assert set(found.contributions) == set(found.decision.positions)


@settings(max_examples=40)
@given(
    threat=st.sampled_from(THREATS),
    by=st.sampled_from(["ARM", "KAZ", "KGZ", "RUS", "TJK"]),
    on=st.dates(day("1992-06-01"), day("2025-12-31")),
    adversary=st.sampled_from(["", "CHN", "USA"]),
    amend=st.sampled_from(
        [(), *[(p,) for p in PROCEDURES if p in ("two-thirds", "simple-majority", "each-for-itself")]]
    ),
    seed=st.integers(0, 2**63 - 1),
)
def test_every_question_has_a_sound_answer(threat, by, on, adversary, amend, seed):
    found = asked(threat=threat, by=by, on=on, adversary=adversary, amend=amend, seed=seed, runs=100)
    check(found)
    assert by not in found.contributions
    assert found.model.seed == seed
    assert found.as_of == {"on": on.isoformat(), "known": on.isoformat()}


@pytest.mark.parametrize("name", sorted(RECORD.invocations))
def test_every_case_has_a_sound_answer(name):
    found = answer(recorded_question(name, record=RECORD, runs=200), record=RECORD)
    check(found)
    assert found.invocation.id == name
    assert name not in [s.id for s in found.similar]


def test_a_case_is_told_with_what_was_asked():
    found = kazakhstan()
    told = found.invocation
    assert (told.alliance, told.by, told.victim, told.threat) == ("CSTO", "KAZ", "KAZ", "internal-unrest")
    assert told.title.en == "KAZ-2022"
    assert found.ruling.owed is True
    assert found.decision.procedure == "consensus"
    assert found.model.precedents == 4
    assert found.model.interval == pytest.approx(0.9)
    assert found.sources[0] == "a-source"
    assert len(found.sources) == len(set(found.sources))
    assert asked().invocation.title is asked().invocation.id is None


def test_the_same_seed_gives_the_same_answer_and_another_one_nearly_so():
    one, same, other = kazakhstan(), kazakhstan(), kazakhstan(seed=1)
    assert one == same
    assert msgspec.json.encode(one.response) == msgspec.json.encode(same.response)
    assert one.soldiers != other.soldiers
    assert one.response["statement"].p != other.response["statement"].p
    assert one.response["troops"].p == pytest.approx(other.response["troops"].p, abs=0.05)


def test_without_the_leader_they_act_less():
    whole, alone = kazakhstan(), kazakhstan(without=("RUS",))
    assert alone.decision.p_adopted.p < whole.decision.p_adopted.p
    assert sum(alone.response[k].p for k in ACTS) < sum(whole.response[k].p for k in ACTS)
    assert "RUS" not in alone.contributions
    assert alone.invocation.without == ("RUS",)
    check(alone)


def test_taking_a_member_away_moves_no_draw_of_the_others():
    whole, fewer = kazakhstan(), kazakhstan(without=("ARM",))
    for state in ("KGZ", "RUS", "TJK"):
        assert fewer.contributions[state].personnel == whole.contributions[state].personnel
        assert fewer.contributions[state].p_if_troops.p >= whole.contributions[state].p_if_troops.p
        assert fewer.decision.positions[state] == whole.decision.positions[state]
    before, after = whole.decision.p_adopted.p, fewer.decision.p_adopted.p
    assert after == pytest.approx(before, abs=0.05), "one that sends little takes little with it"


def test_adding_a_member_moves_no_draw_of_the_others():
    csto = RECORD.alliances["CSTO"]
    bigger = replace(
        RECORD,
        alliances=RECORD.alliances | {"CSTO": replace(csto, members=(*csto.members, member("BLR", "1994-04-20")))},
    )
    before, after = kazakhstan(), kazakhstan(bigger)
    assert "BLR" in after.contributions
    for state in ("ARM", "KGZ", "RUS", "TJK"):
        assert before.contributions[state].personnel == after.contributions[state].personnel
    assert after.decision.p_adopted.p == pytest.approx(before.decision.p_adopted.p)


@pytest.mark.parametrize("amend", ["unanimity-minus-one", "two-thirds", "simple-majority", "each-for-itself"])
def test_a_procedure_that_asks_for_less_passes_more(amend):
    assert kazakhstan(amend=(amend,)).decision.p_adopted.p > kazakhstan().decision.p_adopted.p
    assert kazakhstan(amend=(amend,)).decision.procedure == amend


def test_the_case_itself_never_speaks_in_its_own_answer():
    made = RECORD.invocations["KAZ-2022"]
    opposite = replace(
        made, response=replace(made.response, kind="declined"), contributions=(), strength=(), deployment=None
    )
    other = replace(RECORD, invocations=RECORD.invocations | {made.id: opposite})
    assert kazakhstan(other, known=day("2023-01-01")).response == kazakhstan(known=day("2023-01-01")).response


def test_what_happened_later_never_speaks():
    later = case(
        "ZZZ", "CSTO", "KAZ", "2022-01-04", came="troops", answered="2022-01-06",
        circumstances=(circumstance("armed-attack", True, "2022-01-06"),),
    )  # fmt: skip
    assert kazakhstan(small_record((later,))) == kazakhstan()
    assert kazakhstan(small_record((later,)), known=day("2022-01-06")) != kazakhstan(known=day("2022-01-06"))


def test_history_is_told_only_where_it_is_asked_for():
    assert kazakhstan().history is None
    told = kazakhstan(history=True)
    assert told.history.response == "troops"
    assert told.response == kazakhstan().response
    question = resolve(alliance="CSTO", by="KAZ", on=day("2022-01-05"), threat="coup", runs=RUNS, record=RECORD)
    assert answer(question, history=True, record=RECORD).history is None


def test_a_member_without_a_figure_has_a_reason_and_no_size(series):
    del series["soldiers"].values["TJK"]
    del series["soldiers-slow"].values["TJK"]
    found = kazakhstan().contributions
    assert found["TJK"].personnel is None
    assert "no figure" in found["TJK"].reason
    assert found["RUS"].personnel.q50 > found["ARM"].personnel.q50


def test_a_member_without_soldiers_is_not_said_to_be_unknown(series):
    series["soldiers"].values["TJK"] = dict.fromkeys(range(2000, 2022), 0.0)
    found = kazakhstan().contributions["TJK"]
    assert "no figure" not in (found.reason or "")


def test_the_record_of_sending_shapes_who_sends():
    found = asked(on=day("2023-01-05"))
    assert found.contributions["RUS"].p_if_troops.p > found.contributions["ARM"].p_if_troops.p
    assert found.deployment.cases == {"first_arrival": 1, "full_strength": 1, "stay": 0}
    assert found.similar[0].id == "KAZ-2022"


# --- who decides ----------------------------------------------------------------------------------


def test_a_leader_that_decides_alone():
    found = answer(
        resolve(
            alliance="WARSAW-PACT",
            by="POL",
            on=day("1980-12-05"),
            threat="internal-unrest",
            runs=RUNS,
            record=RECORD,
            amend=("leader-decides",),
        ),
        record=RECORD,
    )
    check(found)
    assert found.decision.procedure == "leader-decides"
    assert found.decision.p_adopted.p == pytest.approx(found.decision.positions["SUN"].no_objection.p)
    assert set(found.decision.positions) == {"CSK", "HUN", "SUN"}


def test_a_treaty_that_names_no_rule_is_taken_as_consensus_and_says_so():
    question = resolve(
        alliance="WARSAW-PACT", by="POL", on=day("1980-12-05"), threat="internal-unrest", runs=RUNS, record=RECORD
    )
    found = answer(question, record=RECORD)
    check(found)
    assert (found.decision.procedure, found.ruling.procedure) == (None, None)
    assert "names no voting rule" in found.ruling.procedure_text.en
    alone = answer(replace(question, amend=("leader-decides",)), record=RECORD)
    assert alone.decision.p_adopted.p > found.decision.p_adopted.p  # fewer can stop it


def test_without_the_leader_that_decides_the_rest_must_agree():
    def pact(by, **fields):
        question = resolve(
            amend=("leader-decides",),
            alliance="WARSAW-PACT",
            by=by,
            on=day("1980-12-05"),
            threat="internal-unrest",
            runs=RUNS,
            record=RECORD,
            **fields,
        )
        return answer(question, record=RECORD)

    check(pact("SUN"))
    assert "SUN" not in pact("SUN").decision.positions
    assert pact("POL", without=("SUN",)).decision.p_adopted.p < pact("POL").decision.p_adopted.p


def test_after_the_treaty_ended_no_procedure_is_told(monkeypatch):
    pact = RECORD.alliances["WARSAW-PACT"]
    lasting = replace(pact, members=tuple(member(s, "1955-06-04") for s in ("HUN", "POL")), dissolved=None)
    record = replace(RECORD, alliances=RECORD.alliances | {"WARSAW-PACT": lasting})
    found = answer(
        resolve(alliance="WARSAW-PACT", by="POL", on=day("1995-01-01"), threat="coup", runs=RUNS, record=record),
        record=record,
    )
    assert (found.ruling.procedure, found.decision.procedure) == (None, None)


def test_a_treaty_without_rules_is_answered_with_the_law_left_open(monkeypatch):
    monkeypatch.setattr(engine, "rules_of", lambda _: None)
    found = asked()
    assert found.ruling.owed is None
    assert found.decision.procedure == "consensus"
    check(found)


def test_an_alliance_of_one_cannot_be_helped():
    csto = RECORD.alliances["CSTO"]
    record = replace(
        RECORD,
        alliances=RECORD.alliances | {"CSTO": replace(csto, members=(member("KAZ", "1994-04-20"),))},
        invocations={},
    )
    found = asked(record)
    assert found.decision.p_adopted.p == 0
    assert (found.contributions, found.deployment) == ({}, None)
    assert sum(found.response[k].p for k in RESPONSES if k not in ACTS) == pytest.approx(1)


def test_an_unknown_amendment_is_refused():
    with pytest.raises(QueryError, match="no amendment"):
        asked(amend=("nonsense",))


def test_the_shipped_record_answers_by_default():
    name = "CSTO-2022-KAZ" if "CSTO-2022-KAZ" in load().invocations else next(iter(load().invocations))
    found = answer(recorded_question(name, runs=100))
    check(found)
    assert found.invocation.id == name


def test_more_runs_narrow_nothing_but_the_noise():
    few, many = kazakhstan(runs=500), kazakhstan(runs=20_000)
    assert few.response["troops"].p == pytest.approx(many.response["troops"].p, abs=0.06)
    assert few.response["troops"].high - few.response["troops"].low == pytest.approx(
        many.response["troops"].high - many.response["troops"].low, abs=0.15
    )
    assert np.isfinite(many.response["none"].p)
