"""How wide words are in a sans-serif face, and where they may be broken; nothing is ever printed beyond its room."""

from __future__ import annotations

import re
import unicodedata

#: Advance widths of Helvetica (and of Arial and Liberation Sans, cut to the same measure), in thousandths of the size.
_BY_WIDTH = {
    191: "'", 222: "ijl‘’", 260: "|", 278: " ft.,:;!/\\I[]\u00a0", 333: "r()-„“”`", 355: '"', 500: "ckszvxyJ",
    556: "abdeghnopqu0123456789LFT?_–$#", 584: "+=<>~×", 611: "FTZß", 667: "ABEKPSVXY&", 722: "CDHNRUw",
    778: "GOQ", 833: "mM", 889: "%", 944: "W", 1000: "…→—",
}  # fmt: skip
_WIDTH = {letter: width for width, letters in _BY_WIDTH.items() for letter in letters}
#: A letter that is not listed counts as wide; bold letters are wider, and other faces than Helvetica a little too.
_OTHER, _BOLD, _SPARE = 722, 1.09, 1.03


def width_of(words: str, size: float = 13, *, bold: bool = False) -> float:
    """How wide words are, in the unit of `size`; a little generous.

    >>> width_of("mmm") > width_of("iii")
    True
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", words) if not unicodedata.combining(c))
    return sum(_WIDTH.get(c, _OTHER) for c in plain) / 1000 * size * _SPARE * (_BOLD if bold else 1)


def pieces(words: str) -> list[str]:
    """The parts between which a line may break: after a space, a hyphen or a stroke inside words.

    >>> pieces("Bosnien und Herzegowina")
    ['Bosnien ', 'und ', 'Herzegowina']
    >>> pieces("in 51\\xa0% der Fälle")
    ['in ', '51\\xa0% ', 'der ', 'Fälle']
    """
    return re.findall(r"[^ ]+?(?:[-/–](?=\w)|(?= )|$) *", words.strip(" ")) or [words]


def lines_of(words: str, size: float, limit: float, *, bold: bool = False) -> tuple[str, ...]:
    """Words broken into lines of at most `limit` where words allow it; a longer word keeps a line of its own.

    >>> lines_of("Warschauer Pakt ohne die Sowjetunion", 12, 120)
    ('Warschauer Pakt', 'ohne die Sowjetunion')
    """
    lines: list[str] = []
    for piece in pieces(words):
        if lines and width_of((lines[-1] + piece).rstrip(), size, bold=bold) <= limit:
            lines[-1] += piece
        else:
            lines.append(piece)
    return tuple(line.rstrip() for line in lines)


def column(labels: list[str], size: float, most: float, *, bold: bool = False) -> float:
    """The width of a column of labels: at most `most` where breaking helps, never less than the longest word."""
    whole = max((width_of(label, size, bold=bold) for label in labels), default=0.0)
    word = max((width_of(p.rstrip(), size, bold=bold) for label in labels for p in pieces(label)), default=0.0)
    return max(min(whole, most), word)
