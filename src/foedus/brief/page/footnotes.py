"""Footnotes: each source once, numbered in the order in which the page first leans on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from foedus.brief.words.messages import say, term
from foedus.ground.calendar import Date
from foedus.ground.days import day
from foedus.record.load import Record
from foedus.record.tables import origins


@dataclass(frozen=True, slots=True)
class Footnote:
    """A source as the page prints it."""

    number: int
    key: str
    text: str
    url: str


@dataclass
class Footnotes:
    """Collects sources and gives them numbers."""

    record: Record
    lang: str
    keys: list[str] = field(default_factory=list)

    def number(self, key: str) -> int:
        """The number of a source, the next one if it is new."""
        if key not in self.keys:
            self.keys.append(key)
        return self.keys.index(key) + 1

    def numbers(self, keys: tuple[str, ...]) -> list[int]:
        """The numbers of several sources in ascending order."""
        return sorted({self.number(key) for key in keys})

    def notes(self) -> list[Footnote]:
        """All notes in order."""
        return [self._note(i, key) for i, key in enumerate(self.keys, 1)]

    def _note(self, number: int, key: str) -> Footnote:
        if key.startswith("series:"):
            origin = origins()[key.removeprefix("series:")]
            text = say("brief", "series-note", self.lang, title=origin.title, publisher=origin.publisher,
                       vintage=_told(origin.vintage, self.lang), licence=origin.licence)  # fmt: skip
            return Footnote(number, key, text, _web(origin.url))
        source = self.record.sources[key]
        date = f", {day(source.date, self.lang)}" if source.date else ""
        author = f"{source.author}: " if source.author else ""
        read = term("read", source.read, self.lang)
        return Footnote(number, key, f"{author}{source.title}. {source.publisher}{date} ({read}).", _web(source.url))


def _told(vintage: str, lang: str) -> str:
    """A release in words: dates as an editor writes them, other names as they are."""
    try:
        return day(Date(vintage), lang)
    except ValueError:
        return vintage


def runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Ascending numbers as runs from first to last, so that a page prints "16–22" and not seven marks.

    >>> runs([1, 2, 5, 6, 7, 9])
    [(1, 1), (2, 2), (5, 7), (9, 9)]
    """
    found: list[tuple[int, int]] = []
    for n in numbers:
        if found and n == found[-1][1] + 1:
            found[-1] = (found[-1][0], n)
        else:
            found.append((n, n))
    return [pair for a, b in found for pair in ([(a, a), (b, b)] if b == a + 1 else [(a, b)])]


def _web(url: str) -> str:
    """Only web addresses become links: a source file cannot smuggle in anything else."""
    return url if url.startswith(("https://", "http://")) else ""
