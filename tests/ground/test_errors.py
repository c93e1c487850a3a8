"""Errors name what, where, why and the next step; hints find the nearest name."""

from __future__ import annotations

import pytest

from foedus.ground.errors import FoedusError, QueryError, RecordError, did_you_mean, nearest

STATES = ["KAZ", "KGZ", "Kazakhstan", "Kyrgyzstan", "Kasachstan", "RUS"]


def test_an_error_is_told_in_the_order_where_what_why_next():
    error = RecordError("bad date", where="a.toml:3", why="no month 13", hint="mend it")
    assert str(error).splitlines() == ["a.toml:3: bad date", "  why:  no month 13", "  next: mend it"]


def test_an_error_leaves_out_what_it_does_not_know():
    assert str(QueryError("no such state")) == "no such state"


@pytest.mark.parametrize("kind", [QueryError, RecordError])
def test_one_clause_catches_them_all(kind):
    with pytest.raises(FoedusError):
        raise kind("x")


def test_the_nearest_names_come_best_first_without_regard_to_case():
    assert nearest("kazakstan", STATES)[0] == "Kazakhstan"
    assert nearest("KAS", STATES)[0] == "KAZ"
    assert nearest("qqqqqqq", STATES) == []
    assert len(nearest("kazakhstan", STATES, limit=1)) == 1


def test_the_hint_names_them_or_says_something_else():
    assert did_you_mean("kazakstan", STATES, "look it up").startswith("did you mean Kazakhstan")
    assert did_you_mean("qqqqqqq", STATES, "look it up") == "look it up"
    assert did_you_mean("x", [], "look it up") == "look it up"
