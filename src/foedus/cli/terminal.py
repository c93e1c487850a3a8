"""What every view prints with: the console, a plain grid, JSON, and words and days in the reader's language."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import msgspec

from foedus.brief.words.age import remarks
from foedus.brief.words.messages import say
from foedus.ground.calendar import Date
from foedus.ground.days import day
from foedus.ground.toml import encode

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from foedus.world import Stamp


def emit_json(value: Any) -> None:
    """Print a value as indented JSON."""
    data = msgspec.json.format(msgspec.json.encode(value, enc_hook=encode), indent=2)
    sys.stdout.write(data.decode() + "\n")


def console(error: bool = False, markup: bool = True) -> Console:
    """The terminal; without markup brackets stay brackets, as a citation needs them."""
    from rich.console import Console

    return Console(stderr=error, highlight=False, soft_wrap=False, markup=markup)


def grid(*columns: str, right: tuple[int, ...] = ()) -> Table:
    """An empty table with these heads; `right` names the columns of numbers by place."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for index, name in enumerate(columns):
        table.add_column(name, justify="right" if index in right else "left", overflow="fold")
    return table


def told(key: str, lang: str, **values: object) -> str:
    """A sentence of the terminal."""
    return say("terminal", key, lang, **values)


def on_day(iso: str, lang: str) -> str:
    """A day as a reader writes it."""
    return day(Date(iso), lang)


def say_age(out: Console, stamp: Stamp, lang: str) -> None:
    """What a reader must know of an answer's age, each on a line of its own."""
    for remark in remarks(stamp, lang):
        out.print(f"[yellow]{remark}[/yellow]")
