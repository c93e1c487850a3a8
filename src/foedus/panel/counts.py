"""What became of the rows of a table that was joined: matched, unmatched, doubled, and which states were not found."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

#: How many states a line names.
NAMED = 10


class Note(NamedTuple):
    """Something that was taken for granted of a table: a key, for other languages, and its English sentence."""

    key: str
    text: str
    values: dict[str, object]


def note(key: str, template: str, **values: object) -> Note:
    """A note with values filled in."""
    return Note(key, template.format(**values), values)


@dataclass(frozen=True, slots=True)
class Counts:
    """The rows of a joined table, each counted once: `rows` = matched + outside + unmatched + without.

    `outside`: of years that the panel does not have. `unmatched`: of states (or pairs) that are not on the panel in
    that year; `states` names them with their rows. `without`: a state or a year is empty. `doubled` rows are matched
    rows that fell on one place and were settled by the rule `twins`. `spelled`: rows before spells were spelled out, or
    a wide table was made long, where that was done.
    """

    name: str
    rows: int
    matched: int
    outside: int = 0
    unmatched: int = 0
    without: int = 0
    doubled: int = 0
    twins: str = ""
    keys: tuple[str, ...] = ()
    codes: str = ""
    states: tuple[tuple[str, int], ...] = ()
    spelled: int | None = None
    columns: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    #: The source by whose name the table was joined, if it was.
    source: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The counts as plain values, for JSON."""
        return asdict(self) | {"states": dict(self.states), "notes": [n.text for n in self.notes]}

    def __str__(self) -> str:
        parts = [
            f"{self.name}: {self.rows:,} rows by {', '.join(self.keys)} ({self.codes})",
            f"{self.matched:,} matched",
        ]
        parts += [f"{n:,} {what}" for n, what in (
            (self.outside, "of years outside the panel"), (self.unmatched, "unmatched"),
            (self.without, "without a key"), (self.doubled, f"doubled, settled by {self.twins}")) if n]  # fmt: skip
        named = ", ".join(f"{state} ({n:,})" for state, n in self.states[:NAMED])
        more = f" and {len(self.states) - NAMED} more" if len(self.states) > NAMED else ""
        lines = [
            "; ".join(parts),
            *(["  not found: " + named + more] if named else []),
            *(f"  {n.text}" for n in self.notes),
        ]
        return "\n".join(lines)
