"""Queries about who belongs: member counts and lists, common origin, members' composition, treaties."""

from __future__ import annotations

from foedus.claims.evidence import Ask, Evidence, graded, unique, unknown
from foedus.claims.wording import day, joined, name, names, number, percent, say
from foedus.ground.label import Label
from foedus.world import World

#: Fewer members than this are named.
FEW = 12


class MemberCount(Ask, tag="member-count", kw_only=True, frozen=True):
    """The alliance has exactly `count` members; with `all_of`, all are among these states (in part: one of the two)."""

    alliance: str
    count: int
    all_of: tuple[str, ...] = ()

    def evaluate(self, world: World) -> Evidence:
        members = world.members(world.alliance(self.alliance))
        ids = [m.state for m in members]
        outside = [s for s in ids if self.all_of and s not in self.all_of]
        short, count = world.title(world.alliance(self.alliance)).short, str(len(ids))
        few = len(ids) < FEW
        told = [say("member-list" if few else "member-count", alliance=short, count=count, names=names(world, ids))]
        if self.all_of:
            told.append(say("outside", names=names(world, outside)) if outside else say("all-inside"))
        return Evidence(
            verdict=graded(
                len(ids) == self.count and not outside,
                bool(self.all_of) and (len(ids) == self.count or not outside),
            ),
            text=joined(told),
            value={"members": ids, "outside": outside},
            sources=unique(s for m in members for s in m.entry.sources),
        )


class MembersAre(Ask, tag="members-are", kw_only=True, frozen=True):
    """The members are exactly `states`."""

    alliance: str
    states: tuple[str, ...]

    def evaluate(self, world: World) -> Evidence:
        members = world.members(world.alliance(self.alliance))
        ids = {m.state for m in members}
        extra, absent = sorted(set(self.states) - ids), sorted(ids - set(self.states))
        return Evidence(
            verdict=graded(not extra and not absent, not extra),
            text=say("members-are", names=names(world, ids)),
            value={"members": sorted(ids), "wrongly named": extra, "left out": absent},
            sources=unique(s for m in members for s in m.entry.sources),
        )


class SignedBefore(Ask, tag="signed-before", kw_only=True, frozen=True):
    """Some members had signed the alliance's founding treaty between the years `first` and `last`."""

    alliance: str
    first: int
    last: int

    def evaluate(self, world: World) -> Evidence:
        alliance = world.alliance(self.alliance)
        treaty = next((t for t in alliance.treaties if t.role == "founding"), None)
        if treaty is None:
            return unknown("no-founding-treaty")
        signed = sorted(
            {
                m.state
                for m in alliance.members
                if m.signed and self.first <= m.signed.first.year <= self.last and world.as_of.knows(m.known)
            }
        )
        return Evidence(
            verdict=graded(bool(signed) and self.first <= treaty.signed.first.year <= self.last, bool(signed)),
            text=say("signed-before", treaty=treaty.title, signed=day(treaty.signed), names=names(world, signed)),
            value={"treaty": treaty.id, "signed": treaty.signed.text, "states": signed},
            sources=unique(treaty.sources),
        )


class Founded(Ask, tag="founded", kw_only=True, frozen=True):
    """The alliance was founded in `year`: in whole, if every founding step falls in it; in part, if one does."""

    alliance: str
    year: int

    def evaluate(self, world: World) -> Evidence:
        alliance = world.alliance(self.alliance)
        treaties = [t for t in alliance.treaties if t.role in ("founding", "charter") and world.as_of.knows(t.known)]
        steps = [
            (step, treaty, date)
            for treaty in treaties
            for step, date in (("signed", treaty.signed), ("in-force", treaty.in_force))
            if date is not None
        ]
        inside = [date for _, _, date in steps if date.text.startswith(str(self.year))]
        if not steps:
            return unknown("no-founding-step")
        told = joined((say(f"step-{step}", treaty=t.title, date=day(date)) for step, t, date in steps), "; ")
        return Evidence(
            verdict=graded(len(inside) == len(steps), bool(inside)),
            text=Label(en=f"{told.en}.", de=f"{told.de}."),
            value={"steps": [[f"{treaty.title.en}, {step}", date.text] for step, treaty, date in steps]},
            sources=unique(s for t in treaties for s in t.sources),
        )


class CommonYears(Ask, tag="common-years", kw_only=True, frozen=True):
    """The members have belonged together for more than `years`: in whole, if all have; in part, if the oldest have."""

    alliance: str
    years: float

    def evaluate(self, world: World) -> Evidence:
        from foedus.measures import common_years

        alliance = world.alliance(self.alliance)
        members = world.members(alliance)
        first = min(members, key=lambda m: m.since.first, default=None)
        if first is None:
            return unknown("no-members")
        together = {m.state: common_years(world, alliance, first.state, m.state) for m in members if m != first}
        long = [s for s, years in together.items() if years > self.years]
        latest = min(together.values(), default=0.0)
        return Evidence(
            verdict=graded(len(long) == len(together), bool(long)),
            text=say(
                "common-years",
                count=str(len(long) + 1),
                members=str(len(members)),
                years=number(self.years),
                latest=number(latest, 1),
            ),
            value={"longer": sorted([*long, first.state]), "latest": round(latest, 1)},
            sources=unique(s for m in members for s in m.entry.sources),
        )


class BordersMembers(Ask, tag="borders-members", kw_only=True, frozen=True):
    """The members of the alliance that border the state are exactly `neighbours`."""

    state: str
    alliance: str
    neighbours: tuple[str, ...]

    def evaluate(self, world: World) -> Evidence:
        members = world.members(world.alliance(self.alliance))
        found = sorted(m.state for m in members if world.borders(self.state, m.state))
        right = set(found) == set(self.neighbours)
        return Evidence(
            verdict=graded(right, set(self.neighbours) <= set(found) or bool(set(found) & set(self.neighbours))),
            text=say("borders-members", names=names(world, found), state=name(world, self.state)),
            value=found,
            sources=("series:neighbours", *unique(s for m in members if m.state in found for s in m.entry.sources)),
        )


class CompositionDiffers(Ask, tag="composition-differs", kw_only=True, frozen=True):
    """The two alliances have different members and differ in the spread of their threats by at least `apart` (0..1)."""

    first: str
    second: str
    apart: float = 0.05

    def evaluate(self, world: World) -> Evidence:
        from foedus.measures import divergence
        from foedus.measures.threat.divergence import threats_of

        a, b = world.alliance(self.first), world.alliance(self.second)
        rosters = [{m.state for m in world.members(x)} for x in (a, b)]
        spread = [divergence(world, x).mean for x in (a, b)]
        common = sorted(rosters[0] & rosters[1])
        told = [say("in-common", common=str(len(common)), first=str(len(rosters[0])), second=str(len(rosters[1])))]
        if spread[0] is not None and spread[1] is not None:
            one, other = (world.title(x).short for x in (a, b))
            first, second = percent(spread[0]), percent(spread[1])
            told.append(say("divergence", first=first, second=second, one=one, other=other))
        apart = spread[0] is not None and spread[1] is not None and abs(spread[0] - spread[1]) >= self.apart
        sources = [t.sources[0] for s in sorted(rosters[0]) for t in threats_of(world, s)]
        return Evidence(
            verdict=graded(not common and apart, not common),
            text=joined(told),
            value={"common": common, "divergence": spread},
            sources=unique(sources),
        )
