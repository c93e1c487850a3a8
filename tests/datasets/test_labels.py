"""Labels of codes against the published files: whatever code occurs in a column is labelled, or missing."""

from __future__ import annotations

import re

import pytest

from foedus.datasets.catalogue import ColumnEntry, tables

#: Labels of a few codes among others: the rest are states, disputes, or in the publisher's codebook, and say so.
OPEN = re.compile(r"as in the publisher's codebook|number of a dispute|^995 internal")
#: A code of the file that its codebook does not have; the table's quirks tell of it.
STRAY = {("gml-mid.incident-participants", "hostlev"): {0}}


def labels(column: ColumnEntry) -> set[int] | None:
    """The codes that have a label; None where the values are no list of codes."""
    listed = column.type in ("int", "flag") and re.match(r"-?\d+ (?!to )\D", column.values)
    if not listed or OPEN.search(column.values):
        return None
    return {int(code) for code in re.findall(r"(?:^|, |; )(-?\d+)(?= )", column.values)}


LABELLED = sorted({name for name, table in tables().items() for c in table.columns.values() if labels(c)})


def test_labels_are_read_off_the_text():
    column = ColumnEntry(
        type="int", text="how it ended", values="1 victory of side A, 2 of side B, 12 released; -9 unclear"
    )
    assert labels(column) == {1, 2, 12, -9}
    assert labels(ColumnEntry(type="int", text="month", values="1 to 12")) is None
    assert len(LABELLED) > 20


@pytest.mark.data
@pytest.mark.parametrize("name", LABELLED)
def test_every_code_that_occurs_has_a_label(name, read):
    frame = read(name)
    for key, column in tables()[name].columns.items():
        if (known := labels(column)) is not None:
            found = {int(code) for code in frame[key].drop_nulls().unique()}
            assert found - known == STRAY.get((name, key), set()), key
