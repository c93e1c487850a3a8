"""What the commands of the record print: an export that was written, what differs between two records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.cli.terminal import emit_json, on_screen, visible
from foedus.ground.numbers import number

if TYPE_CHECKING:
    from foedus.record.interchange.rows import Rows


def exported(path: Path, found: Rows, json: bool, lang: str) -> None:
    """Where an export was written, and how much it holds."""
    counts = {name: len(rows) for name, rows in found.items()}
    if json:
        emit_json({"written": str(path), "rows": counts})
        return
    total = number(sum(counts.values()), lang)
    print(visible(on_screen("exported", lang, path=path, tables=len(counts), rows=total)))
