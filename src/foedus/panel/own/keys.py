"""Which columns of a table name the states and the year, and in which list of codes: told, or recognised.

Names of columns are looked at first, then what stands in them. Where both leave a choice, nothing is guessed: the
error says which option settles it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedus.ground.errors import QueryError
from foedus.panel.own.names import bearers, plain, two_letters
from foedus.panel.own.places import Codes
from foedus.panel.own.years import looks_like_years
from foedus.record import tables

if TYPE_CHECKING:
    import polars as pl

#: Keys as they are told: names of columns, or roles with names of columns ("state", "state1", "state2", "year", ...).
On = str | Iterable[str] | Mapping[str, str]
ROLES = ("state", "state1", "state2", "year", "start", "end", "alliance")
_YEAR = ("year", "yr", "jahr", "obsyear", "date", "datum", "time", "period")
_START = ("start", "begin", "startyear", "styear", "styr", "begyear", "yrbeg", "beginyear", "startdate", "stdate",
          "von", "beginn", "since", "seit", "firstyear", "entryyear", "anfang")  # fmt: skip
_END = ("end", "endyear", "endyr", "yrend", "enddate", "bis", "ende", "until", "to", "lastyear", "finish", "exityear",
        "endjahr")  # fmt: skip
_NUMBERS: dict[Codes, tuple[str, ...]] = {
    "cow": ("ccode", "cow", "cowcode", "cown", "cowccode", "cownum", "cowid"),
    "gw": ("gwcode", "gw", "gwno", "gwn", "gwid", "gwnum"),
}
_STATE = (*_NUMBERS["cow"], *_NUMBERS["gw"], "iso3", "iso3c", "isoa3", "iso3code", "iso", "alpha3", "iso2", "iso2c",
          "alpha2", "isoa2", "countrycode", "code", "country", "countryname", "state", "statename", "statenme",
          "stateid", "countryid", "land", "staat", "nation", "name", "entity", "cowname", "geo", "cntry")  # fmt: skip
#: Names of two states of which the first does something to the second.
_DIRECTED = (("exporter", "importer"), ("donor", "recipient"), ("sender", "receiver"), ("sender", "target"),
          ("source", "target"), ("origin", "destination"), ("initiator", "target"), ("reporter", "partner"),
          ("geber", "empfanger"))  # fmt: skip
_ALLIANCE = ("atopid", "allianceid", "alliance")


@dataclass(frozen=True, slots=True)
class Keys:
    """Columns by role: one state or two, an alliance, a year or the two ends of a spell; the list of the codes.

    `codes` None: numbers that could be of either list. `directed` None: the rows must show it. `beside` are columns
    that name the same state once more.
    """

    states: tuple[str, ...] = ()
    year: str = ""
    spell: tuple[str, ...] = ()
    alliance: str = ""
    codes: Codes | None = None
    directed: bool | None = None
    beside: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """All the columns that are keys."""
        return tuple(filter(None, (*self.states, self.alliance, self.year, *self.spell)))


def recognised(frame: pl.DataFrame, on: On | None, codes: Codes | None, own: Codes, where: str) -> Keys:
    """The keys of a table; `own` is the panel's list, preferred where a table names states by several."""
    found = _told(frame, on, where) if on else _found(frame, own)
    if not found.states and not found.alliance:
        raise QueryError(
            f"no column names states: {_listed(frame.columns)}",
            why="neither the names of the columns nor their values show it",
            hint="name the keys: on= or --keys STATE,YEAR (for pairs STATE1,STATE2,YEAR)",
            where=where,
        )
    return replace(found, codes=codes or _codes(frame, found)) if found.states else found


def _told(frame: pl.DataFrame, on: On, where: str) -> Keys:
    roles: dict[str, str] = {}
    loose: list[str] = []
    parts = on.items() if isinstance(on, Mapping) else on.split(",") if isinstance(on, str) else on
    for part in parts:
        role, column = part if isinstance(part, tuple) else part.split("=", 1) if "=" in part else ("", part)
        role, column = role.strip().casefold(), column.strip()
        if role and role not in ROLES:
            raise QueryError(f"there is no key {role!r}", hint=f"use {', '.join(ROLES)}", where=where)
        if column not in frame.columns:
            raise QueryError(f"there is no column {column!r}", hint=f"it has {_listed(frame.columns)}", where=where)
        if role:
            roles[role] = column
        else:
            loose.append(column)
    for column in loose:
        role = _bare_role(frame, column)
        if role == "year" and "year" in roles:  # two of them are the ends of a spell
            roles |= {"start": roles.pop("year"), "end": column}
        elif role == "state" and ("state" in roles or "state1" in roles):
            roles |= {"state1": roles.pop("state", roles.get("state1", "")), "state2": column}
        else:
            roles[role] = column
    states = tuple(roles[r] for r in ("state", "state1", "state2") if r in roles)
    spell = tuple(roles[r] for r in ("start", "end") if r in roles)
    if len(states) > 2 or len(spell) == 1:
        raise QueryError("the keys name one state or two, a year or a start and an end", where=where)
    directed = True if tuple(map(_word, states)) in _DIRECTED else None
    return Keys(states, roles.get("year", ""), spell, roles.get("alliance", ""), None, directed)


def _bare_role(frame: pl.DataFrame, column: str) -> str:
    """What a key named without its role is."""
    word = _word(column)
    for role, words in (("year", _YEAR), ("start", _START), ("end", _END), ("alliance", _ALLIANCE)):
        if word in words:
            return role
    years = word not in _STATE and not word.startswith(tuple(_NUMBERS["cow"])) and looks_like_years(frame[column])
    return "year" if years else "state"


def _found(frame: pl.DataFrame, own: Codes) -> Keys:
    words = {_word(c): c for c in reversed(frame.columns)}
    year = next((words[w] for w in _YEAR if w in words and looks_like_years(frame[words[w]])), "")
    ends = [next((words[w] for w in group if w in words and looks_like_years(frame[words[w]])), "")
            for group in (_START, _END)]  # fmt: skip
    spell = tuple(ends) if all(ends) and not year else ()
    if not year and not spell:
        dated = [c for c in frame.columns if _word(c) not in _STATE and looks_like_years(frame[c])]
        year = dated[0] if len(dated) == 1 else ""
    alliance = next((words[w] for w in _ALLIANCE[:2] if w in words), "")
    used = {year, *spell}
    pairs = [(words[a], words[b]) for a, b in _pairs_of_words() if a in words and b in words]
    pairs = [p for p in pairs if all(_names_states(frame[c]) for c in p)]
    if pairs:
        chosen = min(pairs, key=lambda p: _rank(frame, p[0], own))
        directed = True if tuple(map(_word, chosen)) in _DIRECTED else None
        beside = tuple(c for p in pairs for c in p if c not in chosen)
        return Keys(chosen, year, spell, alliance, None, directed, beside)
    single = [words[w] for w in _STATE if w in words and _names_states(frame[words[w]])]
    if not single:
        single = [c for c in frame.columns if c not in used and frame[c].dtype != _int(frame, c) and _mostly(frame[c])]
        if len(single) == 2:
            return Keys(tuple(single), year, spell, alliance)
    if not single:
        return Keys((), year, spell, alliance)
    best = min(single, key=lambda c: _rank(frame, c, own))
    beside = tuple(c for c in single if c != best and not (frame[c].dtype.is_float()))
    return Keys((best,), year, spell, "" if single else alliance, None, None, beside)


def _int(frame: pl.DataFrame, column: str) -> object:
    """The type of a column of numbers, which never is taken for states by its values alone."""
    return frame[column].dtype if frame[column].dtype.is_numeric() else None


def _pairs_of_words() -> list[tuple[str, str]]:
    ends = [("1", "2"), ("a", "b"), ("i", "j")]
    numbered = [(f"{w}{a}", f"{w}{b}") for w in _STATE for a, b in ends]
    return [*numbered, ("side1", "side2"), ("sidea", "sideb"), *_DIRECTED]


def _rank(frame: pl.DataFrame, column: str, own: Codes) -> int:
    """The panel's own list before the other numbers, then letters, then names."""
    word, kind = _word(column), kind_of(frame[column])
    stem = word.rstrip("12")
    if any(stem in words for code, words in _NUMBERS.items() if code == own):
        return 0
    if any(stem in words for words in _NUMBERS.values()):
        return 1
    return {"iso3": 2, "iso2": 3, None: 4, "names": 5}.get(kind, 6)


def _codes(frame: pl.DataFrame, keys: Keys) -> Codes | None:
    """The list of codes by the column's name, else by its values."""
    column = keys.states[0]
    kind = kind_of(frame[column])
    if kind is None:
        stem = _word(column).rstrip("12abij") if len(keys.states) == 2 else _word(column)
        return next((code for code, words in _NUMBERS.items() if stem in words or _word(column) in words), None)
    return kind


def kind_of(values: pl.Series) -> Codes | None:
    """iso3, iso2 or names for text, by what most of its values are; None for numbers."""
    import polars as pl

    if values.dtype != pl.String:
        return None
    cells = [v.strip() for v in values.drop_nulls().unique().to_list()]
    if cells and all(c.isdigit() for c in cells):
        return None
    three, two = tables.states(), two_letters()
    shares = {
        "iso3": sum(c.upper() in three and len(c) == 3 for c in cells),
        "iso2": sum(c.upper() in two and len(c) == 2 for c in cells),
        "names": sum(bool(bearers(c)) for c in cells),
    }
    best: Codes = max(("iso3", "iso2", "names"), key=lambda k: shares[k])
    return best


def _names_states(values: pl.Series) -> bool:
    """Whether a column could name states: numbers, also as text, or text of which something is a state."""
    import polars as pl

    if values.dtype.is_numeric() or (values.dtype == pl.String and kind_of(values) is None):
        return values.null_count() < len(values)
    return _mostly(values, 0.0)


def _mostly(values: pl.Series, share: float = 0.5) -> bool:
    """Whether more than a share of a text column's values are states."""
    import polars as pl

    if values.dtype != pl.String:
        return False
    cells = values.drop_nulls().unique().to_list()
    hits = sum(bool(bearers(c)) or c.upper() in tables.states() or c.upper() in two_letters() for c in cells)
    return hits > share * len(cells)


def _word(column: str) -> str:
    return "".join(c for c in plain(column) if c.isalnum())


def _listed(columns: list[str]) -> str:
    return ", ".join(columns[:12]) + (f" and {len(columns) - 12} more" if len(columns) > 12 else "")
