"""foedus outcomes: the answer in a sentence, the counts with ranges, effect and cost apart, JSON, both languages, faults."""

from __future__ import annotations

import json

import pytest

from command_line import call

EVE = ("--on", "2022-01-05", "--known", "2022-01-05")


def test_json_has_counts_intervals_and_cases_and_nothing_of_later(capsys):
    code, out, _ = call(capsys, "outcomes", "--threat", "internal-unrest", *EVE, "--json")
    answer = json.loads(out)
    assert code == 0 and (answer["threat"], answer["on"], answer["known"]) == ("internal-unrest", *EVE[1::2])
    assert answer["counts"] == {"came": 10, "not": 4, "announced": 2, "contested": 5} and answer["few"] is True
    assert all(case["date"] < "2022-01-05" for case in answer["cases"])
    assert "KAZ" not in out and "Kazakhstan" not in json.dumps([c["title"] for c in answer["cases"]])
    for tally in answer["tallies"]:
        share = tally["share"]
        assert (share["share"] is None) == (share["of"] == 0)
        assert share["of"] == 0 or share["low"] <= share["high"]
        assert {"unknown", "running", "lowest", "highest", "without_largest", "cases"} <= set(tally)
    assert {f["set"] for f in answer["published"]} == {"navco", "mass-mobilization", "kathman-peacekeeping"}
    assert all(s["citation"] and s["known"] <= "2022" for s in answer["sets"])
    assert {"lowest", "highest", "largest", "without_largest", "without_count"} <= set(answer["dead"][0])


def test_the_screen_keeps_effect_cost_and_rightness_apart(capsys):
    code, out, _ = call(capsys, "outcomes", "--threat", "internal-unrest", *EVE)
    text = " ".join(out.split())
    assert code == 0 and "21 comparable cases" in text and "Soldiers came in 10" in text
    assert "9 of 10" in text and "Effect:" in text and "Cost:" in text and "Rightness:" in text
    assert "which is not zero" in text and "nobody knows" in text


def test_german_is_german(capsys):
    code, out, _ = call(
        capsys, "outcomes", "--threat", "civil-war", "--on", "2024-03-01", "--known", "2024-03-01", "--lang", "de"
    )
    text = " ".join(out.split())
    assert code == 0 and "Bürgerkrieg" in text and "Wirkung:" in text and "Preis:" in text and "Wertung:" in text
    assert "54 Regierungen mit Hilfe, 387 Episoden ohne" in text and "2,5 Jahre" in text


@pytest.mark.parametrize("threat", ["coup", "external-attack", "cross-border-raid", "terrorism", "other"])
def test_every_threat_has_an_answer(capsys, threat):
    code, out, _ = call(capsys, "outcomes", "--threat", threat)
    assert code == 0 and "comparable cases" in out


def test_a_day_without_cases_says_so(capsys):
    code, out, _ = call(capsys, "outcomes", "--threat", "coup", "--on", "1946-01-01", "--known", "1946-01-01")
    assert code == 0 and "no comparable case" in out and "Published only later" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--threat", "unrest"), "internal-unrest"),
        (("--threat", "coup", "--on", "2022-13-01"), "2022-13-01"),
        ((), "--threat"),
    ],
)
def test_what_cannot_be_asked_is_refused(capsys, arguments, told):
    code, out, err = call(capsys, "outcomes", *arguments)
    assert code == 2 and out == "" and told in err and "Traceback" not in err
