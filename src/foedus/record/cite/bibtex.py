"""Items as BibTeX, for BibTeX's own styles, or with the types of biblatex; UTF-8, escaped.

BibTeX's styles know neither treaties nor web pages nor data, so all of these are `@misc` there; biblatex and pandoc
have `@legal`, `@online` and `@dataset`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from foedus.ground.calendar import Date
from foedus.record.cite.items import Author, Item, remark

#: What stands for itself only with a backslash, or by a name.
SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
#: Where the publisher stands; elsewhere it says how a thing was published.
PUBLISHER = {"book": "publisher", "collection": "publisher", "dataset": "publisher", "online": "organization"}
#: Characters that TeX refuses; tabs and line ends are blanks to it.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: Names of languages as babel and polyglossia have them; others stay as their code.
LANGUAGES = {
    "en": "english", "de": "german", "fr": "french", "ru": "russian", "ar": "arabic", "es": "spanish", "pl": "polish",
    "it": "italian", "uk": "ukrainian", "pt": "portuguese", "nl": "dutch", "ro": "romanian", "hu": "hungarian",
    "cs": "czech", "sq": "albanian", "id": "indonesian", "ja": "japanese", "tr": "turkish", "el": "greek",
    "no": "norsk", "zh": "chinese", "hr": "croatian", "sr": "serbian", "sv": "swedish", "sl": "slovene",
    "et": "estonian", "bs": "bosnian", "fi": "finnish", "vi": "vietnamese", "az": "azerbaijani", "bg": "bulgarian",
    "is": "icelandic",
}  # fmt: skip


#: biblatex's types; an item without an address is no `@online`.
TYPES = {"agreement": "legal", "data": "dataset", "record": "dataset"}


def bibtex(items: Iterable[Item], *, biblatex: bool = False) -> str:
    """All items, one entry each, a blank line between them."""
    return "\n\n".join(entry(item, biblatex=biblatex) for item in items)


def entry(item: Item, *, biblatex: bool = False) -> str:
    """One entry. A `@book` needs a year and an author or editor; one without is described as what it is besides."""
    kind = _kind(item, biblatex)
    fields = {
        "author": _names(item.authors),
        "editor": _names(item.editors),
        "title": f"{{{escaped(item.title)}}}",  # in braces of its own: no style changes its capitals
        PUBLISHER.get(kind, "howpublished"): escaped(item.publisher),
        **_days(item.date, biblatex),
        "version": escaped(item.version),
        "url": address(item.url),
        "langid": LANGUAGES.get(item.language, item.language),
        "keywords": "treaty" if item.kind == "agreement" else item.kind,
        "note": escaped(remark(item)),
    }
    # A month is a macro of BibTeX's, not a text: in braces its styles would print "apr".
    said = {name: value if name == "month" else f"{{{value}}}" for name, value in fields.items() if value}
    lines = [f"  {name} = {value}," for name, value in said.items()]
    return f"@{kind}{{{key(item.id)},\n" + "\n".join(lines) + "\n}"


def _kind(item: Item, biblatex: bool) -> str:
    if item.kind == "book" and item.date and (item.authors or item.editors):
        return "book" if item.authors or not biblatex else "collection"
    return TYPES.get(item.kind, "online" if item.url else "misc") if biblatex else "misc"


def _days(date: Date | None, biblatex: bool) -> dict[str, str]:
    """The date in the fields of either; biblatex warns where both are there."""
    if date is None:
        return {}
    if biblatex:
        return {"date": date.text}
    year, _, rest = date.text.partition("-")
    month = MONTHS[int(rest[:2]) - 1] if rest else ""
    return {"year": year, "month": month, "day": str(date.first.day) if date.precise else ""}


def _names(persons: tuple[Author, ...]) -> str:
    return " and ".join(_name(person) for person in persons)


def _name(person: Author) -> str:
    """A name in the order family, given; what is one name alone stands in braces, so that nobody divides it."""
    if not person.given:
        return f"{{{escaped(person.family)}}}"
    return f"{escaped(' '.join(p for p in (person.particle, person.family) if p))}, {escaped(person.given)}"


def escaped(text: str) -> str:
    r"""Text as TeX prints it, without control characters.

    >>> escaped("R&D at 5 %")
    'R\\&D at 5 \\%'
    """
    plain = " ".join(CONTROL.sub("", text).split())
    return "".join(SPECIAL.get(letter, letter) for letter in plain)


def address(url: str) -> str:
    """A web address as it stands; what would end the field is written in hexadecimal."""
    return re.sub(r"[{}\\\s]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)


def key(name: str) -> str:
    """A key that every reader takes: letters, digits and - : . _ of ASCII."""
    return re.sub(r"[^A-Za-z0-9:._-]", "-", name)
