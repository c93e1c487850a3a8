"""The trace of a ruling: every step with its sentence, its truth and the facts that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.charter import wording
from foedus.charter.conditions import Check
from foedus.charter.matter import Matter
from foedus.ground.label import Label
from foedus.ground.logic import Truth
from foedus.ground.strict import Strict
from foedus.ground.terms import Basis


class Ground(Strict, kw_only=True, frozen=True):
    """A fact that a step rests on: who says so, and what."""

    value: bool
    authority: str
    according_to: Label
    text: Label
    known: str
    sources: tuple[str, ...]


class Step(Strict, kw_only=True, frozen=True):
    """One step of the trace: article, reading, what was tested, its truth, the sentence, its grounds."""

    n: int
    article: str
    reading: str
    test: str
    value: bool | None
    text: Label
    grounds: tuple[Ground, ...] = ()
    sources: tuple[str, ...] = ()
    rests_on: Basis | None = None


BASES: tuple[Basis, ...] = ("organ", "party", "report", "assumption")
#: The tests that rest on what happened; of a hypothetical matter they rest on what the question assumes.
ASSUMABLE = (
    "adversary", "fact", "territory", "area", "requested", "attacker-outside", "not-aggressor", "unprovoked",
)  # fmt: skip


@dataclass
class Trace:
    """The steps of a ruling as they are taken; a mute one (`told` is False) keeps none and saves the sentences."""

    steps: list[Step]
    matter: Matter
    told: bool = True

    def add(self, article: str, reading: str, test: str, check: Check) -> None:
        if not self.told:
            return
        grounds = tuple(
            Ground(
                value=c.value, authority=c.authority, according_to=c.according_to, text=c.text,
                known=c.known.text, sources=c.sources,
            )
            for finding in check.findings
            for c in finding.grounds
        )  # fmt: skip
        text = wording.begun(wording.sentence(check.key, check.value, dict(check.words)))
        assumed = self.matter.assumed and test in ASSUMABLE and not grounds
        if assumed:
            text = wording.sentence("assumed", check.value, {"text": text})
        self.steps.append(
            Step(
                n=len(self.steps) + 1, article=article, reading=reading, test=test, value=check.value, text=text,
                grounds=grounds, sources=tuple(dict.fromkeys(check.sources)),
                rests_on=rests_on(check.value, grounds, assumed),
            )
        )  # fmt: skip


def rests_on(value: Truth, grounds: tuple[Ground, ...], assumed: bool) -> Basis | None:
    """The firmest authority that says what the step found; None where nobody needs to say it, or it is open."""
    if assumed:
        return "assumption"
    saying = {g.authority for g in grounds if g.value is value}
    return next((b for b in BASES if b in saying), None)
