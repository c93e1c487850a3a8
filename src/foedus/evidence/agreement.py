"""How far two coders agree on calls beyond chance: Cohen's kappa for each field, with an interval by resampled calls.

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
from foedus.response.draws import Draws

if TYPE_CHECKING:
    from foedus.record.case import Invocation

RESAMPLES: Final = 2000
#: The fields that are compared, and how a recorded call is coded in each.
FIELDS: Final = (
    "request",
    "asked",
    "threat",
    "adversaries",
    "response",
    "soldiers",
    "words",
    "delivered",
    "contributors",
)
#: Answers short of acts, told apart or taken as one.
WORDS: Final = ("consultation", "statement", "declined", "none")


class Agreement(Strict, kw_only=True, frozen=True):
    """A field with the calls both coded, the share coded alike, and kappa with its 90 % interval."""

    field: str
    calls: int
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
        "soldiers": "yes" if answer == "troops" else "no",
        "words": "words" if answer in WORDS else answer,
    }


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


def agreements(first: Sequence[Mapping[str, str]], second: Sequence[Mapping[str, str]]) -> list[Agreement]:
    """Every field over calls coded by both, in the same order."""
    drawn = Draws(20, RESAMPLES).stream("agreement").integers(0, len(first), (RESAMPLES, len(first)))
    found = []
    for field in FIELDS:
        a, b = [c[field] for c in first], [c[field] for c in second]
        again = np.array([kappa([a[i] for i in row], [b[i] for i in row]) for row in drawn])
        good = again[np.isfinite(again)]
        value = kappa(a, b)
        known = bool(np.isfinite(value)) and len(good) > 0
        low, high = np.quantile(good, (0.05, 0.95)) if known else (None, None)
        found.append(
            Agreement(
                field=field,
                calls=len(a),
                alike=sum(x == y for x, y in zip(a, b, strict=True)) / len(a),
                kappa=Interval(
                    value=value if known else None,
                    low=None if low is None else float(low),
                    high=None if high is None else float(high),
                    drawn=len(good),
                ),
            )
        )
    return found
