"""Items as CSL-JSON (version 1.0.2), which Zotero, pandoc and citeproc read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from foedus.ground.calendar import Date
from foedus.record.cite.items import Author, Item, remark

#: The type of each kind in CSL's vocabulary; what is not said to be something else is a web page.
TYPES = {
    "agreement": "treaty", "treaty": "treaty", "official": "webpage", "press": "article-newspaper",
    "paper": "article-journal", "book": "book", "data": "dataset", "reference": "webpage", "record": "dataset",
    "answer": "report",
}  # fmt: skip
#: Types in which the publisher is what holds the text.
INSIDE = ("article-newspaper", "article-journal", "webpage")


def csl(items: Iterable[Item]) -> list[dict[str, Any]]:
    """All items as one list."""
    return [item_of(item) for item in items]


def csl_json(items: Iterable[Item]) -> str:
    """All items as text."""
    return json.dumps(csl(items), indent=2, ensure_ascii=False)


def item_of(item: Item) -> dict[str, Any]:
    """One item; fields that have no value are left out. CSL has none for terms and for coming into force."""
    kind = TYPES[item.kind]
    made: dict[str, Any] = {
        "id": item.id,
        "type": kind,
        "title": item.title,
        "author": [_name(person) for person in item.authors],
        "editor": [_name(person) for person in item.editors],
        "container-title" if kind in INSIDE else "publisher": item.publisher,
        "issued": _date(item.date),
        "URL": item.url,
        "language": item.language,
        "version": item.version,
        "note": remark(item),
    }
    return {name: value for name, value in made.items() if value}


def _name(person: Author) -> dict[str, str]:
    if not person.given:
        return {"literal": person.family}
    name = {"family": person.family, "given": person.given}
    return name | ({"non-dropping-particle": person.particle} if person.particle else {})


def _date(date: Date | None) -> dict[str, Any] | None:
    """A date in the parts that are known."""
    return {"date-parts": [[int(part) for part in date.text.split("-")]]} if date else None
