"""The commands that an answer prints can be typed: they ask about the same day and name whom they can name."""

from __future__ import annotations

import re
import shlex

import pytest

from command_line import call

COMMAND = re.compile(r"foedus ((?:show|compare) [^,]*?)(?:,|$)")


def printed(told: str) -> list[str]:
    """The commands of the last paragraph, with the line breaks of the terminal taken out."""
    last = re.split(r"\n(?=Further: |Weiter: )", told)[-1]
    return [found.strip() for found in COMMAND.findall(" ".join(last.split()))]


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize(
    "asked",
    [
        "show CENTO --on 1960-06-01", "show NATO --on 1960-06-01", "show WARSAW-PACT --on 1968-08-20",
        "show WARSAW-PACT --on 1992-01-01", "show SCO --on 2030-01-01", "alliances COM --on 1990-01-01",
        "alliances SUN --on 1968-01-01", "show US-JPN",
    ],
)  # fmt: skip
def test_what_an_answer_says_to_type_answers_on_that_day(capsys, asked, lang):
    code, told, _ = call(capsys, *asked.split(), "--lang", lang)
    assert code == 0
    day = asked.partition("--on ")[2]
    for command in printed(told):
        assert f"--on {day}" in command if day else "--on" not in command
        assert call(capsys, *shlex.split(command))[0] == 0, command


def test_an_alliance_that_has_ended_has_no_table_without_rows(capsys):
    told = call(capsys, *["show", "WARSAW-PACT", "--on", "1992-01-01"])[1]
    assert "─" not in told
    assert "compare" not in told


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("--alliance AES --by MLI --threat civil-war", r"--without (BFA|NER)\b"),
        ("--alliance OAS --by PAN --threat coup", r"--without USA\b"),
        ("--alliance US-JPN --by JPN --threat external-attack", None),
    ],
)
def test_only_an_ally_is_offered_to_be_taken_away(capsys, asked, offered):
    told = call(capsys, "invoke", *asked.split(), *["--on", "2024-08-01", "--runs", "200"])[1]
    last = " ".join(told.split("Further: ")[1].split())
    assert re.search(offered, last) if offered else "--without" not in last
    change = re.search(r"--amend (\S+)", last)
    again = ["--amend", change[1]] if change else []
    assert call(capsys, "invoke", *asked.split(), *["--on", "2024-08-01", "--runs", "200"], *again)[0] == 0


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("asked", ["show SCO --on 2090-01-01", "compare GCC ARAB-LEAGUE --on 2090-01-01"])
def test_of_a_day_to_come_it_is_said_once_that_it_is_to_come(capsys, asked, lang):
    told = " ".join(call(capsys, *asked.split(), "--lang", lang)[1].split())
    ends = "lies after the record" if lang == "en" else "nach dem Stand der Sammlung"
    assert (("lies in the future" if lang == "en" else "in der Zukunft") in told) and ends not in told


def test_no_vote_is_offered_to_members_who_answer_each_for_itself(capsys):
    asked = "--alliance RUS-PRK --by PRK --on 2026-01-01 --threat external-attack --adversary USA --runs 200"
    last = call(capsys, "invoke", *asked.split())[1].split("Further: ")[1]
    assert not re.search(r"unanimity|two-thirds|majority", last)


def test_negative_coefficients_have_a_minus_and_no_hyphen(capsys):
    told = call(capsys, *["burden", "GCC", "--lang", "de"])[1]
    assert "\N{MINUS SIGN}" in told
    assert not re.search(r"(?<![\w])-\d", told.replace("95-%", ""))
