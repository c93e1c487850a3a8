"""The releases of the record, apart from those of the code: version, date, what changed."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from foedus.ground.calendar import Date
from foedus.ground.errors import RecordError
from foedus.ground.label import Label
from foedus.ground.strict import Strict
from foedus.ground.toml import convert, read_toml
from foedus.record.load import DATA


class Release(Strict, kw_only=True, frozen=True):
    """A release: its number, the day up to which the record speaks, and what changed since the one before."""

    version: str
    date: Date
    changes: Label


def releases(folder: Path = DATA) -> list[Release]:
    """All releases, oldest first; none for a folder without the file. Versions that fall are a `RecordError`."""
    path = folder / "releases.toml"
    if not path.exists():
        return []
    found = convert(read_toml(path).get("releases"), list[Release], path, "releases")
    for earlier, later in pairwise(found):
        if not later.version.isdigit() or int(later.version) <= int(earlier.version) or later.date < earlier.date:
            raise RecordError(
                f"release {later.version} of {later.date} does not follow {earlier.version} of {earlier.date}",
                where=str(path),
                hint="number releases upwards, the newest last",
            )
    return found
