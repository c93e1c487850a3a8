"""Queries that compute: forces, the leader's weight, ratios between alliances and between leaders.

Thresholds turn a number into a verdict. They stand in the claim file, where a reader can argue with them, never in the code.
"""

from __future__ import annotations

from typing import Literal

from foedus.claims.evidence import Ask, Evidence, graded, unique, unknown
from foedus.ground.label import Label
from foedus.ground.numbers import number, percent
from foedus.measures import dependence, ratio, shares
from foedus.record.entries import summarise
from foedus.record.tables import origins
from foedus.world import World

CONCEPT_NAMES = {
    "military-expenditure": Label(en="military expenditure", de="Verteidigungsausgaben"),
    "personnel": Label(en="armed forces personnel", de="Streitkräfte"),
    "population": Label(en="population", de="Bevölkerung"),
    "gdp": Label(en="gross domestic product", de="Bruttoinlandsprodukt"),
}


def series_source(key: str) -> tuple[str, ...]:
    """How a series is cited among the sources."""
    return (f"series:{key}",) if key in origins() else ()


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
            return unknown(
                "The record has no such force on that day.",
                "Die Sammlung kennt für diesen Tag keine solche Truppe.",
            )
        force = forces[0]
        found = summarise(force.strength, world.as_of)
        sources = unique([*force.sources, *(s for r in found.reports for s in r.sources)])
        if found.best is None:
            return unknown(
                f"{force.name.en}: no strength on record.",
                f"{force.name.de}: keine Stärke erfasst.",
                sources,
            )
        low, high = found.low or 0.0, found.high or 0.0
        near = abs(found.best - self.strength) <= self.tolerance * self.strength
        tight = low >= self.strength * (1 - self.tolerance) and high <= self.strength * (1 + self.tolerance)
        return Evidence(
            verdict=graded(near and tight, near or low <= self.strength <= high),
            text=Label(
                en=f"{force.name.en}: about {number(found.best, 'en')} (reports from {number(low, 'en')} to {number(high, 'en')}).",
                de=f"{force.name.de}: rund {number(found.best, 'de')} (Angaben von {number(low, 'de')} bis {number(high, 'de')}).",
            ),
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
            return unknown(
                "No comparable figure for that day.",
                "Für diesen Tag fehlt eine vergleichbare Zahl.",
            )
        leader = world.leader(alliance)
        leads = leader is not None and leader.state == self.state
        name, what = (
            Label(en=world.name(self.state), de=world.name(self.state, "de")),
            CONCEPT_NAMES[self.concept],
        )
        rest = dependence(found, self.state)
        sources = unique([*(leader.sources if leader else ()), *series_source(found.series)])
        left = rest.without_leader_ratio or 0.0
        return Evidence(
            verdict=graded(leads and share >= self.at_least, share >= self.partly),
            text=Label(
                en=f"{name.en} provides {percent(share, 'en')} of the members' {what.en} ({found.year}); without it {percent(left, 'en')} is left."
                + (f" No figure: {', '.join(found.missing)}." if found.missing else ""),
                de=f"{what.de} der Mitglieder ({found.year}): {percent(share, 'de')} entfallen auf {name.de}; ohne dieses Land bleiben {percent(left, 'de')}."
                + (f" Ohne Angabe: {', '.join(found.missing)}." if found.missing else ""),
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
    """The leaders of two alliances hold a like place: shares of the resource within `tolerance` of each other."""

    first: str
    second: str
    concept: str = "military-expenditure"
    tolerance: float = 0.15

    def evaluate(self, world: World) -> Evidence:
        parts, values, sources = [], [], []
        for key in (self.first, self.second):
            alliance = world.alliance(key)
            leader = world.leader(alliance)
            found = shares(world, alliance, self.concept)
            share = found.shares.get(leader.state) if leader else None
            if leader is None or share is None:
                return unknown(
                    "No comparable figure for that day.",
                    "Für diesen Tag fehlt eine vergleichbare Zahl.",
                )
            parts.append((leader.state, world.title(alliance).short, share))
            values.append(share)
            sources += [*leader.sources, *series_source(found.series)]
        what = CONCEPT_NAMES[self.concept]
        en = "; ".join(f"{world.name(s)}: {percent(v, 'en')} of {short.en}'s {what.en}" for s, short, v in parts)
        de = "; ".join(f"{world.name(s, 'de')}: {percent(v, 'de')} ({short.de}, {what.de})" for s, short, v in parts)
        return Evidence(
            verdict=graded(abs(values[0] - values[1]) <= self.tolerance, min(values) >= 0.5),
            text=Label(en=en + ".", de=de + "."),
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
            return unknown(
                "No comparable figure for that day.",
                "Für diesen Tag fehlt eine vergleichbare Zahl.",
            )
        names = [self._name(world, key) for key in (self.first, self.second)]
        what = CONCEPT_NAMES[self.concept]
        missing = f" No figure: {', '.join(found.missing)}." if found.missing else ""
        fehlend = f" Ohne Angabe: {', '.join(found.missing)}." if found.missing else ""
        return Evidence(
            verdict=graded(found.value <= self.at_most, found.value <= self.partly),
            text=Label(
                en=f"{what.en.capitalize()} ({found.year}): {names[0].en} has {percent(found.value, 'en')} of what {names[1].en} has.{missing}",
                de=f"{what.de} ({found.year}): {names[0].de} kommt auf {percent(found.value, 'de')} des Werts von {names[1].de}.{fehlend}",
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
            return Label(en=world.name(key), de=world.name(key, "de"))
        return world.title(world.alliance(key)).short
