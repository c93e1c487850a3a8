"""What the colours and signs of the map of the world mean."""

from __future__ import annotations

from foedus.brief.figures.atlas import AtlasDay
from foedus.brief.words.messages import term
from foedus.web.words import told

#: In which order they are explained.
ORDER = (
    "leader", "member", "signatory", "suspended", "observer", "applicant", "source", "in-0", "in-1", "in-2", "in-3",
    "in-4", "mission", "base", "disputed", "contested",
)  # fmt: skip


def keys_of(shown: AtlasDay, lang: str) -> list[tuple[str, str]]:
    """Kind and meaning of all that the map has and nothing else."""
    kinds = {land.kind for land in shown.lands if land.kind} | {mark.kind for mark in shown.marks}
    kinds |= {"contested"} if shown.contested else set()
    return [(kind, _meaning(kind, lang)) for kind in ORDER if kind in kinds]


def _meaning(kind: str, lang: str) -> str:
    if kind in ("signatory", "suspended", "observer", "applicant"):
        return term("status", kind, lang)
    return told("time", f"key.{kind}", lang)
