"""A table as the text of a CSV file: commas, quotes where they must be, one line feed a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def csv_of(header: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """Header and rows as CSV; None is an empty cell.

    >>> csv_of(("state", "note"), [("KAZ", "a, b"), ("ARM", None)])
    'state,note\\nKAZ,"a, b"\\nARM,\\n'
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
