"""Dates in words, in German and English."""

from __future__ import annotations

from foedus.ground.calendar import Date

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}


def day(date: Date, lang: str) -> str:
    """A date in words: "7 January 2022", "7. Januar 2022", "December 2010", "1992"."""
    parts = date.text.split("-")
    if len(parts) == 1:
        return parts[0]
    month = MONTHS[lang].split()[int(parts[1]) - 1]
    if len(parts) == 2:
        return f"{month} {parts[0]}"
    return f"{int(parts[2])}{'.' if lang == 'de' else ''} {month} {parts[0]}"
