"""Answers that show themselves: a line in Python, a small table in a notebook, a frame and a picture on request.

What a class shows is said once, in `foedus.results`, and put into `VIEWS` when the Python API is first used; a class
without an entry shows its name and its plain fields.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from foedus.ground.errors import QueryError
from foedus.ground.strict import Strict

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Rows = list[dict[str, Any]]
#: How many rows a notebook shows, and how long a line of Python may be.
SHOWN, LINE = 12, 160


@dataclass(frozen=True, slots=True)
class View:
    """How a kind of answer is shown: its line, its rows, and its pictures by name, each drawn when asked for."""

    line: Callable[[Any], str]
    rows: Callable[[Any], Rows]
    pictures: dict[str, Callable[[Any, str], Any]]


#: The views by the name of the class.
VIEWS: dict[str, View] = {}


class Showing:
    """Short in Python, a table in a notebook, a frame and a picture where one is asked for."""

    __slots__ = ()

    def __repr__(self) -> str:
        line = self._view().line(self)
        return line if len(line) <= LINE else f"{line[: LINE - 4]} ...>"

    def _repr_html_(self) -> str:
        rows = self._view().rows(self)
        return f"<p><code>{escape(repr(self))}</code></p>{table(rows)}"

    def frame(self) -> pl.DataFrame:
        """The answer as a Polars table, one row a member, claim, call or year."""
        from foedus.ground.extras import need

        need("tables")
        import polars as pl

        return pl.DataFrame(self._view().rows(self), infer_schema_length=None)

    def to_pandas(self) -> pd.DataFrame:
        """The same table for pandas."""
        return self.frame().to_pandas()

    def plot(self, kind: str = "", lang: str = "en") -> Any:
        """A picture of the answer, of the kind named (the first one by default); notebooks show it as it is."""
        pictures = self._view().pictures
        if not pictures:
            raise QueryError(f"there is no picture of {type(self).__name__}", hint="draw one from .frame()")
        chosen = kind or next(iter(pictures))
        if chosen not in pictures:
            raise QueryError(f"there is no picture {kind!r}", hint=f"use one of {', '.join(pictures)}")
        return pictures[chosen](self, lang)

    def _view(self) -> View:
        return VIEWS.get(type(self).__name__, PLAIN)


class Shown(Strict, Showing, kw_only=True, frozen=True):
    """A struct that shows itself."""

    __repr__ = Showing.__repr__


def table(rows: Rows) -> str:
    """Rows as an HTML table, every value escaped; where rows are left out it says so."""
    if not rows:
        return ""
    head = "".join(f"<th>{escape(name)}</th>" for name in rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(_cell(value))}</td>" for value in row.values()) + "</tr>" for row in rows[:SHOWN]
    )
    rest = f"<p>{SHOWN} of {len(rows)} rows</p>" if len(rows) > SHOWN else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.3g}" if isinstance(value, float) and abs(value) < 1000 else str(value)


def _plain_line(found: Any) -> str:
    fields = [(name, getattr(found, name)) for name in found.__struct_fields__]
    said = [f"{name}={value!r}" for name, value in fields if isinstance(value, str | int | float) and value != ""]
    return f"<{type(found).__name__} {', '.join(said[:6])}>"


def _plain_rows(found: Any) -> Rows:
    return [{name: str(getattr(found, name)) for name in found.__struct_fields__}]


PLAIN = View(_plain_line, _plain_rows, {})
