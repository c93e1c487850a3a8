"""Series read state by state are the plain file, cell by cell; a file that cannot be looked up by its order is refused."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ground.errors import RecordError
from foedus.record import tables
from foedus.record.yearly import HEADER, Yearly, read_all


def plainly(path) -> dict[str, dict[int, float]]:
    """The oracle: the standard library's reader, every row."""
    found: dict[str, dict[int, float]] = {}
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["state"], {})[int(row["year"])] = float(row["value"])
    return found


@pytest.mark.parametrize("key", sorted(tables.origins()))
def test_every_cell_of_every_shipped_series_is_that_of_the_file(key):
    path = tables.series_file(key)
    made, plain = Yearly(path), plainly(path)
    assert list(made) == list(plain)
    assert len(made) == len(plain)
    for state, figures in plain.items():
        assert list(made[state].items()) == list(figures.items()), state
    assert read_all(path) == plain


STATES = st.text("ABCKZ", min_size=3, max_size=3)
CELLS = st.dictionaries(
    st.tuples(STATES, st.integers(1816, 2100)),
    st.floats(0, 1e17, allow_nan=False) | st.integers(0, 10**12),
    max_size=30,
)


@given(cells=CELLS, asked=STATES)
def test_a_state_has_its_own_rows_and_no_others(tmp_path_factory, cells, asked):
    path = tmp_path_factory.mktemp("series") / "a.csv"
    lines = sorted(f"{state},{year},{value}" for (state, year), value in cells.items())
    path.write_text("\n".join([HEADER, *lines]) + "\n", "utf-8")
    expected = {year: float(value) for (state, year), value in cells.items() if state == asked}
    assert Yearly(path).get(asked, {}) == expected
    assert dict(Yearly(path)) == plainly(path)


def series(folder, *lines: str, end: str = "\n"):
    path = folder / "a.csv"
    path.write_text("\n".join([HEADER, *lines]) + end, "utf-8")
    return path


@pytest.mark.parametrize("read", [Yearly, read_all])
@pytest.mark.parametrize(
    ("lines", "end", "line", "said"),
    [
        (["KAZ,2020,1", "ARM,2020,1"], "\n", 2, "order"),
        (["ARM,2021,1", "ARM,2020,1"], "\n", 2, "order"),
        (["ARM,2020,1", "KAZ,2020,1"], "", 3, "cut off"),
    ],
)
def test_a_file_that_cannot_be_looked_up_is_refused_with_the_line(tmp_path, read, lines, end, line, said):
    path = series(tmp_path, *lines, end=end)
    with pytest.raises(RecordError, match=said) as error:
        read(path)
    assert error.value.where == f"{path}:{line}"
    assert error.value.hint


def test_damage_in_a_row_that_is_asked_for_is_told_with_its_line(tmp_path):
    made = Yearly(series(tmp_path, "ARM,2020,1", "KAZ,2020,many", "RUS,2020,2"))
    assert made["ARM"] == {2020: 1.0}
    with pytest.raises(RecordError, match="many") as error:
        made.get("KAZ")
    assert error.value.where.endswith("a.csv:3")
    assert "SUN" not in made
