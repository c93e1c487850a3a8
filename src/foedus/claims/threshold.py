"""Thresholds: one table of the arguments that turn a figure into a verdict, printed with every verdict they give."""

from __future__ import annotations

from foedus.claims.evidence import Ask, Evidence
from foedus.claims.wording import joined, number, percent, say
from foedus.ground.label import Label
from foedus.world import World

#: The thresholds of each query, in the order of reading; the sentences are `measure-FIELD` in the wording.
THRESHOLDS: dict[str, tuple[str, ...]] = {
    "case-strength": ("tolerance", "at_least", "partly"),
    "common-years": ("years",),
    "composition-differs": ("apart",),
    "force-strength": ("tolerance",),
    "leader-share": ("at_least", "partly"),
    "losses": ("tolerance", "at_least"),
    "ratio-below": ("at_most", "partly"),
    "relic": ("at_least",),
    "same-place": ("tolerance", "both_at_least"),
    "senders-from": ("partly",),
    "soldiers-came": ("at_least",),
    "soldiers-cost": ("deadly",),
    "soldiers-ended": ("at_least",),
    "was-said": ("days", "partly"),
    "within": ("at_most", "partly"),
}

#: Units other than a share (0..1) of something.
UNITS = {
    ("composition-differs", "apart"): "points",
    ("same-place", "tolerance"): "points",
    ("common-years", "years"): "years",
    ("was-said", "days"): "days",
    ("was-said", "partly"): "days",
    ("soldiers-cost", "deadly"): "dead",
    ("within", "at_most"): "months",
    ("within", "partly"): "months",
}

#: Where `partly` is the lower of two floors, not the higher of two ceilings.
FROM_BELOW = {"leader-share", "senders-from"}

#: Where `at_least` is a share of the figures on record.
OF_FIGURES = {"case-strength", "losses"}


def measure(query: Ask) -> Label | None:
    """The thresholds of a query in a sentence; None where it has none."""
    tag = str(query.__struct_config__.tag)
    fields = THRESHOLDS.get(tag, ())
    if tag == "was-said" and not getattr(query, "near", ""):
        fields = ()
    if not fields:
        return None
    parts = joined((_part(tag, field, float(getattr(query, field))) for field in fields), ", ")
    return say("measure", parts=parts)


def _part(tag: str, field: str, value: float) -> Label:
    unit = UNITS.get((tag, field))
    key = field.replace("_", "-")
    if (field == "partly" and tag in FROM_BELOW) or (field == "at_least" and tag in OF_FIGURES):
        key += "-from" if field == "partly" else "-figures"
    if unit == "points":
        value = 100 * value
    figure = (
        percent(value) if unit is None else say(f"unit-{unit}", figure=number(value, 0 if value == round(value) else 1))
    )
    return say(f"measure-{key}", figure=figure)


def judged(query: Ask, world: World) -> Evidence:
    """What the query finds, with the thresholds that made it a verdict."""
    found, told = query.evaluate(world), measure(query)
    if told is None or found.verdict == "unverifiable":
        return found
    return Evidence(verdict=found.verdict, text=joined([found.text, told]), value=found.value, sources=found.sources)
