"""How long, in words: days, weeks, months or years, no finer than a forecast of them is."""

from __future__ import annotations

from foedus.brief.words.messages import say
from foedus.ground.numbers import number

#: From so many days on, weeks are told; then months, then years.
WEEKS_FROM, MONTHS_FROM, YEARS_FROM = 21, 90, 730
#: A month and a year in days.
MONTH, YEAR = 365.2425 / 12, 365.2425


def lasting(days: float, lang: str) -> str:
    """A span of days in words, in German in the dative ("nach 3 Wochen"). `days` is not negative.

    >>> [lasting(d, "en") for d in (0, 1, 9, 30, 200, 1000)]
    ['less than a day', 'one day', '9 days', '4 weeks', '7 months', '3 years']
    """
    if days < 1:
        return say("brief", "lasting.under-a-day", lang)
    if days < 2:
        return say("brief", "lasting.one-day", lang)
    if days < WEEKS_FROM:
        unit, count = "days", days
    elif days < MONTHS_FROM:
        unit, count = "weeks", days / 7
    elif days < YEARS_FROM:
        unit, count = "months", days / MONTH
    else:
        unit, count = "years", days / YEAR
    return say("brief", f"lasting.{unit}", lang, count=number(count, lang))
