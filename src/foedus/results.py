"""What each answer of the Python API shows: its line, its table, its pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from foedus.ground.numbers import by_name
from foedus.ground.shown import VIEWS, Rows, Showing, View

if TYPE_CHECKING:
    from foedus.claims import Verdicts
    from foedus.measures.network import Exposure
    from foedus.measures.over_time.one_alliance import AllianceYear
    from foedus.measures.profile import Profile
    from foedus.measures.reliability.both import Kept
    from foedus.measures.side_by_side import Comparison
    from foedus.measures.strength.burden import Burden
    from foedus.measures.voting import VotingPower
    from foedus.outcomes.ask import Outcomes
    from foedus.record.alliance import Alliance
    from foedus.record.load import Record
    from foedus.response import Answer


class Years(tuple["AllianceYear", ...], Showing):
    """An alliance over years: one entry a year."""

    __slots__ = ()
    __repr__ = Showing.__repr__


def _share(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.0%}"


def _profile(found: Profile) -> str:
    share = found.measures.without_leader["expenditure"].leader_share
    leads = f", {found.measures.leader} with {_share(share)} of expenditure" if found.measures.leader else ""
    return f"<{found.short.en} on {found.on}, known {found.known}: {len(found.members)} members{leads}>"


def _members(found: Profile) -> Rows:
    shares = found.measures.shares
    return [
        {"state": m.state, "name": m.name.en, "status": m.status, "since": m.since}
        | {concept: shares[concept].shares.get(m.state) for concept in shares}
        for m in by_name(found.members, lambda member: member.name.en)
    ]


def _comparison(found: Comparison) -> str:
    ratio = found.ratios[0].alliances["expenditure"].value
    gone = f" without {', '.join(found.without)}" if found.without else ""
    return f"<{' : '.join(found.alliances)} on {found.on}{gone}: expenditure {_ratio(ratio)}>"


def _ratio(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.3g}"


def _pairs(found: Comparison) -> Rows:
    return [
        {"first": pair.first, "second": pair.second, "of": of, "resource": resource, "ratio": r.value, "year": r.year}
        for pair in found.ratios
        for of, ratios in (("alliances", pair.alliances), ("leaders", pair.leaders or {}))
        for resource, r in ratios.items()
    ]


def _answer(found: Answer) -> str:
    troops, asked = found.response["troops"], found.invocation
    owed = {True: "owed", False: "not owed", None: "open"}[found.ruling.owed]
    chance = f"troops {troops.p:.0%} ({troops.low:.0%} to {troops.high:.0%})"
    return f"<{asked.by} asks {asked.alliance} on {found.as_of['on']}: help {owed}, {chance}>"


def _senders(found: Answer) -> Rows:
    def sizes(q: Any) -> dict[str, float | None]:
        return {f"soldiers_{name}": getattr(q, name) if q else None for name in ("q05", "q50", "q95")}

    return [
        {"state": state, "p": c.p.p, "low": c.p.low, "high": c.p.high} | sizes(c.personnel)
        for state, c in found.contributions.items()
    ]


def _verdicts(found: Verdicts) -> str:
    counts = ", ".join(f"{count} {verdict}" for verdict, count in found.counts().items())
    return f"<{found.id}, known {found.known}: {len(found.claims)} statements, {counts}>"


def _claims(found: Verdicts) -> Rows:
    return [
        {
            "id": c.id,
            "verdict": c.verdict,
            "then": c.verdict_then,
            "statement": c.statement.en,
            "evidence": c.evidence.en,
        }
        for c in found.claims
    ]


def _exposure(found: Exposure) -> str:
    newly = sorted({member for member, _ in found.newly})
    gone = ", ".join(found.without) or "nobody"
    return f"<{found.alliance} on {found.on} without {gone}, gamma {found.gamma:g}: newly vulnerable {newly}>"


def _guarantees(found: Exposure) -> Rows:
    newly = [member for member, _ in found.newly]
    return [
        {"state": state, "before": g.before, "after": g.after, "newly_vulnerable_to": newly.count(state)}
        for state, g in found.guarantees.items()
    ]


def _power(found: VotingPower) -> str:
    voting = [m for m in found.members if m.shapley_shubik is not None]
    most = max(voting, key=lambda m: m.shapley_shubik or 0, default=None)
    told = f"most {most.state} {_share(most.shapley_shubik)}" if most else "power unknown"
    return f"<{found.alliance} on {found.on}, {found.organ}, {found.procedure}: {found.voters} votes, {told}>"


def _votes(found: VotingPower) -> Rows:
    names = ("state", "votes", "shapley_shubik", "banzhaf_normalised", "banzhaf", "ternary_banzhaf", "blocks")
    return [{name: getattr(member, name) for name in names} for member in found.members]


def _burden(found: Burden) -> str:
    s = found.spearman
    told = "unknown" if s.value is None else f"{s.value:.2f} ({s.low:.2f} to {s.high:.2f})"
    return (
        f"<{found.alliance} {found.year}: rank correlation of size and defence share {told}, {found.members} members>"
    )


def _kept(found: Kept) -> str:
    calls = found.calls
    span = f"{calls.mean:.0%} ({calls.low95:.0%} to {calls.high95:.0%})"
    return f"<{found.alliance} on {found.on}: {len(calls.helped)} of {calls.calls} calls helped, {span}>"


def _calls(found: Kept) -> Rows:
    from foedus.record.load import load

    cases = load().invocations
    listed = sorted((*found.calls.helped, *found.calls.not_helped), key=lambda id: cases[id].date.first)
    return [
        {"id": id, "date": cases[id].date.text, "by": cases[id].by, "response": cases[id].response.kind}
        | {"helped": id in found.calls.helped}
        for id in listed
    ]


def _years(found: Years) -> str:
    if not found:
        return "<no years>"
    first, last = found[0], found[-1]
    shares = f"{_share(first.leader_share)} to {_share(last.leader_share)}"
    return f"<{last.alliance} {first.year} to {last.year}: leader's share {shares}>"


def _by_year(found: Years) -> Rows:
    from msgspec.structs import asdict

    return [asdict(row) | {name: " ".join(getattr(row, name)) for name in ("members", "missing")} for row in found]


def _outcomes(found: Outcomes) -> str:
    came, none = found.counts["came"], found.counts["not"]
    cases = f"{len(found.cases)} cases, soldiers came in {came}, came not in {none}"
    return f"<{found.threat} before {found.on}, known {found.known}: {cases}>"


def _followed(found: Outcomes) -> Rows:
    rows = []
    for case in found.cases:
        office = case.followed.office
        held = {
            f"office_{name}": office.held[name] if office else "unknown" for name in ("month", "year", "five-years")
        }
        rows.append(
            {"id": case.id, "state": case.state, "date": case.date, "soldiers": case.soldiers, "arrived": case.arrived}
            | {name.replace("-", "_"): said for name, said in held.items()}
            | {"violence_ended": case.followed.violence_ended}
        )
    return rows


def _alliance(found: Alliance) -> str:
    end = f", dissolved {found.dissolved}" if found.dissolved else ""
    return f"<{found.id}: founded {found.founded}{end}, {len(found.members)} memberships on record>"


def _memberships(found: Alliance) -> Rows:
    return [
        {"state": m.state, "status": m.status, "since": m.since.text, "until": m.until.text if m.until else None}
        for m in found.members
    ]


def _record(found: Record) -> str:
    sizes = ", ".join(f"{len(getattr(found, name))} {name}" for name in found.__struct_fields__)
    return f"<the record: {sizes}>"


def _parts(found: Record) -> Rows:
    return [{"part": name, "entries": len(getattr(found, name))} for name in found.__struct_fields__]


def _of_profile(name: str) -> Callable[[Any, str], Any]:
    """A picture of a profile by the function of `brief.figures.of_alliances` that draws it."""

    def draw(found: Profile, lang: str) -> Any:
        from foedus.brief.figures import of_alliances as pictures
        from foedus.brief.words.messages import language
        from foedus.ground.calendar import parse_day
        from foedus.world import World

        world = World.at(parse_day(found.on), parse_day(found.known, "known"))
        return _one(getattr(pictures, name)(world, found, language(lang)), name)

    return draw


def _of_answer(name: str) -> Callable[[Any, str], Any]:
    """A picture of an answer likewise."""

    def draw(found: Answer, lang: str) -> Any:
        from foedus.brief.figures import of_answers as pictures
        from foedus.brief.text.invocation import world_of
        from foedus.brief.words.messages import language

        tongue = language(lang)
        if name == "chances":
            return _one(pictures.chances(found, tongue), name)
        return _one(getattr(pictures, name)(found, world_of(found), tongue), name)

    return draw


def _one(made: list[Any], name: str) -> Any:
    from foedus.ground.errors import QueryError

    if not made:
        raise QueryError(f"there is nothing to draw as {name!r}", why="the record has no figures for it on this day")
    return made[0].figure


VIEWS |= {
    "Profile": View(_profile, _members, {n: _of_profile(n) for n in ("strength", "membership", "threats")}),
    "Comparison": View(_comparison, _pairs, {}),
    "Answer": View(_answer, _senders, {n: _of_answer(n) for n in ("chances", "senders", "chronology")}),
    "Verdicts": View(_verdicts, _claims, {}),
    "Exposure": View(_exposure, _guarantees, {}),
    "VotingPower": View(_power, _votes, {}),
    "Burden": View(_burden, lambda f: [{"state": s, "gdp": f.sizes[s], "share": f.shares[s]} for s in f.sizes], {}),
    "Kept": View(_kept, _calls, {}),
    "Years": View(_years, _by_year, {}),
    "Outcomes": View(_outcomes, _followed, {}),
    "Alliance": View(_alliance, _memberships, {}),
    "Record": View(_record, _parts, {}),
}
