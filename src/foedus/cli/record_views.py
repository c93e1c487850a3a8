"""What the commands of the record print: an export that was written, what differs between two records."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.cli.terminal import console, emit_json, on_screen, visible
from foedus.ground.numbers import number

if TYPE_CHECKING:
    from foedus.record.interchange.differ import Difference, FactChange, Value
    from foedus.record.interchange.rows import Rows
    from foedus.record.load import Record
    from foedus.response.moved import Moved

#: How many rows of one of the long tables are told one by one; the JSON has all.
SHOWN = 20
SIGN = {"added": "+", "removed": "-", "changed": "~"}


def exported(path: Path, found: Rows, json: bool, lang: str) -> None:
    """Where an export was written, and how much it holds."""
    counts = {name: len(rows) for name, rows in found.items()}
    if json:
        emit_json({"written": str(path), "rows": counts})
        return
    total = number(sum(counts.values()), lang)
    print(visible(on_screen("exported", lang, path=path, tables=len(counts), rows=total)))


def asked(before: Record, after: Record, runs: int, *, quiet: bool) -> list[Moved]:
    """The answers that moved, with a bar on the terminal while they are asked for."""
    from foedus.response.moved import moved

    if quiet or not sys.stderr.isatty():
        return moved(before, after, runs=runs)
    from rich.progress import Progress

    with Progress(console=console(error=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        return moved(before, after, runs=runs, step=lambda done, all_: bar.update(task, completed=done, total=all_))


def difference(found: Difference, moved: list[Moved] | None, json: bool, lang: str) -> None:
    """What differs, table by table, then the answers that moved."""
    if json:
        emit_json({name: getattr(found, name) for name in found.__struct_fields__} | {"answers": moved})
        return
    counts = {name: number(getattr(found, name), lang) for name in ("added", "removed", "changed")}
    print(on_screen("differs" if found.changes else "differs-not", lang, **counts))
    if found.not_compared:
        print(on_screen("not-compared", lang, tables=", ".join(found.not_compared)))
    for table in found.by_table:
        changes = [change for change in found.changes if change.table == table]
        print(f"\n{table}")
        for change in changes[:SHOWN]:
            print(visible(_told(change, lang)))
        if len(changes) > SHOWN:
            print(f"  {on_screen('and-more', lang, count=number(len(changes) - SHOWN, lang))}")
    if moved is not None:
        _answers(moved, lang)


def _told(change: FactChange, lang: str) -> str:
    """A change on a line, its fields below where it is one of values."""
    head = f"  {SIGN[change.what]} {change.entry}"
    if change.was:
        head += f" ({on_screen('was', lang, name=change.was)})"
    if change.what != "changed":
        return head
    return "\n".join([head, *(f"      {name}: {_values(value)}" for name, value in change.fields.items())])


def _values(value: Value) -> str:
    return f"{_said(value.old)} -> {_said(value.new)}"


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, float):
        return f"{value:.10g}"
    return "–" if value is None else str(value)


def _answers(moved: list[Moved], lang: str) -> None:
    """The answers that moved, each figure on a line."""
    of = {(entry.answer, entry.of) for entry in moved}
    print(f"\n{on_screen('answers-moved' if moved else 'answers-moved-not', lang, count=number(len(of), lang))}")
    for answer, name in sorted(of):
        figures = [e for e in moved if (e.answer, e.of) == (answer, name)]
        told = ", ".join(f"{e.figure} {_figure(e.old)} -> {_figure(e.new)}" for e in figures)
        print(visible(f"  {answer} {name}: {told}"))


def _figure(value: float | bool | int | None) -> str:
    return f"{value:.3f}" if isinstance(value, float) else _said(value)
