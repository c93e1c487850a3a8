"""The command of unrest: labelled an illustration in both languages, the same for one seed, drawn at both widths."""

from __future__ import annotations

import json

import pytest

from command_line import call

SMALL = ("--size", "20", "--vision", "3", "--days", "15", "--runs", "2")


def test_it_says_first_that_it_is_an_illustration(capsys):
    code, out, _ = call(capsys, "unrest", *SMALL)
    assert code == 0 and out.startswith("An illustration, not a forecast")
    assert "280 citizens and 16 cops on 400 sites, 15 days, 2 runs" in out
    code, out, _ = call(capsys, "unrest", *SMALL, "--lang", "de")
    assert code == 0 and out.startswith("Eine Illustration, keine Vorhersage")


def test_json_has_quantiles_by_day_and_is_the_same_for_a_seed(capsys):
    found = [call(capsys, "unrest", *SMALL, "--seed", seed, "--json")[1] for seed in ("3", "3", "4")]
    assert found[0] == found[1] != found[2]
    answer = json.loads(found[0])
    assert answer["illustration"] is True
    assert (answer["citizens"], answer["cops"], answer["runs"], answer["days"]) == (280, 16, 2, 15)
    assert [len(answer["active"][q]) for q in ("0.05", "0.5", "0.95")] == [15, 15, 15]


def test_soldiers_who_arrive_change_nothing_before(capsys):
    alone, helped = (
        json.loads(call(capsys, "unrest", *SMALL, "--legitimacy", "0.6", "--json", *more)[1])["active"]["0.5"]
        for more in ((), ("--arrival", "6", "--then", "0.2"))
    )
    assert alone[:5] == helped[:5]
    assert alone[0] > 0
    assert sum(helped[5:]) < sum(alone[5:])


def test_the_picture_shows_six_days_and_the_course(capsys, tmp_path):
    file = tmp_path / "unrest.svg"
    code, _, err = call(
        capsys,
        "unrest",
        "--size",
        "20",
        "--vision",
        "3",
        "--days",
        "40",
        "--runs",
        "1",
        "--lang",
        "de",
        "--svg",
        str(file),
    )
    assert code == 0 and "geschrieben" in err
    svg = file.read_text("utf-8")
    assert svg.count(">Tag ") == 6 or "Tag 40" in svg or "Tag 1<" in svg
    assert "Eine" not in svg.split("<title")[0] and "Illustration" in svg


@pytest.mark.parametrize(
    "wrong",
    [
        ["--runs", "0"], ["--runs", "-5"], ["--days", "0"], ["--runs", "1000000", "--days", "100000"], ["--cops", "0.5"],
        ["--cops", "-0.1"], ["--legitimacy", "2"], ["--vision", "20"], ["--jail", "0"], ["--size", "5"], ["--ratio", "half"],
        ["--arrival", "3", "--then", "1.5"], ["--arrival", "0"], ["--arrival", "-3"], ["--seed", "-4"],
        ["--seed", "99999999999999999999999999"], ["--jail", "99999999999999999999999"], ["--jail", "32768"], ["--svg", "/proc/nothing/all.svg"],
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_with_a_reason(capsys, wrong):
    for lang in ("en", "de"):
        code, out, err = call(capsys, "unrest", "--runs", "1", "--days", "2", *wrong, "--lang", lang)
        assert (code, out) == (2, "")
        assert ("why:" if lang == "en" else "Grund:") in err
