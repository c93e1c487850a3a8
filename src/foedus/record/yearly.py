"""Yearly figures by state, read from their CSV file state by state.

An answer asks for a dozen states of two hundred, so a file is taken in as lines and only the rows of the states asked
for are made into numbers. What makes that safe is the format: rows stand in the order of state and year, plainly
written; a file that is not so is refused, whatever is asked of it. `read_all` is the gate that the audit uses.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from pathlib import Path

from foedus.ground.errors import RecordError

HEADER = "state,year,value"
#: No figure of any series comes near this; one that does is a slip of the keyboard.
IMPOSSIBLE = 1e18
RESTORE = "restore the file, or run tools/build_series.py"
MEND = "mend it, then run: foedus record audit"


class Yearly(Mapping[str, dict[int, float]]):
    """Figures by state, then year. A state without rows is absent; damage in a row asked for is a `RecordError`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lines = lines_of(path)
        _in_order(path, self._lines)
        self._read: dict[str, dict[int, float]] = {}

    def __getitem__(self, state: str) -> dict[int, float]:
        found = self._read.get(state)
        if found is None:
            # "-" follows "," directly, so the second search ends after the last row that begins with "KAZ,".
            first, last = bisect_left(self._lines, f"{state},"), bisect_left(self._lines, f"{state}-")
            found = dict(_row(self.path, index, self._lines[index])[1:] for index in range(first, last))
            self._read[state] = found
        if not found:
            raise KeyError(state)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(line.partition(",")[0] for line in self._lines))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def read_all(path: Path) -> dict[str, dict[int, float]]:
    """Every row of the file, each checked; damage is a `RecordError` with its line."""
    lines = lines_of(path)
    values: dict[str, dict[int, float]] = {}
    for index, line in enumerate(lines):
        state, year, figure = _row(path, index, line)
        values.setdefault(state, {})[year] = figure
    _in_order(path, lines)
    return values


def lines_of(path: Path) -> list[str]:
    """The rows below the header, as text; a file that is not such a table is a `RecordError`."""
    try:
        text = path.read_bytes().decode("utf-8")
        if '"' in text:
            raise ValueError("a quotation mark; figures are written plainly")
    except (OSError, ValueError) as error:
        raise RecordError("the table cannot be read", where=str(path), why=str(error), hint=RESTORE) from None
    header, *lines = text.splitlines() or [""]
    if header != HEADER:
        raise RecordError(
            "the columns are not those of the format", where=f"{path}:1", why=f"expected {HEADER}", hint=RESTORE
        )
    if not text.endswith("\n"):
        raise RecordError(
            "the last line is cut off", where=f"{path}:{len(lines) + 1}", why="it does not end", hint=RESTORE
        )
    return lines


def _in_order(path: Path, lines: list[str]) -> None:
    ordered = sorted(lines)
    if lines != ordered:
        index = next(i for i, (a, b) in enumerate(zip(lines, ordered, strict=True)) if a != b)
        raise RecordError(
            "the rows are not in the order of state and year",
            where=f"{path}:{index + 2}",
            why="figures are looked up by that order",
            hint=RESTORE,
        )


def _row(path: Path, index: int, line: str) -> tuple[str, int, float]:
    """State, year and figure of a row; `index` counts from the row below the header."""
    where = f"{path}:{index + 2}"
    cells = line.split(",") if line else []
    if len(cells) != 3:
        raise RecordError(
            f"{len(cells)} fields instead of 3",
            where=where,
            why="the line is damaged or cut off",
            hint="restore the line, then run: foedus record audit",
        )
    try:
        state, year, figure = cells[0], int(cells[1]), float(cells[2])
        if not 0 <= figure < IMPOSSIBLE:
            raise ValueError(f"{cells[2]} is not a possible figure")
    except ValueError as error:
        raise RecordError(str(error), where=where, why="a field does not fit the format", hint=MEND) from None
    return state, year, figure
