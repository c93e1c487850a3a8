"""Errors say what is wrong, where, why, and what to do next; the command line turns each into exit code 2."""

from __future__ import annotations

from collections.abc import Iterable


class FoedusError(Exception):
    """A problem in what was asked or in a file that was read; its text is fit to be shown."""

    def __init__(self, what: str, *, why: str = "", hint: str = "", where: str = "") -> None:
        self.what, self.why, self.hint, self.where = what, why, hint, where
        super().__init__(self.text())

    def text(self) -> str:
        """The message on up to four lines: where, what, why, what to do."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        lines = [head]
        if self.why:
            lines.append(f"  why:  {self.why}")
        if self.hint:
            lines.append(f"  next: {self.hint}")
        return "\n".join(lines)


class QueryError(FoedusError):
    """The question cannot be asked: an unknown name, an impossible date, a state that was not there."""


class RecordError(FoedusError):
    """A file of the record is damaged or breaks the format."""


class DatasetError(FoedusError):
    """A file of published data is not what it should be, or is not there."""


class UnknownFileError(DatasetError):
    """A file is none of the catalogue's and like none of them: nothing is wrong with it."""


#: How alike a name must be to be offered (0 nothing in common, 1 the same); "AUKUS" is not nearly "vks".
ALIKE = 0.65


def nearest(name: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The known names closest to `name`, best first, without regard to case; empty if none is close.

    One that holds the name, or is held by it, is close as well, from four letters on.
    """
    from difflib import get_close_matches

    by_folded: dict[str, str] = {}
    for entry in known:
        by_folded.setdefault(entry.casefold(), entry)  # of two spellings the first named is shown
    asked = name.casefold()
    hits = get_close_matches(asked, list(by_folded), n=limit, cutoff=ALIKE)
    holding = [e for e in by_folded if min(len(e), len(asked)) > 3 and (asked in e or e in asked)]
    return [by_folded[hit] for hit in dict.fromkeys([*hits, *sorted(holding, key=len)])][:limit]


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """A hint that names the nearest known names, or `otherwise` where none is near."""
    hits = nearest(name, known)
    return f"did you mean {', '.join(hits)}?" if hits else otherwise
