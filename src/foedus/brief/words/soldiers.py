"""How many soldiers, told as a range only where that says something."""

from __future__ import annotations

from math import log10
from typing import TYPE_CHECKING

from foedus.brief.words.messages import say
from foedus.ground.numbers import number, rounded

if TYPE_CHECKING:
    from foedus.response.summary import Quantiles

#: Orders of magnitude, the smallest first: hundreds, thousands ...
MAGNITUDES = ("dozens", "hundreds", "thousands", "ten-thousands", "hundred-thousands")
#: A member's range that spans more than this factor says nothing, and is not printed.
WIDEST = 50


def soldiers_told(q: Quantiles | None, lang: str) -> str:
    """The 90 % range of the soldiers a member would send; empty where it is unknown, none or too wide."""
    if q is None or rounded(q.q95) == 0 or q.q95 > WIDEST * q.q05:
        return ""
    return f"{number(rounded(q.q05), lang)} – {number(rounded(q.q95), lang)}"


def magnitude(q: Quantiles, lang: str) -> str:
    """Where the middle half lies, as orders of magnitude: "hundreds to thousands"."""
    ends = [min(max(int(log10(max(v, 1.0))) - 1, 0), len(MAGNITUDES) - 1) for v in (q.q25, q.q75)]
    words = [say("brief", f"invoke.{MAGNITUDES[i]}", lang) for i in dict.fromkeys(ends)]
    return say("brief", "invoke.from-to", lang, low=words[0], high=words[1]) if len(words) == 2 else words[0]
