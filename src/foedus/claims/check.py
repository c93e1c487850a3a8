"""Check a set of claims: each query is put to the record as of the day of the text, with two days of knowledge.

`verdict` is judged with what is known by `known` (today, unless told); `verdict_then` with what could be known when
the text appeared. No verdict is typed in: facts, measures and threats get theirs from the query.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

from msgspec import field

from foedus.claims.evidence import Evidence, Verdict
from foedus.claims.named import require
from foedus.claims.query import Query
from foedus.claims.said import Attributed, BeyondRecord, NamedAsThreat, OutcomeRecord, WasSaid
from foedus.claims.threshold import judged
from foedus.ground.errors import QueryError, did_you_mean
from foedus.ground.label import Label
from foedus.ground.shown import Shown
from foedus.ground.strict import Strict
from foedus.ground.toml import convert, read_toml
from foedus.record.load import Record, load
from foedus.world import Stamp, World, stamp

DATA = Path(__file__).parent / "data"
ClaimKind = Literal["fact", "measure", "threat", "characterisation", "opinion", "normative"]


class Claim(Strict, kw_only=True, frozen=True):
    """A statement of a text in our own words, and the query it is turned into."""

    id: str
    kind: ClaimKind
    statement: Label
    query: Query | Attributed | BeyondRecord | OutcomeRecord | NamedAsThreat | WasSaid


class ClaimSet(Strict, kw_only=True, frozen=True):
    """The claims of one text; `on` is the day they are about, `published` the day of the text."""

    id: str
    title: Label
    author: str
    published: str
    on: str
    url: str = ""
    claims: tuple[Claim, ...]


class Checked(Strict, kw_only=True, frozen=True):
    """A claim with its verdict and evidence."""

    id: str
    kind: ClaimKind
    statement: Label
    verdict: Verdict
    verdict_then: Verdict
    evidence: Label
    value: object
    sources: tuple[str, ...]


class Verdicts(Shown, kw_only=True, frozen=True):
    """The outcome of a set of claims."""

    id: str
    title: Label
    on: str
    known: str
    known_then: str
    claims: tuple[Checked, ...]
    record: Stamp = field(default_factory=stamp)

    def counts(self) -> dict[str, int]:
        """How many claims got each verdict."""
        found: dict[str, int] = {}
        for claim in self.claims:
            found[claim.verdict] = found.get(claim.verdict, 0) + 1
        return found


def claim_sets() -> list[str]:
    """The names of the claim sets that ship."""
    return sorted(p.stem for p in DATA.glob("*.toml"))


def read_claims(name: str) -> ClaimSet:
    """A shipped set by name, or a file of one's own that ends in .toml."""
    path = Path(name) if name.endswith(".toml") else DATA / f"{Path(name).name}.toml"
    if not path.exists() and Path(name).is_file():
        raise QueryError(f"{name} is no claim set", why="a file of claims ends in .toml", hint="rename the file")
    if not path.exists():
        raise QueryError(
            f"there is no claim set {name!r}",
            why=f"shipped sets: {', '.join(claim_sets())}",
            hint=did_you_mean(name, claim_sets(), "or give a file: foedus claims check my-text.toml"),
        )
    return convert(read_toml(path), ClaimSet, path, guide="docs/reference/claims-format.md")


def check(name: str, known: dt.date, record: Record | None = None) -> Verdicts:
    """Check every claim of a set against the record."""
    from foedus.ground.calendar import parse_day

    found = read_claims(name)
    record = record or load()
    on, then = parse_day(found.on, "on"), parse_day(found.published, "published")
    now, before = World.at(on, known, record), World.at(on, min(then, known), record)
    return Verdicts(
        id=found.id,
        title=found.title,
        on=on.isoformat(),
        known=known.isoformat(),
        known_then=min(then, known).isoformat(),
        claims=tuple(_checked(claim, now, before) for claim in found.claims),
    )


def _checked(claim: Claim, now: World, before: World) -> Checked:
    try:
        require(claim.query, now.record)
        evidence: Evidence = judged(claim.query, now)
    except QueryError as error:
        raise QueryError(error.what, why=error.why, hint=error.hint, where=f"claim {claim.id}") from error
    return Checked(
        id=claim.id,
        kind=claim.kind,
        statement=claim.statement,
        verdict=evidence.verdict,
        verdict_then=_then(claim, before),
        evidence=evidence.text,
        value=evidence.value,
        sources=evidence.sources,
    )


def _then(claim: Claim, before: World) -> Verdict:
    """The verdict of the day of the text; about an alliance that nobody knew by then there is none."""
    try:
        return claim.query.evaluate(before).verdict
    except QueryError:
        return "unverifiable"
