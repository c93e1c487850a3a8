"""Columns and tables of the record in the abstract, and which columns a field of an entry becomes."""

from __future__ import annotations

import types
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields

from foedus.ground.calendar import Date
from foedus.ground.label import Label

Kind = Literal["string", "number", "integer", "boolean", "date"]

#: What columns mean, by their name; the codebook and the record's format say more.
MEANING = {
    "entry": "stable id of the entry: where it stands in the record",
    "position": "place in the list, counted from 1",
    "known": "the day from which the public could know the entry",
    "since": "first day on which the entry is true",
    "until": "first day on which the entry is not true any more",
    "until_known": "the day from which its end could be known, where that is not the end itself",
    "note": "for curators, in English",
    "low": "lowest figure that the source gives", "best": "best figure that the source gives",
    "high": "highest figure that the source gives",
    "source": "id of the source", "table": "the table that holds the entry",
}  # fmt: skip
#: Fields of all entries stand after those of their own.
LAST = ("since", "until", "until_known", "known", "note")
#: Texts that no entry may leave empty; others are there and may be empty (a mission at sea has no host).
SAID = ("id", "state", "alliance", "by", "title")
DATE_PATTERN = r"\d{4}(-\d{2}(-\d{2})?)?"


@dataclass(frozen=True)
class RecordColumn:
    """A column: its type, whether it may be empty, and which values it may have."""

    name: str
    kind: Kind = "string"
    required: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    minimum: float | None = None
    says: str = ""


@dataclass(frozen=True)
class Reference:
    """A foreign key of one column."""

    column: str
    table: str
    to: str


@dataclass
class RecordTable:
    """A table with its key; `struct` is the type of its entries, None for a list of words and for the long tables."""

    name: str
    says: str
    key: tuple[str, ...]
    columns: list[RecordColumn] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    unique: tuple[str, ...] = ()
    struct: type[Struct] | None = None

    @property
    def names(self) -> list[str]:
        """The names of the columns, in order."""
        return [column.name for column in self.columns]


def shape(hint: Any) -> tuple[str, Any, bool]:
    """What a field holds: `label`, `date`, `entry`, `words`, `labels`, `entries`, `value`; of what; may it lack.

    >>> shape(tuple[str, ...])
    ('words', <class 'str'>, False)
    """
    may_lack = False
    if get_origin(hint) in (Union, types.UnionType):
        inner = [part for part in get_args(hint) if part is not type(None)]
        may_lack = len(inner) < len(get_args(hint))
        # Several vocabularies are one.
        hint = inner[0] if len(inner) == 1 else Literal[tuple(code for part in inner for code in get_args(part))]
    if get_origin(hint) is tuple:
        held = get_args(hint)[0]
        kind = "labels" if held is Label else "entries" if _is_struct(held) else "words"
        return kind, held, may_lack
    if hint is Label:
        return "label", hint, may_lack
    if hint is Date:
        return "date", hint, may_lack
    return ("entry" if _is_struct(hint) else "value"), hint, may_lack


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Struct)


@cache
def hints(kind: type[Struct]) -> dict[str, tuple[str, Any, bool]]:
    """The shape of every field of a struct."""
    found = get_type_hints(kind)
    return {info.name: shape(found[info.name]) for info in fields(kind)}


def columns_of(info: FieldInfo, what: str, held: Any, may_lack: bool) -> list[RecordColumn]:
    """The columns of one field."""
    name, says = info.name, MEANING.get(info.name, "")
    required = not may_lack and info.default is NODEFAULT and info.default_factory is NODEFAULT
    if what == "label":
        return [RecordColumn(f"{name}_{lang}", required=required, says=says) for lang in ("en", "de")]
    if what == "date":
        said = says or "a day, month or year, as the source says it"
        return [
            RecordColumn(name, required=required, pattern=DATE_PATTERN, says=said),
            RecordColumn(f"{name}_first", "date", required, says=f"first day that {name} may be"),
            RecordColumn(f"{name}_last", "date", required, says=f"last day that {name} may be"),
        ]
    if get_origin(held) is Literal:
        return [RecordColumn(name, required=required, enum=get_args(held), says=says)]
    kinds: dict[Any, Kind] = {str: "string", float: "number", int: "integer", bool: "boolean"}
    minimum = 0.0 if name in ("low", "best", "high") else None
    if held is str:
        required = name in SAID and required
    return [RecordColumn(name, kinds[held], required, minimum=minimum, says=says)]
