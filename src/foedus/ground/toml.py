"""Text files through one gate: TOML to typed entries, with file, line and field in each error."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from foedus.ground.calendar import Date, date_of
from foedus.ground.errors import RecordError
from foedus.ground.parsed import parsed

T = TypeVar("T")


def decode(kind: type, value: Any) -> Any:
    """Text as a date, for msgspec's `dec_hook`; NotImplementedError for any other kind."""
    if kind is Date:
        if not isinstance(value, str):
            raise ValueError(f'write the date as text: "{value}"')
        return date_of(value)
    raise NotImplementedError(kind)


def encode(value: Any) -> Any:
    """A date as its text, for msgspec's `enc_hook`; NotImplementedError for anything else."""
    if isinstance(value, Date):
        return value.text
    raise NotImplementedError(type(value))


def _line_of(text: str, path: str) -> int:
    """The line of a field such as `$.members[3].since` in a TOML text, as near as the text shows it."""
    line, lines, prefix = 1, text.splitlines(), ""
    for part in re.findall(r"([\w-]+)|\[(\d+)\]|\[\.\.\.\]", path.lstrip("$")):
        key, index = part
        if key:
            prefix = f"{prefix}.{key}" if prefix else key
            pattern = rf"\s*(\[+\s*{re.escape(prefix)}\s*\]+|\"?{re.escape(key)}\"?\s*=)"
            hits = [n for n, row in enumerate(lines, 1) if n >= line and re.match(pattern, row)]
            line = hits[0] if hits else line
        elif index:
            pattern = rf"\s*\[\[\s*{re.escape(prefix)}\s*\]\]"
            hits = [n for n, row in enumerate(lines, 1) if n >= line and re.match(pattern, row)]
            line = hits[int(index)] if int(index) < len(hits) else line
    return line


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as plain data; a damaged one is a `RecordError` with file and line."""
    import tomllib

    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise RecordError(
            "this is not valid TOML",
            where=f"{path}:{line[1]}" if line else str(path),
            why=str(error),
            hint="mend the line, then run: foedus record audit",
        ) from None
    except OSError as error:
        raise RecordError("the file cannot be read", where=str(path), why=str(error)) from None


def shipped(path: Path) -> dict[str, Any]:
    """A TOML file of the program itself as plain data, from the cache where that is fresh."""
    return parsed(f"{path.parent.name}.{path.stem}", [path], dict[str, Any], lambda: read_toml(path))


def convert(data: Any, kind: type[T], path: Path, at: str = "") -> T:
    """Plain data as the typed entry; what does not fit is a `RecordError` with file, line and field.

    `at` is where the data stand in the file, such as `threats[3]`.
    """
    try:
        return msgspec.convert(data, kind, dec_hook=decode)
    except msgspec.ValidationError as error:
        what, _, field = str(error).partition(" - at `")
        field = f"${'.' if at else ''}{at}{field.rstrip('`').removeprefix('$')}"
        line = _line_of(path.read_text("utf-8"), field)
        raise RecordError(
            f"field {field if field != '$' else '(top)'}: {what}",
            where=f"{path}:{line}",
            why="the entry does not fit the record format",
            hint="see docs/reference/record-format.md, then run: foedus record audit",
        ) from None
