"""How far two coders agree beyond chance, on calls and on articles: Cohen's kappa by field, with a resampled interval.

kappa = (p_o - p_e) / (1 - p_e): p_o the share of calls coded alike, p_e the share that would be by chance, given
how often each coder uses each code. Where both use one and the same code throughout, kappa is undefined. Reference:
Cohen 1960, Educational and Psychological Measurement 20(1), 37-46.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from foedus.evidence.scores import Interval
from foedus.ground.strict import Strict
from foedus.ground.terms import BY_GOVERNMENT, WORDS
from foedus.response.draws import Draws

if TYPE_CHECKING:
    from foedus.record.case import Invocation
    from foedus.record.law import Article, Reading

RESAMPLES: Final = 2000
#: The fields that are compared, and how a recorded call is coded in each.
FIELDS: Final = (
    "request",
    "asker",
    "asked",
    "threat",
    "adversaries",
    "response",
    "soldiers",
    "words",
    "delivered",
    "contributors",
)
#: What is coded of an article of a treaty.
ARTICLE_FIELDS: Final = ("kind", "trigger", "territory", "area", "requested", "outside", "aggressor")
#: What stands where a field does not apply: such pairs are not compared.
INAPPLICABLE: Final = ""
ATTACKS: Final = ("armed-attack", "attack-by-state", "external-origin")


class Agreement(Strict, kw_only=True, frozen=True):
    """A field with the number of things both coded, the share coded alike, and kappa with its 90 % interval."""

    field: str
    many: int
    alike: float
    kappa: Interval


def coded(case: Invocation) -> dict[str, str]:
    """The first coder's codes of a recorded call."""
    sent = bool(case.contributions)
    return derived(
        {
            "request": case.request, "asked": case.asked, "threat": case.threat,
            "adversaries": " ".join(sorted(case.adversaries)), "response": case.response.kind,
            "delivered": case.response.delivered, "contributors": case.contributors if sent else "none",
        }
    )  # fmt: skip


def derived(codes: Mapping[str, str]) -> dict[str, str]:
    """Codes with what follows from them: soldiers or not, and the answer with all words taken as one."""
    answer = codes["response"]
    return {
        **codes,
        "adversaries": " ".join(sorted(codes["adversaries"].split())),
        "asker": "government" if codes["request"] in BY_GOVERNMENT else codes["request"],
        "soldiers": "yes" if answer == "troops" else "no",
        "words": "words" if answer in WORDS else answer,
        "delivered": INAPPLICABLE if answer in WORDS else codes["delivered"],
    }


def coded_article(article: Article, reading: Reading) -> dict[str, str]:
    """The first coder's codes of an article: what opens what, and which limits it has."""
    tests = {condition.test for condition in reading.conditions}
    facts = {p for c in reading.conditions if c.test == "fact" for p in c.any_of} - {"consultation-asked"}
    trigger = "none" if not facts else "attack" if facts <= set(ATTACKS) else "threat"
    limits = {"territory": "territory", "area": "area", "requested": "requested", "outside": "attacker-outside",
              "aggressor": "not-aggressor"}  # fmt: skip
    said = {field: "yes" if test in tests else "no" for field, test in limits.items()}
    return {"kind": article.kind, "trigger": trigger, **said}


def kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """Cohen's kappa of two codings of the same calls; NaN where chance alone explains all agreement.

    >>> kappa(["a", "a", "b", "b"], ["a", "a", "b", "a"])
    0.5
    """
    many = len(first)
    alike = sum(a == b for a, b in zip(first, second, strict=True)) / many
    one, other = Counter(first), Counter(second)
    chance = sum(one[code] * other[code] for code in one) / many**2
    return float("nan") if chance == 1 else (alike - chance) / (1 - chance)


def agreements(
    first: Sequence[Mapping[str, str]], second: Sequence[Mapping[str, str]], fields: Sequence[str] = FIELDS
) -> list[Agreement]:
    """Every field over what both coded, in the same order; pairs where it applies to one coding only are left out."""
    return [_agreement(field, first, second) for field in fields]


def _agreement(field: str, first: Sequence[Mapping[str, str]], second: Sequence[Mapping[str, str]]) -> Agreement:
    pairs = [(a[field], b[field]) for a, b in zip(first, second, strict=True)]
    pairs = [pair for pair in pairs if INAPPLICABLE not in pair or field == "adversaries"]
    if not pairs:
        return Agreement(field=field, many=0, alike=0.0, kappa=Interval(value=None, low=None, high=None, drawn=0))
    drawn = Draws(20, RESAMPLES).stream("agreement").integers(0, len(pairs), (RESAMPLES, len(pairs)))
    one, other = ([pair[side] for pair in pairs] for side in (0, 1))
    again = np.array([kappa([one[i] for i in row], [other[i] for i in row]) for row in drawn])
    good = again[np.isfinite(again)]
    value = kappa(one, other)
    known = bool(np.isfinite(value)) and len(good) > 0
    low, high = (float(q) for q in np.quantile(good, (0.05, 0.95))) if known else (None, None)
    return Agreement(
        field=field,
        many=len(pairs),
        alike=sum(a == b for a, b in pairs) / len(pairs),
        kappa=Interval(value=value if known else None, low=low, high=high, drawn=len(good)),
    )
