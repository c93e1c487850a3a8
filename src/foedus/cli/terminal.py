"""What every view prints with: the one gate for text on the terminal, a plain grid, JSON, words and days.

All text goes through `Screen` or `visible`: brackets stay brackets, and a control character is shown, not obeyed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from foedus.brief.words.age import remarks
from foedus.brief.words.messages import say
from foedus.cli.language import option
from foedus.cli.stream import emit
from foedus.ground.calendar import Date
from foedus.ground.days import day
from foedus.ground.json_text import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console
    from rich.segment import Segment
    from rich.table import Table
    from rich.text import Text

    from foedus.world import Stamp

#: Control characters but tab and line feed, and the marks that turn the direction of text.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")

#: Blanks between two columns of a grid.
GAP = 2
#: Stands for a space that does not break while Rich lays out lines.
HELD = "\ue000"


def visible(text: str) -> str:
    """The text with its control characters shown as a programmer writes them.

    >>> visible("a\\x1b[31mb")
    'a\\\\x1b[31mb'
    """
    return CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def emit_json(value: Any) -> None:
    """Print a value as indented JSON, in UTF-8."""
    emit(json_text(value))


def console(error: bool = False) -> Console:
    """The terminal. Text is printed as it stands: no markup, no emoji codes, no control characters."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    class Screen(Console):
        def print(self, *objects: Any, **kind: Any) -> None:
            for thing in objects:
                if isinstance(thing, Table) and not _fit(thing, self.width):
                    thing = _stacked(thing)
                super().print(thing, **kind)

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # `foedus.cli.run` knows what to do; Rich would make it a failure

        def render_str(self, text: str, **kind: Any) -> Text:
            return Text(_held(text), style=kind.get("style") or "", justify=kind.get("justify"))

        def render(self, *given: Any, **kind: Any) -> Iterator[Segment]:
            for part in super().render(*given, **kind):
                yield part._replace(text=part.text.replace(HELD, "\N{NO-BREAK SPACE}")) if HELD in part.text else part

    return Screen(stderr=error, highlight=False, markup=False, emoji=False, soft_wrap=False)


def _held(text: str) -> str:
    """Visible text whose spaces that do not break are held back from Rich, which would break lines there."""
    return visible(text).replace("\N{NO-BREAK SPACE}", HELD)


def _fit(table: Table, width: int) -> bool:
    """Give each column its width so that lines are broken between words, never inside one; False if that cannot be.

    The widest column that can still give way gives way first.
    """
    cells = [[visible(str(cell)) for cell in (column.header, *column.cells)] for column in table.columns]
    least = [max((len(word) for cell in column for word in re.split("[ \n]", cell)), default=1) for column in cells]
    wide = [max((len(line) for cell in column for line in cell.splitlines()), default=1) for column in cells]
    gap = GAP if sum(least) + GAP * (len(cells) - 1) <= width else 1
    if gap == 1:
        table.padding = (0, 0, 0, 0)
    room = width - gap * (len(cells) - 1)
    while sum(wide) > room and wide != least:
        widest = max((w, i) for i, (w, s) in enumerate(zip(wide, least, strict=True)) if w > s)[1]
        wide[widest] -= 1
    for column, size in zip(table.columns, wide, strict=True):
        column.width = size
    return sum(wide) <= room


def _stacked(table: Table) -> Text:
    """The rows of a table one below the other, for a terminal too narrow for its columns."""
    heads = [str(column.header) for column in table.columns]
    blocks = []
    for cells in zip(*(column.cells for column in table.columns), strict=True):
        named = [f"{head}: {cell}" if head else str(cell) for head, cell in zip(heads[1:], cells[1:], strict=True)]
        blocks.append("\n  ".join([str(cells[0]), *named]))
    return styled("\n".join(blocks))


def styled(*parts: str | tuple[str, str]) -> Text:
    """Text of several parts, each plain or with a style."""
    from rich.text import Text

    return Text.assemble(*(_held(p) if isinstance(p, str) else (_held(p[0]), p[1]) for p in parts))


def grid(*columns: str, right: tuple[int, ...] = ()) -> Table:
    """An empty table with these heads; `right` names the columns of numbers by place."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for index, name in enumerate(columns):
        table.add_column(name, justify="right" if index in right else "left", overflow="fold")
    return table


def told(key: str, lang: str, **values: object) -> str:
    """A sentence of the terminal; `$tongue` is what a printed command needs to answer in the same language."""
    return say("terminal", key, lang, tongue=option(lang), **values)


def counted(key: str, count: int, lang: str) -> str:
    """A headline with a number; of one thing it speaks in the singular."""
    return told(f"{key}-one" if count == 1 else key, lang, count=count)


def on_screen(key: str, lang: str, **values: object) -> str:
    """A sentence of one command's own."""
    return say("screen", key, lang, tongue=option(lang), **values)


def on_day(iso: str, lang: str) -> str:
    """A day as a reader writes it."""
    return day(Date(iso), lang)


def say_age(out: Console, stamp: Stamp, lang: str, on: str = "") -> None:
    """What a reader must know of an answer's age, each on a line of its own; of a day to come the head speaks."""
    from foedus.world import today

    told = remarks(stamp, lang)
    for remark in told[1:] if stamp.ends_before and on > today().isoformat() else told:
        out.print(remark, style="yellow")
