"""Cases: a member whose part is not the whole is named where a reader looks, and signatories are no members yet."""

from __future__ import annotations

import pytest

from command_line import call


def said(capsys, *words):
    code, out, err = call(capsys, *words)
    assert code == 0, err
    return " ".join(out.split())


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("CSTO", "--on", "2024-06-01"), "Armenia: Participation frozen in practice"),
        (("CSTO", "--on", "2013-07-01"), "Uzbekistan: Membership suspended at its own request"),
        (("NATO", "--on", "1970-01-01"), "France: Outside the integrated military command"),
        (("NATO", "--on", "1975-01-01"), "Greece: Outside the military structure"),
        (("WARSAW-PACT", "--on", "1965-01-01"), "Albania: Shut out of the pact’s councils"),
        (("CSTO", "--on", "2024-06-01", "--lang", "de"), "Armenien: Teilnahme praktisch eingefroren"),
    ],
)
def test_show_says_whose_part_is_not_the_whole(words, sentence, capsys):
    assert sentence in said(capsys, "show", *words)


def test_where_all_have_the_whole_nothing_is_said(capsys):
    assert "*" not in said(capsys, "show", "NATO", "--on", "2022-01-07")
    assert "Armenia * 20 April 1994" in said(capsys, "show", "CSTO", "--on", "2024-06-01")


def test_invoke_says_it_too(capsys):
    asked = ("--by", "TJK", "--alliance", "CSTO", "--threat", "terrorism", "--runs", "500")
    assert "Armenia: Participation frozen in practice" in said(capsys, "invoke", *asked, "--on", "2025-01-05")
    assert "Participation frozen" not in said(capsys, "invoke", *asked, "--on", "2022-01-05")


def test_the_signatories_of_a_treaty_not_in_force_are_no_members(capsys):
    found = said(capsys, "show", "CSTO", "--on", "1993-12-01")
    assert found.startswith("CST: no member yet; 7 signatories of a treaty that is not in force.")
    assert said(capsys, "show", "CSTO", "--on", "1994-04-20").startswith("CST: 9 members")


@pytest.mark.parametrize(("case", "sentence"), [
    ("kazakhstan-2022", "Allowed without a duty, if the organ so decides: Article 6; Article 7 of the Charter;"),
    ("kyrgyzstan-2010", "Whether more is allowed is open: Whether Article 3 of the agreement on peacekeeping"),
])  # fmt: skip
def test_what_each_instrument_allows(case, sentence, capsys):
    assert sentence in said(capsys, "invoke", case, "--runs", "500")


def test_a_treaty_without_a_voting_rule_says_so(capsys):
    asked = ("--by", "POL", "--alliance", "WARSAW-PACT", "--on", "1970-01-01", "--threat", "external-attack")
    assert "none named by the treaty, taken as consensus" in said(capsys, "invoke", *asked, "--runs", "500")
