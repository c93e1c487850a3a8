"""Codes can be read aloud and written by hand, guessed by nobody, and secrets open one thing only."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foedus.web.council.codes import (
    ALPHABET,
    LENGTH,
    code_of,
    digest,
    new_code,
    new_secret,
    opens,
    proof,
    proves,
    spelled_code,
)

LOOK_ALIKE = ("0OQD", "1IL", "2Z", "5S", "6G", "8B", "UV")
CODES = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


def test_no_two_signs_look_alike_and_no_word_is_spelled():
    assert all(len(set(group) & set(ALPHABET)) <= 1 for group in LOOK_ALIKE)
    assert not set("AEIOUY") & set(ALPHABET)
    assert len(ALPHABET) ** LENGTH > 10**10


def test_codes_are_drawn_anew_from_the_whole_alphabet():
    drawn = [new_code() for _ in range(300)]
    assert len(set(drawn)) == 300
    assert set("".join(drawn)) == set(ALPHABET)  # each sign is missed with a chance of 18 (17/18)^2400, under 10^-58


@given(CODES, st.sampled_from(["", "-", " ", "–", " - ", "_"]), st.booleans())
def test_a_code_is_known_however_it_is_typed(code, between, small):
    typed = f" {code[:4]}{between}{code[4:]} "
    assert code_of(typed.lower() if small else typed) == code
    assert code_of(spelled_code(code)) == code


@given(st.text())
def test_what_is_no_code_is_none_and_nothing_else_ever_comes_back(typed):
    found = code_of(typed)
    assert found == "" or (len(found) == LENGTH and set(found) <= set(ALPHABET))


def test_signs_that_only_look_right_are_refused():
    assert code_of("CDFH347\N{ARABIC-INDIC DIGIT NINE}") == ""
    assert code_of("\N{LATIN SMALL LIGATURE FF}DHJ347") == ""  # one letter that becomes FF when it is made large
    assert code_of("CDFH3479" + " " * 100) == ""


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_secret_opens_its_own_digest_only(mine, other):
    assert opens(mine, digest(mine))
    assert opens(other, digest(mine)) is (mine == other)
    assert not opens(mine, "")


@given(CODES, CODES, st.text(max_size=60))
def test_a_proof_is_for_one_secret_and_one_room(here, there, given_by_somebody):
    secret = new_secret()
    assert proves(proof(secret, here), secret, here)
    assert not proves(proof(secret, here), new_secret(), here)
    assert proves(proof(secret, here), secret, there) is (here == there)
    assert not proves(given_by_somebody, secret, here)
    assert not proves(proof("", here), "", here)


def test_secrets_are_long_and_fit_for_a_cookie():
    secret = new_secret()
    assert len(secret) == 32 and secret.replace("-", "").replace("_", "").isalnum()
