"""After TAB a shell offers names of the record and the catalogue."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys

import pytest

from foedus.cli import completion


@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("foedus sho", "show"),
        ("foedus show C", "CSTO"),
        ("foedus show W", "WARSAW-PACT"),
        ("foedus compare CSTO N", "NATO"),
        ("foedus invoke kaz", "kazakhstan-2022"),
        ("foedus invoke --by K", "KAZ"),
        ("foedus invoke --threat int", "internal-unrest"),
        ("foedus invoke --amend two", "two-thirds"),
        ("foedus cases N", "NATO"),
        ("foedus record cite cst-19", "cst-1992"),
        ("foedus record cite --format csl", "csl-json"),
        ("foedus record export x --format par", "parquet"),
        ("foedus claims check art", "article-2022-01-07"),
    ],
)
def test_a_shell_is_offered_names(line, offers):
    env = os.environ | {
        "_FOEDUS_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split()) - 1),
    }
    done = subprocess.run([sys.executable, "-m", "foedus"], env=env, capture_output=True, text=True, check=False)
    assert offers in done.stdout.split(), done.stderr


def test_offers_begin_as_typed_in_any_case():
    for offer, typed in (
        (completion.alliances, "n"), (completion.states, "ka"), (completion.sets, "atop"), (completion.topics, "a"),
        (completion.sets_and_tables, "atop."), (completion.cases, "csto-"), (completion.threats, "c"),
    ):  # fmt: skip
        found = offer(typed)
        assert found and all(name.casefold().startswith(typed) for name, _ in found)
        assert len(found) < len(offer("")) or offer is completion.alliances
    assert completion.alliances("x") == []


def test_sources_are_offered_after_the_last_comma():
    assert "atop,nmc" in [name for name, _ in completion.sources("atop,nm")]


def test_every_list_of_words_is_offered_and_narrowed():
    """Each function of the module that takes what was typed so far: all it offers, and only what begins so."""
    offers = [f for name, f in vars(completion).items() if inspect.isfunction(f) and not name.startswith("_")]
    assert len(offers) > 8
    for offer in offers:
        everything = offer("")
        assert all(isinstance(word, str) and isinstance(told, str) for word, told in everything), offer.__name__
        if everything:
            first = everything[0][0]
            assert first in [word for word, _ in offer(first)]
        assert offer("§nothing") == []
