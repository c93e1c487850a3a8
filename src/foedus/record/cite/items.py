"""What can be cited, in one form: sources, treaties, the record itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from foedus.ground.calendar import Date
from foedus.ground.errors import QueryError, did_you_mean
from foedus.record.entries import Source
from foedus.record.load import Record
from foedus.record.version import DATE, VERSION

#: The id of the record itself among those that can be cited.
ITSELF = "foedus-record"
#: Parts of a family name that stand before it in small letters.
PARTICLES = ("von", "van", "de", "der", "den", "del", "della", "di", "da", "du", "la", "le", "ter", "zu", "al", "bin")
EDITORS = re.compile(r"\s*\(eds?\.?\)\s*$")
COPY = re.compile(r"\s*\(copy\)\s*$")


@dataclass(frozen=True)
class Author:
    """A person's name in its parts; an institution has a family name alone."""

    family: str
    given: str = ""
    particle: str = ""


@dataclass(frozen=True)
class Item:
    """Something that can be cited; `kind` is that of a source, or `agreement` for a treaty, `record` for the record,
    `answer` for an answer of Foedus's own."""

    id: str
    kind: str
    title: str
    publisher: str = ""
    authors: tuple[Author, ...] = ()
    editors: tuple[Author, ...] = ()
    date: Date | None = None
    in_force: Date | None = None
    url: str = ""
    language: str = "en"
    licence: str = ""
    version: str = ""
    note: str = ""


def persons(text: str) -> tuple[Author, ...]:
    """The persons that a line of authors names, divided by commas, semicolons or "and"."""
    names = [part.strip() for part in re.split(r",|;|\band\b", EDITORS.sub("", text))]
    return tuple(author_of(name) for name in names if name)


def author_of(name: str) -> Author:
    """A name written in its usual order, in its parts.

    >>> author_of("Helene von Bismarck")
    Author(family='Bismarck', given='Helene', particle='von')
    """
    words = name.split()
    if len(words) < 2:
        return Author(name)
    first = len(words) - 1
    while first > 1 and words[first - 1] in PARTICLES:
        first -= 1
    return Author(words[-1], " ".join(words[:first]), " ".join(words[first:-1]))


def of_source(key: str, source: Source) -> Item:
    """A source; that a copy was read is said in a note."""
    named = persons(source.author)
    edited = bool(EDITORS.search(source.author))
    copied = bool(COPY.search(source.publisher))
    return Item(
        key, source.kind, source.title, COPY.sub("", source.publisher), authors=() if edited else named,
        editors=named if edited else (), date=source.date, url=source.url, language=source.language,
        licence=source.licence, note="read in a copy" if copied else "",
    )  # fmt: skip


def of_treaties(record: Record, lang: str = "en") -> Iterable[Item]:
    """Every treaty by its title in a language; its address is that of the first text of it among its sources."""
    for alliance in record.alliances.values():
        for treaty in alliance.treaties:
            texts = [record.sources[s] for s in treaty.sources if s in record.sources]
            texts = [source for source in texts if source.kind == "treaty" and source.url]
            yield Item(
                treaty.id, "agreement", treaty.title.text(lang), date=treaty.signed, in_force=treaty.in_force,
                url=texts[0].url if texts else "", language=lang,
            )  # fmt: skip


def of_record(lang: str = "en") -> Item:
    """The record of this version."""
    title = "Die Foedus-Sammlung" if lang == "de" else "The Foedus record"
    authors = (Author("Die Autoren von Foedus" if lang == "de" else "The Foedus authors"),)
    return Item(
        ITSELF, "record", title, "", authors, (), Date(DATE), language=lang, licence="CC BY 4.0", version=VERSION
    )


def remark(item: Item) -> str:
    """What has no field of its own: since when a treaty is in force, the terms, what was read."""
    since = "in Kraft seit" if item.language == "de" else "in force since"
    said = (f"{since} {item.in_force.text}" if item.in_force else "", item.licence, item.note)
    return "; ".join(part for part in said if part)


def chosen(record: Record, ids: Iterable[str], lang: str = "en") -> list[Item]:
    """The items with these ids, all without any; an unknown id is a `QueryError`."""
    known = {ITSELF: of_record(lang)}
    known |= {item.id: item for item in of_treaties(record, lang)}
    known |= {key: of_source(key, source) for key, source in record.sources.items()}
    wanted = list(dict.fromkeys(ids))
    for key in wanted:
        if key not in known:
            raise QueryError(
                f"there is no source {key!r}", hint=did_you_mean(key, known, "foedus record cite lists them")
            )
    return [known[key] for key in wanted] if wanted else list(known.values())
