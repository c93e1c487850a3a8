"""Queries about who belongs: member counts and lists, common origin, members' composition, treaties."""

from __future__ import annotations

from foedus.claims.evidence import Ask, Evidence, graded, states_list, unique, unknown
from foedus.ground.label import Label
from foedus.world import World


class MemberCount(Ask, tag="member-count", kw_only=True, frozen=True):
    """The alliance has exactly `count` members (of which all are among `all_of`, where that is given)."""

    alliance: str
    count: int
    all_of: tuple[str, ...] = ()

    def evaluate(self, world: World) -> Evidence:
        members = world.members(world.alliance(self.alliance))
        ids = [m.state for m in members]
        outside = [s for s in ids if self.all_of and s not in self.all_of]
        names, odd = states_list(world, ids), states_list(world, outside)
        short = world.title(world.alliance(self.alliance)).short
        en = f"On that day {short.en} has {len(ids)} members" + (f": {names.en}." if len(ids) < 12 else ".")
        de = f"An diesem Tag hat die {short.de} {len(ids)} Mitglieder" + (f": {names.de}." if len(ids) < 12 else ".")
        if self.all_of:
            en += " All belong to the group named." if not outside else f" Outside the group named: {odd.en}."
            de += (
                " Alle gehören zur genannten Gruppe."
                if not outside
                else f" Nicht zur genannten Gruppe gehören: {odd.de}."
            )
        return Evidence(
            verdict=graded(
                len(ids) == self.count and not outside,
                not outside and abs(len(ids) - self.count) == 0,
            ),
            text=Label(en=en, de=de),
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
        names = states_list(world, sorted(ids))
        return Evidence(
            verdict=graded(not extra and not absent, not extra),
            text=Label(en=f"Members on that day: {names.en}.", de=f"Mitglieder an diesem Tag: {names.de}."),
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
            return unknown(
                "The record names no founding treaty.",
                "Die Sammlung nennt keinen Gründungsvertrag.",
            )
        signed = sorted(
            {
                m.state
                for m in alliance.members
                if m.signed and self.first <= m.signed.first.year <= self.last and world.as_of.knows(m.known)
            }
        )
        names = states_list(world, signed)
        return Evidence(
            verdict=graded(bool(signed) and self.first <= treaty.signed.first.year <= self.last, bool(signed)),
            text=Label(
                en=f"{treaty.title.en}, signed {treaty.signed}; signatories in those years: {names.en}.",
                de=f"{treaty.title.de}, unterzeichnet {treaty.signed}; Unterzeichner in diesen Jahren: {names.de}.",
            ),
            value={"treaty": treaty.id, "signed": treaty.signed.text, "states": signed},
            sources=unique(treaty.sources),
        )


class Founded(Ask, tag="founded", kw_only=True, frozen=True):
    """The alliance was founded in `year`: in whole, if every founding step falls in it; in part, if one does."""

    alliance: str
    year: int

    def evaluate(self, world: World) -> Evidence:
        alliance = world.alliance(self.alliance)
        steps: list[tuple[Label, str]] = []
        sources: list[str] = []
        for treaty in alliance.treaties:
            if treaty.role in ("founding", "charter") and world.as_of.knows(treaty.known):
                steps.append(
                    (
                        Label(en=f"{treaty.title.en} signed", de=f"Unterzeichnung: {treaty.title.de}"),
                        treaty.signed.text,
                    )
                )
                if treaty.in_force:
                    steps.append(
                        (
                            Label(
                                en=f"{treaty.title.en} in force",
                                de=f"Inkrafttreten: {treaty.title.de}",
                            ),
                            treaty.in_force.text,
                        )
                    )
                sources += treaty.sources
        inside = [date for _, date in steps if date.startswith(str(self.year))]
        if not steps:
            return unknown("The record names no founding step.", "Die Sammlung nennt keinen Gründungsschritt.")
        return Evidence(
            verdict=graded(len(inside) == len(steps), bool(inside)),
            text=Label(
                en="; ".join(f"{label.en}: {date}" for label, date in steps) + ".",
                de="; ".join(f"{label.de}: {date}" for label, date in steps) + ".",
            ),
            value={"steps": [[label.en, date] for label, date in steps]},
            sources=unique(sources),
        )


class CommonYears(Ask, tag="common-years", kw_only=True, frozen=True):
    """The members have belonged together for more than `years`: in whole, if all have; in part, if the oldest have."""

    alliance: str
    years: float

    def evaluate(self, world: World) -> Evidence:
        from foedus.ground.numbers import number
        from foedus.measures import common_years

        alliance = world.alliance(self.alliance)
        members = world.members(alliance)
        first = min(members, key=lambda m: m.since.first, default=None)
        if first is None:
            return unknown(
                "The alliance has no members on that day.", "An diesem Tag hat das Bündnis keine Mitglieder."
            )
        together = {m.state: common_years(world, alliance, first.state, m.state) for m in members if m != first}
        long = [s for s, years in together.items() if years > self.years]
        latest = min(together.values(), default=0.0)
        return Evidence(
            verdict=graded(len(long) == len(together), bool(long)),
            text=Label(
                en=f"{len(long) + 1} of {len(members)} members have belonged together for more than {number(self.years, 'en')} years; the latest to join, for {number(latest, 'en', 1)}.",
                de=f"{len(long) + 1} von {len(members)} Mitgliedern gehören seit mehr als {number(self.years, 'de')} Jahren zusammen; das jüngste Mitglied seit {number(latest, 'de', 1)}.",
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
        names = states_list(world, found)
        right = set(found) == set(self.neighbours)
        return Evidence(
            verdict=graded(right, set(self.neighbours) <= set(found) or bool(set(found) & set(self.neighbours))),
            text=Label(
                en=f"Of the members, {names.en} share a land border with {world.name(self.state)}.",
                de=f"Eine Landgrenze mit {world.name(self.state, 'de')} haben von den Mitgliedern: {names.de}.",
            ),
            value=found,
            sources=("series:neighbours", *unique(s for m in members if m.state in found for s in m.entry.sources)),
        )


class CompositionDiffers(Ask, tag="composition-differs", kw_only=True, frozen=True):
    """The two alliances have different members and differ in the spread of their threats."""

    first: str
    second: str

    def evaluate(self, world: World) -> Evidence:
        from foedus.ground.numbers import percent
        from foedus.measures import divergence
        from foedus.measures.threat.divergence import threats_of

        a, b = world.alliance(self.first), world.alliance(self.second)
        rosters = [{m.state for m in world.members(x)} for x in (a, b)]
        spread = [divergence(world, x).mean for x in (a, b)]
        common = sorted(rosters[0] & rosters[1])
        en = f"Members in common: {len(common)} of {len(rosters[0])} and {len(rosters[1])}."
        de = f"Gemeinsame Mitglieder: {len(common)} von {len(rosters[0])} und {len(rosters[1])}."
        if spread[0] is not None and spread[1] is not None:
            en += (
                f" Mean divergence of the threats that two members name: {percent(spread[0], 'en')} in {a.id}, "
                f"{percent(spread[1], 'en')} in {b.id}."
            )
            de += (
                f" Mittlere Abweichung der Bedrohungen, die je zwei Mitglieder nennen: {percent(spread[0], 'de')} "
                f"({world.title(a).short.de}) und {percent(spread[1], 'de')} ({world.title(b).short.de})."
            )
        apart = spread[0] is not None and spread[1] is not None and abs(spread[0] - spread[1]) >= 0.05
        sources = [t.sources[0] for s in sorted(rosters[0]) for t in threats_of(world, s)]
        return Evidence(
            verdict=graded(not common and apart, not common),
            text=Label(en=en, de=de),
            value={"common": common, "divergence": spread},
            sources=unique(sources),
        )
