"""Published counts by name, recomputed from the publishers' files: O7, O8, O22, O23, O33, O36, O42, O51, O67.

The numbers after each O are those of the reading of the literature that docs/reference/outcomes.md cites.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import numpy as np
import pytest

from foedus.outcomes.counted import campaigns, civil_war, peacekeeping
from foedus.outcomes.figures import counted
from published import folder, tidy_table

pytestmark = pytest.mark.data
ROOT = Path(__file__).parents[2]


def by_id(figures):
    return {figure.id: figure for figure in figures}


@pytest.fixture(scope="module")
def episodes():
    return civil_war.episodes(tidy_table("ucdp-termination"))


def test_o7_how_ended_episodes_ended_by_whom_troops_helped(episodes):
    assert len(episodes) == 479 and sum(e.outcome is not None for e in episodes) == 435
    found = by_id(civil_war.raw_figures(episodes))
    told = {
        side: [
            found[f"civil-war-raw-{side}-{end}"].value
            for end in ("government-won", "rebels-won", "agreement", "died-down")
        ]
        for side in ("government", "none")
    }
    assert [round(v, 2) for v in told["government"]] == [0.17, 0.15, 0.17, 0.44]
    assert [round(v, 2) for v in told["none"]] == [0.22, 0.08, 0.08, 0.44]
    assert [found[f"civil-war-raw-{s}-agreement"].of for s in ("government", "none", "both")] == [41, 359, 17]
    assert [round(found[f"civil-war-raw-both-{e}"].value, 2) for e in ("government-won", "agreement")] == [0.29, 0.24]


def test_o8_how_long_episodes_lasted(episodes):
    found = by_id(civil_war.raw_figures(episodes))
    told = {
        s: [round(found[f"civil-war-length-{s}-{k}"].value, 1) for k in ("mean", "median")]
        for s in ("government", "none", "both", "rebels")
    }
    assert told == {"government": [5.4, 3.0], "none": [3.8, 1.0], "both": [10.6, 8.0], "rebels": [4.9, 1.0]}
    war = [e for e in episodes if e.outcome is not None and any(e.wars)]
    means = {s: np.mean([len(e.years) for e in war if e.side == s]) for s in ("government", "none", "both", "rebels")}
    assert {s: round(float(v), 1) for s, v in means.items()} == {
        "government": 10.0,
        "none": 8.7,
        "both": 10.8,
        "rebels": 9.8,
    }


def test_o22_ended_campaigns():
    found = by_id(campaigns.campaign_figures(tidy_table("navco")))
    peaceful, violent = (found[f"campaigns-{way}-campaign-won"] for way in ("nonviolent", "violent"))
    assert (peaceful.yes, peaceful.of, violent.yes, violent.of) == (150, 292, 70, 268)
    partly = [round(found[f"campaigns-{w}-campaign-won-in-part"].value, 2) for w in ("nonviolent", "violent")]
    assert partly == [0.16, 0.12]


def test_o23_running_campaigns_counted_as_failures_change_the_decade():
    navco = tidy_table("navco")
    recent = by_id(campaigns.campaign_figures(navco, since=2010))
    ended = [round(recent[f"campaigns-2010-{way}-campaign-won"].value, 2) for way in ("nonviolent", "violent")]
    with_them = {way: round(yes / of, 2) for way, (yes, of) in campaigns.with_running(navco, 2010).items()}
    assert ended == [0.47, 0.25] and with_them == {"nonviolent": 0.34, "violent": 0.08}
    every = campaigns.with_running(navco, 0)
    assert [round(yes / of, 2) for yes, of in every.values()] == [0.47, 0.23]
    assert sum(of for _, of in every.values()) - 560 == 62


def test_o33_ceasefires_with_and_without_peacekeepers():
    found = by_id(peacekeeping.ceasefire_figures(tidy_table("ceasefire-spells")))
    there, none = found["ceasefires-peacekeepers-held"], found["ceasefires-no-peacekeepers-held"]
    assert (there.yes, there.of, none.yes, none.of) == (19, 34, 21, 62)
    medians = [found[f"ceasefires-{g}-relapse"].value for g in ("peacekeepers", "no-peacekeepers")]
    assert medians == pytest.approx([1.05, 0.59])


def test_o36_one_month_in_one_place_turns_the_sign_of_the_means():
    found = by_id(peacekeeping.killing_figures(tidy_table("hultman-kathman-shannon")))
    none, there, many = (found[f"killing-{g}"] for g in ("no-un-troops", "un-troops", "un-troops-10000"))
    assert (round(none.value, 1), none.of) == (28.3, 3274) and (round(there.value, 1), there.of) == (355.7, 472)
    assert there.largest == "Rwanda 1994" and round(there.without, 1) == 35.0
    assert (round(many.value, 1), many.of) == (4.2, 95)


def test_o42_coup_attempts():
    found = by_id(campaigns.coup_figures(tidy_table("powell-thyne")))
    assert (found["coups-1950-2020"].yes, found["coups-1950-2020"].of) == (237, 478)
    decades = [round(found[f"coups-{a}-{b}"].value, 2) for a, b in campaigns.DECADES]
    assert decades == [0.52, 0.36, 0.40, 0.52]


def test_o51_how_fast_missions_grew():
    found = peacekeeping.built_up(tidy_table("kathman-peacekeeping"))
    new = [m for m in found if not m.taken_over]
    assert len(new) == 12 and np.median([m.half for m in new]) == 5
    whole = [m for m in new if not m.gap]
    assert len(whole) == 11 and np.median([m.most for m in whole]) == 8
    assert sum(m.most <= 3 for m in new) == 0
    # The published count has 10 for the median of twelve (the upper one of the middle two) and 14 missions taken over.
    assert sorted(m.most for m in new)[6] == 10
    over = [m for m in found if m.taken_over and not m.gap]
    assert len(over) == 15 and np.median([m.half for m in over]) == 0


def test_o67_how_long_missions_stayed():
    found = by_id(peacekeeping.stay_figures(tidy_table("un-peacekeeping-missions"), dt.date(2024, 2, 19)))
    median, mean = found["stay-ended-median"], found["stay-ended-mean"]
    assert median.of == 66 and round(median.value, 1) == 2.5 and round(mean.value, 1) == 4.5
    assert found["stay-within-a-year"].yes == 14
    assert round(found["stay-running-median"].value) == 29


def test_the_shipped_figures_are_those_of_the_files(episodes):
    """All but the intervals that are drawn (`tools/build_outcomes.py --check` compares those too)."""
    shipped = by_id(counted().figures)
    again = [*civil_war.raw_figures(episodes), *campaigns.campaign_figures(tidy_table("navco"))]
    for figure in again:
        assert shipped[figure.id].value == pytest.approx(figure.value, abs=1e-4)
        assert (shipped[figure.id].yes, shipped[figure.id].of) == (figure.yes, figure.of)
    m = civil_war.matched(episodes, 2020)
    ones = np.ones(len(m.conflicts))
    for number, outcome in enumerate(civil_war.TOLD):
        got, other = civil_war.effect(m, ones, number)
        assert shipped[f"civil-war-matched-difference-{outcome}"].value == pytest.approx(got - other, abs=1e-4)
    assert (m.episodes_unhelped, m.outside) == (387, 0)


def test_the_drafted_findings_are_those_of_the_files():
    where = folder()
    sys.path.insert(0, str(ROOT / "tools"))
    import draft_aftermath

    assert draft_aftermath.main([str(where), "--check"]) == 0


def test_protests_are_counted_where_the_days_are_known():
    found = by_id(campaigns.protest_figures(tidy_table("mass-mobilization")))
    shot, other = found["protest-again-state-shot"], found["protest-again-state-did-not-shoot"]
    assert (shot.yes, shot.of, other.yes, other.of) == (443, 890, 1779, 3136)
    assert shot.low < shot.value < shot.high
