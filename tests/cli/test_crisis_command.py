"""The command of crises: recorded cases first, then what is labelled an illustration; figures, folders, bad input."""

from __future__ import annotations

import json

import pytest

from command_line import call

SMALL = ("crisis", "kazakhstan-2022", "--runs", "300", "--days", "9")


def test_what_rests_on_cases_comes_first_and_the_rest_is_an_illustration(capsys):
    code, out, _ = call(capsys, *SMALL)
    assert code == 0 and out.startswith("From recorded cases\nSoldiers come: about ")
    assert out.index("Russia") < out.index("An illustration, not a forecast") < out.index("how much soldiers count")
    code, out, _ = call(capsys, *SMALL, "--lang", "de")
    assert code == 0 and out.startswith("Aus erfassten Fällen") and "Eine Illustration, keine Vorhersage" in out


def test_json_is_the_same_for_a_seed_and_says_what_it_is(capsys):
    found = [call(capsys, *SMALL, "--seed", seed, "--json", "--chunk", "77")[1] for seed in ("3", "3", "4")]
    assert found[0] == found[1] != found[2]
    told = json.loads(found[0])
    assert told["illustration"] is True and told["runs"] == 300 and told["asked"]["seed"] == 3
    assert [len(told["quantiles"]["active"][q]) for q in ("0.05", "0.95")] == [9, 9]
    assert set(told["soldiers_change"]) >= {"either-way", "only-with", "sooner"}


@pytest.mark.parametrize(
    ("case", "said"), [("armenia-2020", "Lanchester"), ("batken-1999", "the armed forces of the adversary are unknown")]
)
def test_a_war_is_lanchesters_and_what_is_unknown_is_not_shown(capsys, case, said):
    code, out, _ = call(capsys, "crisis", case, "--runs", "100", "--days", "4")
    assert code == 0 and said in " ".join(out.split())
    code, out, _ = call(capsys, "crisis", "batken-1999", "--runs", "100", "--days", "4", "--lang", "de")
    assert "die Streitkräfte des Gegners sind an diesem Tag unbekannt" in " ".join(out.split())


def test_pictures_have_the_finding_in_their_title_and_their_data_beside_them(capsys, tmp_path):
    code, _, err = call(capsys, *SMALL, "--figures", str(tmp_path / "f"), "--lang", "de")
    assert code == 0 and err.count("geschrieben") >= 6
    events = (tmp_path / "f" / "crisis-events.svg").read_text("utf-8")
    assert "Erste Soldaten binnen einer Woche in" in events and "Ordnung wiederhergestellt" in events
    rows = (tmp_path / "f" / "crisis-ground.csv").read_text().splitlines()
    assert rows[0] == "series,day,q05,q25,q50,q75,q95" and len(rows) == 1 + 2 * 9
    code, _, _ = call(
        capsys, "crisis", "armenia-2020", "--runs", "100", "--days", "30", "--figures", str(tmp_path / "w")
    )
    assert code == 0 and "In the fighting: the adversary" in (tmp_path / "w" / "crisis-ground.svg").read_text("utf-8")


def test_a_folder_is_told_of_before_it_is_filled_and_asked_again_it_answers_at_once(capsys, tmp_path):
    code, first, err = call(capsys, *SMALL, "--out", str(tmp_path / "c"), "--paths", "--json")
    assert code == 0 and err.startswith("whole paths take 1 MB, in ")
    assert call(capsys, *SMALL, "--out", str(tmp_path / "c"), "--paths", "--json")[1] == first
    code, _, err = call(capsys, *SMALL, "--out", str(tmp_path / "c"), "--paths", "--seed", "9")
    assert code == 2 and "holds another crisis" in err and "its seed is 0, not 9" in err


def test_a_table_of_ones_own_moves_the_ground_and_nothing_else(capsys, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(
        'model = "crisis-1"\n[soldier-worth]\nvalue = 50.0\nlow = 50.0\nhigh = 50.0\nunit = "own soldiers"\n'
        'text = { en = "x", de = "x" }\ngrounds = "an exercise"\njudgement = true\n'
    )
    usual, changed = (
        json.loads(call(capsys, *SMALL, "--json", *more)[1]) for more in ((), ("--assumptions", str(own)))
    )
    assert (
        usual["response"] == changed["response"] and usual["quantiles"]["soldiers"] == changed["quantiles"]["soldiers"]
    )
    assert changed["soldiers_change"]["sooner"] >= usual["soldiers_change"]["sooner"]
    assert changed["events"]["restored"]["share"] >= usual["events"]["restored"]["share"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--runs", "-1"), "--runs -1 is out of range"), (("--runs", "999999999999"), "out of range"),
        (("--days", "0"), "--days 0 is out of range"), (("--paths",), "--paths goes with --out"),
        (("--chunk", "0"), "--chunk 0 is out of range"), (("--threads", "-2"), "--threads -2 is out of range"),
        (("--seed", "-1"), "--seed -1 is out of range"), (("--threat", "x"), "there is no threat"),
        (("--known", "tomorrow"), "tomorrow"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_one_message(capsys, more, said):
    code, out, err = call(capsys, *SMALL, *more)
    assert (code, out) == (2, "") and said in err and "Traceback" not in err
