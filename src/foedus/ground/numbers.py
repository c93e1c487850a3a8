"""Numbers and lists as an editor prints them: 20,000 and 3.6 % in English, 20.000 and 3,6 % in German."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar
from unicodedata import combining, normalize

T = TypeVar("T")
AND = {"en": "and", "de": "und"}


def number(value: float, lang: str, digits: int = 0) -> str:
    """A number with thousands separators.

    >>> number(20000, "de"), number(20000, "en"), number(3.64, "de", 1)
    ('20.000', '20,000', '3,6')
    """
    text = f"{value:,.{digits}f}"
    return text.translate(str.maketrans(",.", ".,")) if lang == "de" else text


def percent(share: float, lang: str, digits: int | None = None) -> str:
    """A share in 0..1 as a percentage with a space that does not break; one digit below ten per cent unless told.

    What is above 0 is not told as 0.

    >>> percent(0.0996, "de"), percent(0.00996, "en")
    ('10\\xa0%', '1.0\\xa0%')
    >>> percent(0.036, "de"), percent(0.954, "en"), percent(0.0004, "en"), percent(1e-9, "de")
    ('3,6\\xa0%', '95\\xa0%', '0.04\\xa0%', '<\\xa00,01\\xa0%')
    """
    value = share * 100
    if digits is None and 0 < value < 0.005:
        return f"<\u00a0{number(0.01, lang, 2)}\u00a0%"
    if digits is None:
        # What would be printed as 10.0 or 1.00 has a digit less, like all from there on.
        digits = 0 if value >= 9.95 or value == 0 else 1 if value >= 0.995 else 2
    return f"{number(value, lang, digits)}\u00a0%"


def multiple(ratio: float, lang: str) -> str:
    """A ratio as a sentence has it: a share where it is below 2, a multiple from there on.

    >>> multiple(0.036, "en"), multiple(13.93, "en"), multiple(13.93, "de"), multiple(1.05, "de")
    ('3.6\\xa0% of', '14 times', 'das 14-Fache', '105\\xa0%')
    """
    if ratio < 2:
        return f"{percent(ratio, lang)}{' of' if lang == 'en' else ''}"
    value = number(ratio, lang, 0 if ratio >= 9.95 else 1)
    return f"das {value}-Fache" if lang == "de" else f"{value} times"


def chance_range(p: float, low: float, high: float, lang: str) -> str:
    """A chance with its range, kept on one line: "46 % (18–76 %)".

    >>> chance_range(0.46, 0.18, 0.76, "en").replace("\\xa0", " ").replace("\\u2060", "")
    '46 % (18–76 %)'
    """
    span = f"{number(low * 100, lang)}\u2060–\u2060{percent(high, lang, 0)}"
    return f"{percent(p, lang, 0)}\u00a0({span})"


def points(share: float, lang: str) -> str:
    """A difference of two shares in percentage points, with its sign.

    >>> points(-0.073, "en"), points(0.12, "de")
    ('\u22127\xa0points', '+12\xa0Punkte')
    """
    whole = round(share * 100)
    sign = "+" if share > 0 else "\u2212"
    unit = ("Punkt" if lang == "de" else "point") if abs(whole) == 1 else ("Punkte" if lang == "de" else "points")
    return f"{sign}{number(abs(whole), lang)}\u00a0{unit}"


def rounded(value: float) -> float:
    """A value rounded to two significant digits: no more than is known.

    >>> rounded(2530), rounded(147.2), rounded(0)
    (2500.0, 150.0, 0.0)
    """
    return float(f"{value:.2g}")


def money(dollars: float, lang: str) -> str:
    """US dollars in billions or millions, rounded.

    >>> money(61.7e9, "de"), money(8.2e6, "en")
    ('61,7 Milliarden US-Dollar', 'US$8.2 million')
    """
    # What would be printed as 1,000 million is a billion.
    billions = dollars >= 999.5e6
    size, english, german = (1e9, "billion", "Milliarden") if billions else (1e6, "million", "Millionen")
    value = number(dollars / size, lang, 0 if dollars / size >= 99.95 else 1)
    return f"{value} {german} US-Dollar" if lang == "de" else f"US${value} {english}"


def alphabetical(words: Iterable[str]) -> list[str]:
    """Words in the order of a dictionary: accents and umlauts as their plain letters.

    >>> alphabetical(["Syrien", "São Tomé", "Österreich", "Samoa"])
    ['Österreich', 'Samoa', 'São Tomé', 'Syrien']
    """
    return sorted(words, key=sort_key)


def by_name(things: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """Things in the order of a dictionary of their names.

    >>> by_name(["AUT", "CYP"], {"AUT": "Österreich", "CYP": "Zypern"}.__getitem__)
    ['AUT', 'CYP']
    """
    return sorted(things, key=lambda thing: sort_key(name(thing)))


def sort_key(word: str) -> tuple[str, str]:
    """What a dictionary sorts a word by."""
    return "".join(c for c in normalize("NFKD", word) if not combining(c)).casefold(), word


def listing(words: Sequence[str], lang: str) -> str:
    """Words as a list in a sentence.

    >>> listing(["A", "B", "C"], "en"), listing(["A", "B"], "de"), listing([], "en")
    ('A, B and C', 'A und B', '')
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {AND[lang]} {words[-1]}"
