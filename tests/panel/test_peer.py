"""Panels against the 6,704 column sums that R's peacesciencer printed, where it is right and where it is not."""

from __future__ import annotations

import polars as pl
import pytest

from published_store import published
from tools_of_panels import compare_peer

__all__ = ["published"]
pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def compared(published):
    return compare_peer.compare()


def test_every_sum_agrees_differs_for_a_reason_or_is_not_ours(compared):
    counts = compared.counts()
    assert sum(counts.values()) == 6_704
    assert counts["unexplained"] == 0
    assert counts["agree"] + counts["file not here"] >= 3_444
    gone = compared.sums.filter(pl.col("state") == "file not here")["column"].unique()
    # The one file that may be missing is the simulated product by Gleditsch-Ward codes.
    assert all("gdppc" in c or c.lstrip("sd_").startswith("pwt") for c in gone)


def test_every_reason_has_a_difference(compared):
    assert compared.idle == ()


def test_where_the_peer_is_wrong_our_sums_are_these(compared):
    kept = pl.read_csv(compare_peer.FOLDER / "ours.csv", schema_overrides={"our_sum": pl.Float64})
    found = compared.sums.filter(pl.col("state") == "differ").select(kept.columns)
    both = kept.join(found, on=compare_peer.KEYS, suffix="_now", how="full")
    assert both.height == kept.height == found.height
    assert both.filter(pl.col("our_known") != pl.col("our_known_now")).is_empty()
    far = (pl.col("our_sum") - pl.col("our_sum_now")).abs() > 1e-6 * pl.max_horizontal(pl.col("our_sum").abs(), 1.0)
    assert both.filter(far).select(compare_peer.KEYS).is_empty()
