"""The file of the log: one line of JSON an entry, each holding the hash of the one before it.

    hash = sha256 of the entry without `hash`, as JSON with sorted keys, no blanks, UTF-8
    previous = the hash of the line above; sixty-four zeros in the first line

So no line can be changed, moved or taken out without changing every hash after it. Lines cut off at the end leave no
trace in the file itself: that is what the head, the last hash, is published for. A line is added by writing the whole
file beside the old one and putting it in its place; a second writer waits.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from foedus.evidence.log.entries import Logged, LoggedForecast, LoggedOutcome
from foedus.ground.errors import QueryError
from foedus.ground.gate import typed
from foedus.ground.write import write_whole

#: The log that ships: the project's own questions.
FILE: Final = Path(__file__).parent / "forecasts.jsonl"
BEGINNING: Final = "0" * 64
#: How long a second writer waits, and from when on a lock is one that a killed run has left, in seconds.
PATIENCE, STALE = 5.0, 60.0


@dataclass(frozen=True, slots=True)
class Log:
    """The entries in order, and the head: the hash of the last one."""

    entries: tuple[Logged, ...]
    head: str

    @property
    def forecasts(self) -> dict[str, LoggedForecast]:
        """The forecasts by the id of their question."""
        return {e.question.id: e for e in self.entries if isinstance(e, LoggedForecast)}

    @property
    def outcomes(self) -> dict[str, LoggedOutcome]:
        """The last outcome of each question that has one."""
        return {e.of: e for e in self.entries if isinstance(e, LoggedOutcome)}


def digest(entry: dict[str, Any]) -> str:
    """The hash of an entry.

    >>> digest({"n": 1, "hash": "is left out"}) == digest({"n": 1})
    True
    """
    return hashlib.sha256(_line({k: v for k, v in entry.items() if k != "hash"}).encode()).hexdigest()


def _line(entry: dict[str, Any]) -> str:
    return json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def read(file: Path = FILE) -> Log:
    """The log in a file, every hash checked. Raises `QueryError` naming the line for anything that does not fit."""
    try:
        text = file.read_bytes().decode("utf-8")
    except OSError as error:
        raise QueryError("the log cannot be read", where=str(file), why=error.strerror or str(error)) from None
    except UnicodeDecodeError as error:
        raise QueryError("the log is not UTF-8 text", where=str(file), why=error.reason) from None
    if text and not text.endswith("\n"):
        where = f"{file}:{text.count(chr(10)) + 1}"
        raise QueryError("the last line of the log is not whole", where=where, hint=_HINT)
    entries: list[Logged] = []
    head = BEGINNING
    for number, line in enumerate(text.split("\n")[:-1], 1):
        entry = _entry(line, number, head, f"{file}:{number}")
        entries.append(entry)
        head = entry.hash
    return Log(tuple(entries), head)


_HINT = "restore the file from a copy; the log is never edited, only added to"


def _entry(line: str, number: int, head: str, where: str) -> Logged:
    try:
        raw = json.loads(line)
        entry: Logged = typed(raw, LoggedForecast | LoggedOutcome)
    except (ValueError, RecursionError) as error:
        raise QueryError("this is no entry of the log", where=where, why=str(error), hint=_HINT) from None
    if digest(raw) != entry.hash or line != _line(raw):
        why = "its hash is not that of its content"
        raise QueryError("the entry was changed after it was written", where=where, why=why, hint=_HINT)
    if entry.n != number or entry.previous != head:
        why = "a line before it is missing, moved or changed"
        raise QueryError("the chain is broken here", where=where, why=why, hint=_HINT)
    return entry


def add(file: Path, make: Sequence[dict[str, Any]]) -> Log:
    """Add entries, all or none, each without `n`, `previous` and `hash`; the log as it is then.

    A file that is not there begins a new log; a damaged one is refused as `read` refuses it.
    """
    with _locked(file):
        known = read(file) if file.exists() else Log((), BEGINNING)
        head, lines = known.head, []
        for number, entry in enumerate(make, len(known.entries) + 1):
            sealed = {**entry, "n": number, "previous": head}
            head = sealed["hash"] = digest(sealed)
            lines.append(_line(sealed))
        old = file.read_text("utf-8") if file.exists() else ""
        try:
            write_whole(file, old + "".join(f"{line}\n" for line in lines))
        except OSError as error:
            raise QueryError("the log cannot be written", where=str(file), why=error.strerror or str(error)) from None
    return read(file)


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """Nobody else adds to the file meanwhile."""
    lock, begun = file.with_name(f"{file.name}.lock"), time.monotonic()
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except FileExistsError:
            if lock.exists() and time.time() - lock.stat().st_mtime > STALE:
                lock.unlink(missing_ok=True)
            elif time.monotonic() - begun > PATIENCE:
                hint = f"wait for it, or remove {lock} if nothing runs"
                raise QueryError("another run is adding to the log", where=str(file), hint=hint) from None
            else:
                time.sleep(0.05)
        except OSError as error:
            raise QueryError("the log cannot be written", where=str(file), why=error.strerror or str(error)) from None
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
