"""Peace years: the plain count against ours."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from foedus.panel import dyad_years
from foedus.panel.verbs.disputes import peace_years
from small_tables import small

__all__ = ["small"]


def plain_peace_years(keys, ongoing):
    """Years since the dyad's last year with an event, one dyad after the other."""
    found, since = [], {}
    for key, event in zip(keys, ongoing, strict=True):
        found.append(since.get(key, 0))
        since[key] = 0 if event else since.get(key, 0) + 1
    return found


def test_a_dispute_of_1983_and_the_years_after(small):
    """The spell before it is as old as the source, 1816, wherever the panel begins."""
    found = dyad_years(1980, 1987).add("peace-years").frame()
    pair = found.filter((found["ccode1"] == 2) & (found["ccode2"] == 365))
    assert pair["gmlmidspell"].to_list() == [164, 165, 166, 167, 0, 1, 2, 3]


def test_peace_years_end_where_disputes_are_no_longer_known(small):
    found = dyad_years(2008, 2013).add("peace-years").frame()
    pair = found.filter((found["ccode1"] == 2) & (found["ccode2"] == 365))
    assert pair["gmlmidspell"].to_list() == [24, 25, 26, None, None, None]  # since 1983


@given(st.data())
def test_peace_years_are_the_plain_count(small, data):
    panel = dyad_years(1985, 1992)
    ongoing = np.array(data.draw(st.lists(st.booleans(), min_size=len(panel), max_size=len(panel))))
    frame = panel.frame()
    keys = list(zip(frame["ccode1"], frame["ccode2"], strict=True))
    assert peace_years(panel, ongoing).tolist() == plain_peace_years(keys, ongoing)
