"""The pictures of an alliance on a day: membership, strength, threats; the words and data of each figure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.brief.figures.order import by_name, by_weight
from foedus.brief.graphics import (
    Bar,
    MembershipData,
    MembershipRow,
    Span,
    StrengthData,
    ThreatsData,
    membership_figure,
    strength_figure,
    threats_figure,
)
from foedus.brief.graphics.figure import Cell
from foedus.brief.page.blocks import Picture
from foedus.brief.words import names
from foedus.brief.words.messages import say
from foedus.brief.words.sources_of_threat import source_name
from foedus.ground.calendar import Date
from foedus.ground.days import day
from foedus.ground.numbers import money, percent
from foedus.measures.profile import Profile
from foedus.measures.strength.shares import Shares, shares
from foedus.record.alliance import Alliance
from foedus.record.tables import origins
from foedus.world import World

if TYPE_CHECKING:
    pass

#: How many sources of threat the matrix shows before it becomes a wall.
MOST_SOURCES = 14
#: The statuses that a timeline of membership shows.
BOUND = ("member", "signatory", "suspended")


def t(key: str, lang: str, **values: object) -> str:
    """A message of the figures."""
    return say("figures", key, lang, **values)


def _year(date: dt.date) -> float:
    return date.year + (date.timetuple().tm_yday - 1) / 365.25


@dataclass(frozen=True, slots=True)
class _Stay:
    """A span of a status, cut to the day asked about; `until` is open (None) where it lasts on that day."""

    kind: str
    since: dt.date
    until: dt.date | None


def _stays(world: World, alliance: Alliance) -> dict[str, list[_Stay]]:
    """Every state's spans as known: its statuses, and restricted parts for as long as it was a member in them."""
    as_of = world.as_of
    found: dict[str, list[_Stay]] = {}
    for entry in alliance.members:
        if entry.status in BOUND and as_of.knows(entry.known) and entry.since.first <= as_of.on:
            end = _ended(entry.end(as_of.known), as_of.on)
            found.setdefault(entry.state, []).append(_Stay(entry.status, entry.since.first, end))
    for part in alliance.participation:
        if not as_of.knows(part.known) or part.since.first > as_of.on:
            continue
        end = _ended(part.end(as_of.known), as_of.on)
        for stay in [x for x in found.get(part.state, ()) if x.kind == "member"]:
            since = max(part.since.first, stay.since)
            until = min((d for d in (end, stay.until) if d), default=None)
            if until is None or since < until:
                found[part.state].append(_Stay("restricted", since, until))
    return found


def _ended(end: Date | None, on: dt.date) -> dt.date | None:
    """The day a span ended, if it had by then."""
    return end.first if end is not None and end.first <= on else None


def membership(world: World, found: Profile, lang: str) -> list[Picture]:
    """Who belonged, and when, as far as it was known."""
    alliance, on = world.record.alliances[found.alliance], world.as_of.on
    stays = _stays(world, alliance)
    now = by_weight(world, found, lang)
    past = [s for s in by_name(world, stays, lang) if s not in now]
    order = [s for s in now if s in stays] + sorted(past, key=lambda s: min(x.since for x in stays[s]))
    first, last = _year(alliance.founded.first), _year(on)
    kinds = [k for k in (*BOUND, "restricted") if any(x.kind == k for rows in stays.values() for x in rows)]

    def told(stay: _Stay) -> str:
        key = "membership.span" if stay.until else "membership.since"
        years = t(key, lang, since=stay.since.year, until=stay.until.year if stay.until else "")
        return years if stay.kind == "member" else f"{years} ({t(f'membership.{stay.kind}', lang)})"

    def bar(stay: _Stay) -> Span:
        return Span(_year(stay.since), _year(stay.until) if stay.until else last, stay.kind)

    listed = "; ".join(f"{world.name(s, lang)} {', '.join(told(x) for x in stays[s])}" for s in order)
    ever = sum(any(x.kind == "member" for x in rows) for rows in stays.values())
    data = MembershipData(
        title=t(f"membership.title{'' if now else '-none'}", lang, now=len(now), ever=ever),
        subtitle=t("membership.subtitle", lang),
        source=t("membership.source", lang, known=day(Date(found.known), lang)),
        alt=t("membership.alt", lang, day=day(Date(found.on), lang), list=listed),
        rows=tuple(
            MembershipRow(world.name(s, lang), tuple(bar(x) for x in stays[s]), s == found.measures.leader)
            for s in order
        ),
        first=first, last=max(last, first + 1), day=last, day_label=day(Date(found.on), lang),
        keys=tuple((k, t(f"membership.{k}", lang)) for k in kinds),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (s, world.name(s, lang), x.kind, x.since.isoformat(), x.until.isoformat() if x.until else None)
        for s in order
        for x in stays[s]
    ]
    columns = ("state", "name", "status", "since", "until")
    return [Picture(membership_figure(data).told("membership", columns, rows))]


def strength(world: World, found: Profile, lang: str) -> list[Picture]:
    """Shares of the members, and the totals with and without the leaders beside the other alliance."""
    spent = found.measures.shares["expenditure"]
    if not spent.values or spent.total is None:
        return []
    leader = found.measures.leader
    ranked = [s for s in by_weight(world, found, lang) if s in spent.values]
    unknown = say("brief", "unknown", lang)
    bars = tuple(
        Bar(
            world.name(s, lang),
            spent.values[s],
            percent(v, lang) if (v := spent.shares[s]) is not None else unknown,
            "leader" if s == leader else "member",
        )
        for s in ranked
    )
    totals, sums = _totals(world, found.alliance, spent, leader, lang, ("leader", "rest"))
    other = world.record.alliances[found.alliance].counterpart
    if other in world.record.alliances and world.record.alliances[other].founded.first <= world.as_of.on:
        second = world.record.alliances[other]
        theirs, chief = shares(world, second, "military-expenditure"), world.leader(second)
        if theirs.total is not None and theirs.year == spent.year and theirs.series == spent.series:
            head = chief.state if chief else None
            more, more_sums = _totals(world, other, theirs, head, lang, ("other", "other-rest"))
            totals, sums = totals + more, sums + more_sums
    rest = found.measures.without_leader["expenditure"].without_leader_ratio
    origin = origins()[spent.series]
    missing = (
        t("strength.missing", lang, list=", ".join(world.name(s, lang) for s in spent.missing)) if spent.missing else ""
    )
    title = t("strength.title-plain", lang)
    if leader and rest is not None:
        title = t("strength.title", lang, leader=names.state(world, leader, lang, "acc"), rest=percent(rest, lang, 0))
    data = StrengthData(
        title=title,
        subtitle=t("strength.subtitle", lang, year=spent.year),
        source=t("strength.source", lang, publisher=origin.publisher, missing=missing),
        alt=t(
            "strength.alt",
            lang,
            list="; ".join(f"{b.label} {b.printed}" for b in bars),
            totals="; ".join(f"{b.label} {b.printed}" for b in totals),
        ),
        shares_label=t("strength.shares", lang),
        shares=bars,
        totals_label=t("strength.totals", lang),
        totals=totals,
    )
    rows: list[tuple[Cell, ...]] = [
        ("share", found.alliance, s, world.name(s, lang), spent.values[s], spent.shares[s], spent.year, spent.series)
        for s in ranked
    ]
    rows += [(*row, spent.year, spent.series) for row in sums]
    columns = ("what", "alliance", "state", "name", "us_dollars", "share", "year", "series")
    return [Picture(strength_figure(data).told("strength", columns, rows), (f"series:{spent.series}",))]


def _totals(
    world: World, alliance: str, found: Shares, leader: str | None, lang: str, kinds: tuple[str, str]
) -> tuple[tuple[Bar, ...], list[tuple[Cell, ...]]]:
    """The bars of an alliance's total, with and without its leader, and the same as data."""
    title = world.title(world.record.alliances[alliance])
    short = title.short.text(lang)
    total = found.total or 0.0
    bars = [Bar(short, total, money(total, lang), kinds[0])]
    if leader and found.values.get(leader) is not None:
        left = total - (found.values[leader] or 0.0)
        label = t("strength.without", lang, alliance=short, state=names.state(world, leader, lang, "acc"))
        bars.append(Bar(label, left, money(left, lang), kinds[1]))
    names_told = ("total", "without-leader")
    return tuple(bars), [
        (what, alliance, leader if what == "without-leader" else None, bar.label, bar.value, None)
        for what, bar in zip(names_told, bars, strict=False)
    ]


def threats(world: World, found: Profile, lang: str) -> list[Picture]:
    """The matrix of threats, the sources that most members name first."""
    divergence = found.measures.divergence
    members = by_weight(world, found, lang)
    named: dict[str, dict[str, str]] = {}
    for threat in found.threats:
        cell = named.setdefault(threat.source, {})
        cell[threat.state] = "hit" if threat.hit or cell.get(threat.state) == "hit" else "named"
    ranked = sorted(named, key=lambda k: (-len(named[k]), k))
    shown = ranked[:MOST_SOURCES]
    left = len(ranked) - len(shown)
    labels = [source_name(world, key, lang) for key in shown]
    unknown = tuple(s for s in members if divergence.sources.get(s) is None)
    listed = "; ".join(
        f"{label}: {', '.join(world.name(s, lang) for s in members if s in named[key])}"
        for key, label in zip(shown, labels, strict=True)
    )
    data = ThreatsData(
        title=t("threats.title", lang, share=percent(1 - (divergence.mean or 0.0), lang, 0)),
        subtitle=t("threats.subtitle", lang),
        source=t(
            "threats.source",
            lang,
            more=t(f"threats.more-{'one' if left == 1 else 'many'}", lang, count=left) if left else "",
        ),
        alt=t("threats.alt", lang, list=listed),
        members=tuple((s, world.name(s, lang)) for s in members),
        sources=tuple(labels),
        cells=tuple(tuple(named[key].get(s, "") for s in members) for key in shown),
        unknown=unknown,
        keys=tuple((k, t(f"threats.{k}", lang)) for k in ("hit", "named", *(("unknown",) if unknown else ()))),
    )
    rows: list[tuple[Cell, ...]] = [
        (key, source_name(world, key, lang), s, world.name(s, lang), named[key][s])
        for key in ranked
        for s in members
        if s in named[key]
    ]
    columns = ("source", "source_name", "state", "name", "kind")
    return [Picture(threats_figure(data).told("threats", columns, rows))]
