"""Queries about what soldiers did in comparable cases: whether they came, what it came to, what it cost.

What somebody holds right is no query. What of it can be counted is: the effect and the cost, each for itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from foedus.claims.evidence import Ask, Evidence, graded, unique, unknown
from foedus.claims.wording import both, joined, number, percent, say
from foedus.ground.errors import QueryError, did_you_mean
from foedus.ground.label import Label
from foedus.ground.terms import ARRIVED, GROUPS, THREATS
from foedus.outcomes.ask import dead_of
from foedus.outcomes.cases import ComparableCase, comparable
from foedus.outcomes.shares import CountedShare, share_of
from foedus.outcomes.tallies import tallies
from foedus.world import World


def check_group(group: str) -> None:
    """Raise `QueryError` for a group of threats that is none."""
    if group not in GROUPS.values():
        groups = sorted(set(GROUPS.values()))
        raise QueryError(
            f"there is no group of threats {group!r}",
            why=f"groups: {', '.join(groups)}",
            hint=did_you_mean(group, groups, "write one of the groups"),
        )


def titles(cases: Iterable[ComparableCase]) -> Label:
    """The names of cases one after the other; they have commas of their own."""
    return joined((c.title for c in cases), "; ")


def share_told(share: CountedShare) -> Label:
    """ "9 of 10 (67-98 %)" in each language."""
    if share.low is None or share.high is None:
        return say("share-of-none")
    return say("share-of", yes=str(share.yes), of=str(share.of), low=percent(share.low), high=percent(share.high))


class SoldiersCame(Ask, tag="soldiers-came", kw_only=True, frozen=True):
    """Soldiers of the alliance come when a member is in trouble of that kind: as a rule (`at_least` of its affairs).

    In part: in some. False: in none. Affairs count in which it was called or that arose in a member's own state.
    """

    alliance: str
    group: str
    at_least: float = 0.5

    def evaluate(self, world: World) -> Evidence:
        check_group(self.group)
        alliance = world.alliance(self.alliance).id
        invocations = world.record.invocations
        found = [
            case
            for threat in THREATS
            if GROUPS[threat] == self.group
            for case in comparable(world, threat)
            if case.soldiers != "contested" and any(invocations[call].alliance == alliance for call in case.calls)
        ]
        if not found:
            return unknown("no-followed")
        own = {case.id: [c for c in map(invocations.get, case.calls) if c and c.alliance == alliance] for case in found}
        came = [
            case
            for case in found
            if any(c.response.kind == "troops" and c.response.delivered in ARRIVED for c in own[case.id])
        ]
        rest = [case for case in found if case not in came]
        told = share_of(len(came), len(found))
        return Evidence(
            verdict=graded(len(came) >= self.at_least * len(found), bool(came)),
            text=joined(
                [
                    say("soldiers-came", share=share_told(told)),
                    say("soldiers-came-in", cases=titles(came)) if came else None,
                    say("soldiers-not-in", cases=titles(rest)) if rest else None,
                ]
            ),
            value={"came": [c.id for c in came], "not": [c.id for c in rest]},
            sources=unique(s for c in found for s in c.sources[:2]),
        )


class Ended(Ask, tag="soldiers-ended", kw_only=True, frozen=True):
    """Where soldiers came, the violence was over, and the government not driven out, within a month: as a rule.

    `at_least` of the cases in which both are known; in part: in some; false: in none. With `never` the statement is
    the opposite one: it holds where it happened in no case, in part where in fewer than `at_least`, and else not.
    """

    threat: Literal["internal-unrest", "coup", "civil-war"]
    never: bool = False
    at_least: float = 0.5

    def evaluate(self, world: World) -> Evidence:
        came = [case for case in comparable(world, self.threat) if case.soldiers == "came"]
        known = [c for c in came if {*_said(c)} <= {"yes", "no"}]
        if not known:
            return unknown("no-followed")
        both_well = [c for c in known if _said(c) == ("yes", "yes")]
        share = len(both_well) / len(known)
        verdict = graded(share >= self.at_least, bool(both_well))
        if self.never:
            verdict = graded(not both_well, share < self.at_least)
        kept = next((t for t in tallies(came, "came") if t.outcome == "not-driven-out" and t.horizon == "month"), None)
        return Evidence(
            verdict=verdict,
            text=joined(
                [
                    say(
                        "ended",
                        share=share_told(share_of(len(both_well), len(known))),
                        unknown=str(len(came) - len(known)),
                    ),
                    say("ended-in", cases=titles(both_well)) if both_well else None,
                    say("kept-office", share=share_told(kept.share)) if kept is not None else None,
                    say("no-effect-known"),
                ]
            ),
            value={"ended": [c.id for c in both_well], "known": [c.id for c in known], "came": [c.id for c in came]},
            sources=unique(s for c in known for s in c.sources),
        )


def _said(case: ComparableCase) -> tuple[str, str]:
    """Whether the violence was over, and the government not driven out, within a month."""
    office = case.followed.office
    return case.followed.violence_over["month"], office.kept["month"] if office else "unknown"


class Cost(Ask, tag="soldiers-cost", kw_only=True, frozen=True):
    """Where soldiers came people died after that: in at least one case with `deadly` dead or more counted after.

    In part: only counts of before and after together are that high. False: every count is lower.
    """

    threat: Literal["internal-unrest", "coup", "civil-war"]
    deadly: float = 100

    def evaluate(self, world: World) -> Evidence:
        came = [case for case in comparable(world, self.threat) if case.soldiers == "came"]
        counted = {c.id: c for c in came if dead_of(c) is not None}
        if not counted:
            return unknown("no-followed")
        after = [c for c in counted.values() if self._many(c, "after")]
        together = [c for c in counted.values() if self._many(c, "all")]
        left = [c for c in came if c.followed.leave is not None and c.followed.leave.kept in ("yes", "no")]
        stayed = [c for c in left if c.followed.leave is not None and c.followed.leave.kept == "no"]
        return Evidence(
            verdict=graded(bool(after), bool(together)),
            text=joined(
                [
                    say("cost-counted", counted=str(len(counted)), came=str(len(came))),
                    *(_dead(c) for c in counted.values()),
                    say("cost-stayed", stayed=str(len(stayed)), left=str(len(left)), cases=titles(left))
                    if left
                    else None,
                ]
            ),
            value={"counted": sorted(counted), "after": [c.id for c in after], "overstayed": [c.id for c in stayed]},
            sources=unique(s for c in counted.values() for s in c.sources),
        )

    def _many(self, case: ComparableCase, phase: str) -> bool:
        figures = [d.low or d.best or 0.0 for d in case.followed.dead if d.phase == phase]
        return max(figures, default=0.0) >= self.deadly


def _dead(case: ComparableCase) -> Label:
    low, high = dead_of(case) or (0.0, 0.0)
    phases = {d.phase for d in case.followed.dead}
    phase = "all" if "all" in phases else "after" if "after" in phases else "before"
    span = number(high) if low == high else both(lambda lang: "–".join(number(v).text(lang) for v in (low, high)))
    return say(f"cost-{phase}", title=case.title, figure=span)
