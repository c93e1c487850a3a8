"""Text files through one gate: TOML to typed entries, with file, line and field in each error."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from foedus.ground.calendar import Date, date_of
from foedus.ground.errors import RecordError
from foedus.ground.gate import typed
from foedus.ground.parsed import parsed
from foedus.ground.plain_toml import plain_toml

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


def stands(path: Path, at: str) -> str:
    """File and line of a field such as `members[3].since`, as errors name them."""
    return f"{path}:{_line_of(path.read_text('utf-8'), f'$.{at}')}"


#: Marks by which an editor says how text is written; TOML allows none.
MARK = b"\xef\xbb\xbf"


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as plain data; a damaged one is a `RecordError` with file and line."""
    import tomllib

    data = _bytes(path)
    if data.startswith(MARK):
        raise RecordError(
            "the file begins with a byte order mark",
            where=f"{path}:1",
            why="some editors put these three bytes before the text; TOML does not allow them",
            hint="save it as UTF-8 without BOM",
        )
    try:
        text = data.decode("utf-8")
        plain = plain_toml(text)
        return tomllib.loads(text) if plain is None else plain
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise RecordError(
            "the file is not UTF-8 text", where=f"{path}:{line}", why=error.reason, hint="save it as UTF-8"
        ) from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise RecordError(
            "this is not valid TOML",
            where=f"{path}:{found[1]}" if found else str(path),
            why=str(error),
            hint="mend the line, then run: foedus record audit",
        ) from None
    except RecursionError:
        raise RecordError(
            "the file is nested too deeply", where=str(path), why="no value of the format needs that"
        ) from None
    except ValueError:  # Python reads no number of more than some 4,300 digits
        raise RecordError(
            "a number in the file is too long", where=str(path), why="no value of the format needs that"
        ) from None


def _bytes(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise RecordError(
                "this is no regular file",
                where=str(path),
                why="a pipe or device may never end",
                hint="copy it into a file first",
            )
        return path.read_bytes()
    except OSError as error:
        raise RecordError("the file cannot be read", where=str(path), why=error.strerror or str(error)) from None


def shipped(path: Path) -> dict[str, Any]:
    """A TOML file of the program itself as plain data, from the cache where that is fresh."""
    return parsed(f"{path.parent.name}.{path.stem}", [path], dict[str, Any], lambda: read_toml(path))


def convert(data: Any, kind: type[T], path: Path, at: str = "", guide: str = "") -> T:
    """Plain data as the typed entry; what does not fit is a `RecordError` with file, line and field.

    `at` is where the data stand in the file, such as `threats[3]`; `guide` is the page that tells the format of a file
    that is no part of the record.
    """
    try:
        found: T = typed(data, kind, decode)
        return found
    except (OverflowError, RecursionError):
        raise RecordError(
            "a number in the file is too long", where=str(path), why="no value of the format needs that"
        ) from None
    except msgspec.ValidationError as error:
        what, _, field = str(error).partition(" - at `")
        field = f"${'.' if at else ''}{at}{field.rstrip('`').removeprefix('$')}"
        line = _line_of(path.read_text("utf-8"), field)
        raise RecordError(
            f"field {field if field != '$' else '(top)'}: {what}",
            where=f"{path}:{line}",
            why="the entry does not fit the format" if guide else "the entry does not fit the record format",
            hint=f"see {guide}" if guide else "see docs/reference/record-format.md, then run: foedus record audit",
        ) from None
