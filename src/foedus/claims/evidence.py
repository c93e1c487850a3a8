"""What a query finds: a verdict that follows from the record, a sentence in two languages, the sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from foedus.claims.wording import say
from foedus.ground.label import Label
from foedus.ground.strict import Strict
from foedus.world import World

Verdict = Literal["supported", "nuanced", "contradicted", "unverifiable", "opinion"]


class Evidence(Strict, kw_only=True, frozen=True):
    """A finding; `value` is what was found, as plain data for machines."""

    verdict: Verdict
    text: Label
    value: object
    sources: tuple[str, ...]


class Ask(Strict, kw_only=True, frozen=True, tag_field="ask"):
    """A query of the closed vocabulary; its fields are its arguments."""

    def evaluate(self, world: World) -> Evidence:
        """What the record says, as of the world's two clocks."""
        raise NotImplementedError


def unknown(key: str, sources: Iterable[str] = (), **words: Label) -> Evidence:
    """The record does not say: unverifiable, never contradicted."""
    return Evidence(verdict="unverifiable", text=say(key, **words), value=None, sources=unique(sources))


def unique(sources: Iterable[str]) -> tuple[str, ...]:
    """Each source once, in order."""
    return tuple(dict.fromkeys(sources))


def graded(holds: bool, partly: bool) -> Verdict:
    """supported if it holds, nuanced if only in part, else contradicted."""
    return "supported" if holds else "nuanced" if partly else "contradicted"
