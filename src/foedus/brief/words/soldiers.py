"""How many soldiers, told as a range only where that says something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.ground.numbers import number, rounded

if TYPE_CHECKING:
    from foedus.response.summary import Quantiles

#: A member's range that spans more than this factor says nothing, and is not printed.
WIDEST = 50


def soldiers_told(q: Quantiles | None, lang: str) -> str:
    """The 90 % range of the soldiers a member would send; empty where it is unknown, none or too wide."""
    if q is None or rounded(q.q95) == 0 or q.q95 > WIDEST * q.q05:
        return ""
    return f"{number(rounded(q.q05), lang)} – {number(rounded(q.q95), lang)}"
