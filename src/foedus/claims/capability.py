"""Queries that compute: forces, the leader's weight, ratios between alliances and between leaders.

Thresholds turn a number into a verdict. They are arguments of the query, where a reader can argue with them; what a
file leaves out is the field's default, and either is printed with the evidence (see `threshold`).
"""

from __future__ import annotations

from typing import Literal

from foedus.claims.evidence import Ask, Evidence, graded, unique, unknown
from foedus.claims.wording import joined, name, number, percent, say
from foedus.claims.wording import names as listed
from foedus.ground.label import Label
from foedus.measures import dependence, ratio, shares
from foedus.record.entries import summarise
from foedus.record.tables import origins
from foedus.world import World

#: What states are compared by; each has a word in the wording.
CONCEPTS = ("military-expenditure", "personnel", "population", "gdp")


def series_source(key: str) -> tuple[str, ...]:
    """How a series is cited among the sources."""
    return (f"series:{key}",) if key in origins() else ()


def missing(world: World, states: tuple[str, ...]) -> Label | None:
    """Who has no figure, in a sentence; None where everybody has one."""
    return say("no-figure-for", states=listed(world, states)) if states else None


class ForceStrength(Ask, tag="force-strength", kw_only=True, frozen=True):
    """The alliance's force of this kind has `strength` persons, within `tolerance` (a share)."""

    alliance: str
    kind: str
    strength: float
    tolerance: float = 0.1

    def evaluate(self, world: World) -> Evidence:
        forces = [
            f for f in world.alliance(self.alliance).forces if f.kind == self.kind and f.holds(world.as_of) is not False
        ]
        if not forces:
            return unknown("no-force")
        force = forces[0]
        found = summarise(force.strength, world.as_of)
        sources = unique([*force.sources, *(s for r in found.reports for s in r.sources)])
        if found.best is None:
            return unknown("no-strength", sources, force=force.name)
        low, high = found.low or 0.0, found.high or 0.0
        near = abs(found.best - self.strength) <= self.tolerance * self.strength
        tight = low >= self.strength * (1 - self.tolerance) and high <= self.strength * (1 + self.tolerance)
        return Evidence(
            verdict=graded(near and tight, near or low <= self.strength <= high),
            text=say("force-strength", force=force.name, best=number(found.best), low=number(low), high=number(high)),
            value={"force": force.id, "low": low, "best": found.best, "high": high},
            sources=sources,
        )


class LeaderShare(Ask, tag="leader-share", kw_only=True, frozen=True):
    """`state` leads the alliance and holds at least `at_least` of the resource (`partly` at the least in part)."""

    alliance: str
    state: str
    concept: str = "military-expenditure"
    at_least: float = 0.5
    partly: float = 0.33

    def evaluate(self, world: World) -> Evidence:
        alliance = world.alliance(self.alliance)
        found = shares(world, alliance, self.concept)
        share = found.shares.get(self.state)
        if share is None:
            return unknown("no-comparable")
        leader = world.leader(alliance)
        leads = leader is not None and leader.state == self.state
        rest = dependence(found, self.state)
        sources = unique([*(leader.sources if leader else ()), *series_source(found.series)])
        left = rest.without_leader_ratio or 0.0
        return Evidence(
            verdict=graded(leads and share >= self.at_least, share >= self.partly),
            text=joined(
                [
                    say(
                        "leader-share",
                        state=name(world, self.state),
                        share=percent(share),
                        left=percent(left),
                        what=say(self.concept),
                        year=str(found.year),
                    ),
                    missing(world, found.missing),
                ]
            ),
            value={
                "share": share,
                "year": found.year,
                "series": found.series,
                "missing": list(found.missing),
            },
            sources=sources,
        )


class SamePlace(Ask, tag="same-place", kw_only=True, frozen=True):
    """The leaders' shares of the resource lie within `tolerance` (in part: both are at least `both_at_least`)."""

    first: str
    second: str
    concept: str = "military-expenditure"
    tolerance: float = 0.15
    both_at_least: float = 0.5

    def evaluate(self, world: World) -> Evidence:
        parts, values, sources = [], [], []
        for key in (self.first, self.second):
            alliance = world.alliance(key)
            leader = world.leader(alliance)
            found = shares(world, alliance, self.concept)
            share = found.shares.get(leader.state) if leader else None
            if leader is None or share is None:
                return unknown("no-comparable")
            parts.append((leader.state, world.title(alliance).short, share))
            values.append(share)
            sources += [*leader.sources, *series_source(found.series)]
        what = say(self.concept)
        told = [
            say("same-place", state=name(world, s), share=percent(v), alliance=short, what=what)
            for s, short, v in parts
        ]
        text = joined(told, "; ")
        return Evidence(
            verdict=graded(abs(values[0] - values[1]) <= self.tolerance, min(values) >= self.both_at_least),
            text=Label(en=f"{text.en}.", de=f"{text.de}."),
            value={s: v for s, _, v in parts},
            sources=unique(sources),
        )


class RatioBelow(Ask, tag="ratio-below", kw_only=True, frozen=True):
    """The first group's total of the resource is at most `at_most` of the second's (an alliance or a state each)."""

    first: str
    second: str
    concept: str = "military-expenditure"
    at_most: float = 0.25
    partly: float = 0.75
    of: Literal["alliances", "states"] = "alliances"

    def evaluate(self, world: World) -> Evidence:
        groups = [self._group(world, key) for key in (self.first, self.second)]
        found = ratio(world, self.concept, *groups)
        if found.value is None:
            return unknown("no-comparable")
        names = [self._name(world, key) for key in (self.first, self.second)]
        return Evidence(
            verdict=graded(found.value <= self.at_most, found.value <= self.partly),
            text=joined(
                [
                    say(
                        "ratio-below",
                        first=names[0],
                        second=names[1],
                        ratio=percent(found.value),
                        what=say(self.concept),
                        year=str(found.year),
                    ),
                    missing(world, found.missing),
                ]
            ),
            value={
                "ratio": found.value,
                "first": found.first,
                "second": found.second,
                "year": found.year,
            },
            sources=series_source(found.series),
        )

    def _group(self, world: World, key: str) -> list[str]:
        if self.of == "states":
            return [world.state(key).id]
        return [m.state for m in world.members(world.alliance(key))]

    def _name(self, world: World, key: str) -> Label:
        if self.of == "states":
            return name(world, key)
        return world.title(world.alliance(key)).short
