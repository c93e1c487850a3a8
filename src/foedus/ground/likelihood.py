"""A chance in words, by one scale; and where its range is too wide for a word, what the words must say instead.

The word is that of the chance as long as the 90 % range is no wider than the widest word of the scale reaches. A wider
one is told by the words at both of its ends ("between"); and where one end would be called unlikely and the other
likely, the record does not tell ("open"), whatever stands in the middle: a range of 3 to 90 % is not "about as likely
as not".
"""

from __future__ import annotations

from typing import Final, Literal

from foedus.ground.strict import Strict

Word = Literal["very-unlikely", "unlikely", "even", "likely", "very-likely"]
#: The scale, the same in both languages: below each bound, the word.
STEPS: Final[tuple[tuple[float, Word], ...]] = (
    (0.10, "very-unlikely"),
    (0.33, "unlikely"),
    (0.66, "even"),
    (0.90, "likely"),
    (1.01, "very-likely"),
)
#: Below that a chance is unlikely, from that on likely; between them lies the widest word.
UNLIKELY, LIKELY = STEPS[1][0], STEPS[2][0]
WIDEST_WORD: Final = LIKELY - UNLIKELY


class Outlook(Strict, kw_only=True, frozen=True):
    """What words may say of a chance: its own word, the words at the ends of its range, and which of them holds."""

    kind: Literal["word", "between", "open"]
    word: Word
    least: Word
    most: Word


def word_of(p: float) -> Word:
    """The word for a chance, which is in 0..1.

    >>> word_of(0.05), word_of(0.5), word_of(1.0)
    ('very-unlikely', 'even', 'very-likely')
    """
    return next(word for bound, word in STEPS if p < bound)


def outlook(p: float, low: float, high: float) -> Outlook:
    """What words may say of the chance `p` with the 90 % range `low` to `high`, all in 0..1.

    >>> outlook(0.76, 0.65, 0.84).kind, outlook(0.3, 0.03, 0.6).kind, outlook(0.5, 0.03, 0.9).kind
    ('word', 'between', 'open')
    """
    if low < UNLIKELY and high >= LIKELY:
        kind: Literal["word", "between", "open"] = "open"
    else:
        kind = "between" if high - low > WIDEST_WORD else "word"
    return Outlook(kind=kind, word=word_of(p), least=word_of(low), most=word_of(high))
