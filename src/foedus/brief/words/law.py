"""What a ruling says beside the duty: which instruments allow help, which do not, and which leave it open."""

from __future__ import annotations

from foedus.brief.words.messages import say
from foedus.brief.words.names import upper_first
from foedus.charter.ruling import Holding, Ruling
from foedus.ground.logic import Truth
from foedus.ground.numbers import listing
from foedus.record.law import ALLOWING


def allowed_told(ruling: Ruling, lang: str) -> list[str]:
    """A sentence for what is allowed, one for what is open and one for what is not; none where no instrument speaks."""
    found = [h for h in ruling.holdings if h.kind in ALLOWING]
    met = [h.cited.text(lang) for h in found if h.value is True]
    told = [say("brief", "invoke.allowed", lang, list="; ".join(met))] if met else []
    truths: tuple[tuple[Truth, str], ...] = ((None, "invoke.allowed-open"), (False, "invoke.allowed-not"))
    for truth, key in truths:
        reasons = _reasons([h for h in found if h.value is truth], lang)
        if reasons:
            told.append(say("brief", key, lang, list=" ".join(reasons)))
    return told


def _reasons(holdings: list[Holding], lang: str) -> list[str]:
    """Why they are not met, each reason once, with the articles that it holds for."""
    of: dict[str, list[str]] = {}
    for holding in holdings:
        of.setdefault(holding.reason.text(lang) if holding.reason else "", []).append(holding.cited.text(lang))
    return [
        reason if len(articles) == 1 and articles[0] in reason else upper_first(f"{listing(articles, lang)}: {reason}")
        for reason, articles in of.items()
    ]
