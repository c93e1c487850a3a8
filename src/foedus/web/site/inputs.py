"""What a page depends on, as one hash: it is made anew only where that has changed.

The page of an alliance depends on the program, on its own entry, its counterpart's, its calls, and on what the record
says of states and threats; every other page on the whole record, since each case lends the model something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

import foedus
from foedus.ground.toml import encode
from foedus.record.load import DATA, PARTS, Record, load
from foedus.web.address import write
from foedus.web.site.plan import Leaf, Plan

PACKAGE = Path(foedus.__file__).parent
#: Parts of the record that say something of states, whatever the alliance.
COMMON = ("threats", "conflicts", "statements", "places")


def inputs_of(leaf: Leaf, plan: Plan, record: Record | None = None) -> str:
    """The hash of all that a page is made of, and of the pages of the plan that it may lead to."""
    whole = record or load()
    about = of_alliance(whole, leaf.alliance) if leaf.alliance else of_record(whole)
    led = plan.around(leaf.alliance)
    return hash_of(program(), about, *led, write(leaf.asked), leaf.file, repr(leaf.turns))


@cache
def program() -> str:
    """The hash of the program with all its tables, and without the entries of the record."""
    made = blake2b(digest_size=16)
    entries = tuple(DATA / part for part in PARTS)
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and path.suffix != ".pyc" and not path.is_relative_to(DATA):
            made.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
        elif path.is_file() and path.is_relative_to(DATA) and path.parent not in entries:
            made.update(path.name.encode() + b"\0" + path.read_bytes())
    return made.hexdigest()


def of_record(record: Record) -> str:
    """The hash of every entry."""
    return _kept(record, "")


def of_alliance(record: Record, name: str) -> str:
    """The hash of the entries that the page of an alliance is made of."""
    return _kept(record, name)


#: Hashes of the record that was asked about last, by alliance ("" for the whole).
_HASHES: dict[str, str] = {}
_OF: list[Record] = []


def _kept(record: Record, name: str) -> str:
    if not _OF or _OF[0] is not record:
        _OF[:] = [record]
        _HASHES.clear()
    if name not in _HASHES:
        _HASHES[name] = hash_of(*_texts(record, name))
    return _HASHES[name]


def _texts(record: Record, name: str) -> Iterator[bytes]:
    if not name:
        yield _json(record)
        return
    own = record.alliances[name]
    parts: list[Any] = [own, record.alliances.get(own.counterpart)]
    parts += [c for c in record.invocations.values() if c.alliance == name]
    parts += [getattr(record, part) for part in COMMON]
    # A threat may be an alliance, which is then printed by its name.
    parts += [(key, a.names, a.founded, a.known) for key, a in sorted(record.alliances.items())]
    told = [_json(part) for part in parts]
    yield from told
    cited = set().union(*(_strings(msgspec.json.decode(text)) for text in told))
    yield _json({key: source for key, source in record.sources.items() if key in cited})


def _strings(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value}
    inside: Iterable[Any] = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set().union(*map(_strings, inside))


def _json(value: Any) -> bytes:
    return msgspec.json.encode(value, enc_hook=encode, order="deterministic")


def hash_of(*parts: bytes | str) -> str:
    """One hash of several texts, none of which can run into the next."""
    made = blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "big") + data)
    return made.hexdigest()
