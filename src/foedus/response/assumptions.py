"""What a model takes for granted: one documented table a model, each figure with range and grounds.

A table of one's own has the same format. What it names takes the place of the shipped entry, what it leaves out stays;
it may not say what the model does not know, nor leave the bounds within which the model makes sense.
"""

from __future__ import annotations

from functools import cache
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.ground.errors import QueryError, RecordError, did_you_mean
from foedus.ground.label import Label
from foedus.ground.strict import Strict
from foedus.ground.toml import convert, read_toml, shipped

if TYPE_CHECKING:
    from foedus.response.draws import Draws, Runs

#: A table of assumptions is a person's own; a larger file is something else, in bytes.
LARGEST = 1_000_000


class Assumption(Strict, kw_only=True, frozen=True):
    """A figure, the range each run draws it from (log-uniform where low > 0), and why.

    `least` and `most` bound what a table of one's own may put in its place.
    """

    value: float
    low: float
    high: float
    unit: str
    text: Label
    grounds: str
    judgement: bool
    least: float = 0.0
    most: float | None = None

    def __post_init__(self) -> None:
        if not (self.low <= self.value <= self.high and isfinite(self.low) and isfinite(self.high)):
            raise ValueError("an assumption needs low <= value <= high")


Assumptions = dict[str, Assumption]


class OwnAssumptions(Strict, kw_only=True, frozen=True):
    """A table of one's own: its file's name and sha256, and the entries that differ from the shipped ones."""

    file: str
    sha256: str
    changed: Assumptions


@cache
def read_assumptions(file: Path) -> Assumptions:
    """All assumptions of a table that ships, by name."""
    return convert({k: v for k, v in shipped(file).items() if k != "model"}, Assumptions, file)


def own_assumptions(file: Path, known: Assumptions, version: str) -> OwnAssumptions:
    """A table of one's own for the model of this version, whose shipped table is `known`.

    Raises `QueryError` for what cannot be read, is made for another version, or names what the model does not know.
    """
    import hashlib

    try:
        if file.is_file() and file.stat().st_size > LARGEST:
            raise QueryError(f"{file} is no table of assumptions", why="it is larger than a megabyte")
        data = read_toml(file)
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
    except RecordError as error:
        raise QueryError(error.what, where=error.where, why=error.why, hint=_HINT) from None
    except OSError as error:
        raise QueryError("the file cannot be read", where=str(file), why=error.strerror or str(error)) from None
    made_for = data.pop("model", None)
    if made_for != version:
        raise QueryError(
            f"the table is not made for the model {version!r}",
            where=str(file),
            why=f"it says model = {made_for!r}" if made_for is not None else "it does not say for which model it is",
            hint=f'write model = "{version}" above its entries, once they are meant for it',
        )
    for name in data:
        if name not in known:
            hint = did_you_mean(name, known, ", ".join(known))
            raise QueryError(f"the model has no assumption {name!r}", where=str(file), hint=hint)
    return OwnAssumptions(file=file.name, sha256=digest, changed=_changed(data, known, file))


_HINT = "see docs/how-to/your-own-assumptions.md"


def _changed(data: dict[str, Any], known: Assumptions, file: Path) -> Assumptions:
    """The entries that say something else than the shipped ones, each within its bounds."""
    try:
        own = convert(data, Assumptions, file)
    except RecordError as error:
        raise QueryError(error.what, where=error.where, why="the entry does not fit the format", hint=_HINT) from None
    found = {}
    for name, entry in own.items():
        shipped_entry = known[name]
        if entry.unit != shipped_entry.unit:
            raise QueryError(
                f"the unit of {name} is {shipped_entry.unit!r}, not {entry.unit!r}", where=str(file),
                hint="give the figures in that unit",
            )  # fmt: skip
        if entry.low < shipped_entry.least or (shipped_entry.most is not None and entry.high > shipped_entry.most):
            raise QueryError(
                f"{name} is out of range",
                where=str(file),
                why=f"the model makes sense from {shipped_entry.least:g} to {shipped_entry.most:g}",
                hint="keep low and high within these bounds",
            )
        if (entry.value, entry.low, entry.high) != (shipped_entry.value, shipped_entry.low, shipped_entry.high):
            found[name] = entry
    return found


def drawn_from(table: Assumptions, name: str, draws: Draws) -> Runs:
    """An assumption for each run, shape (R,): log-uniform over its range, uniform where that touches 0."""
    entry = table[name]
    u = draws.uniform(f"assumption/{name}")
    if entry.low > 0:
        scaled: Runs = entry.low * (entry.high / entry.low) ** u
        return scaled
    return entry.low + (entry.high - entry.low) * u
