"""Voting power in an alliance's organ on a day: the game is what record and charter say of members and procedure.

    procedure                   game among the n members with a vote
    consensus                   everyone has a veto: each 1/n
    unanimity-without-parties   the same, the parties to the dispute without a vote
    unanimity-minus-one         n - 1 votes in favour
    two-thirds                  the least number that is two thirds of all members or more
    simple-majority             more than half of all members
    leader-decides              the leader is a dictator
    qualified-majority          unknown: the record has neither weights nor quota
    each-for-itself             none: there is no common decision
Members are the full members on the day as known; a suspended one has no vote, one whose participation is restricted
has, and the restriction is named; where only those in the military structure sit, members outside it have none. Where
the charter's rules say how the organ decides on the day, that is the procedure; elsewhere it is the organ's own entry.
A procedure that is unknown, or that the treaty does not name, gives no figures, but the reason.
`ternary_banzhaf` counts abstention as a third vote: under consensus only an objection blocks (silence assents); where a
number of votes in favour is asked for, an abstention is not one of them.
Reference: `banzhaf_index`, `shapley_shubik_index`, `ternary_power`; the reading of each procedure is ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec
from msgspec import field

from foedus.charter.rules import beside_on, decision_on, rules_of
from foedus.ground.errors import QueryError, did_you_mean
from foedus.ground.label import Label
from foedus.ground.shown import Shown
from foedus.ground.strict import Strict
from foedus.ground.terms import Procedure
from foedus.measures.voting.games import WeightedGame, unanimity
from foedus.measures.voting.indices import power_indices
from foedus.measures.voting.ternary import TernaryGame
from foedus.measures.voting.ternary_power import ternary_banzhaf
from foedus.measures.wording import sentences
from foedus.record.alliance import Alliance, Leader, Organ
from foedus.record.law import DecisionRule
from foedus.world import Member, Stamp, World, stamp

#: Why there are no figures, and what the reader should know about those there are.
REASONS: Final = sentences("voting-reasons")
NOTES: Final = sentences("voting-notes")


class MemberPower(Strict, kw_only=True, frozen=True):
    """A member's power; None where unknown or, like `ternary_banzhaf` under a leader, not defined by the record.

    `banzhaf` absolute, 0..1; `banzhaf_normalised` and `shapley_shubik` sum to one; `blocks`: nothing passes without it.
    `participation` names what restricts its part; `certain` is False inside an imprecise date.
    """

    state: str
    votes: bool
    banzhaf: float | None = None
    banzhaf_normalised: float | None = None
    shapley_shubik: float | None = None
    ternary_banzhaf: float | None = None
    blocks: bool | None = None
    participation: tuple[str, ...] = ()
    certain: bool = True


class VotingPower(Shown, kw_only=True, frozen=True):
    """Power in one organ on one day; `reason` says why there are no figures, and is None where there are.

    `voters` members have a vote, `quota` of them must agree (None where no number says it); `suspended` members and
    those of `without` have none. `composed_of` tells who sits in the organ where the record does, and `rule` how the
    charter's rules put the procedure.
    """

    alliance: str
    on: str
    known: str
    organ: str | None
    organ_name: Label | None
    composed_of: Label | None
    procedure: Procedure | None
    rule: Label | None
    voters: int
    quota: int | None
    members: tuple[MemberPower, ...]
    suspended: tuple[str, ...]
    without: tuple[str, ...]
    reason: Label | None
    notes: tuple[Label, ...]
    sources: tuple[str, ...]
    record: Stamp = field(default_factory=stamp)


def organ_of(world: World, alliance: Alliance, organ: str | None, deciding: str = "") -> Organ | None:
    """The organ of this id on the day; without an id the `deciding` one, else the first that the record lists."""
    there = [o for o in alliance.organs if o.holds(world.as_of) is not False]
    if organ is None:
        return next((o for o in there if o.id == deciding), there[0] if there else None)
    for candidate in there:
        if candidate.id == organ:
            return candidate
    spans = [f"{o.since} to {o.until or 'today'}" for o in alliance.organs if o.id == organ]
    raise QueryError(
        f"{alliance.id} had no organ {organ!r} on {world.as_of.on}",
        why=f"it is recorded from {'; '.join(spans)}" if spans else "organs are named by their ids",
        hint=did_you_mean(organ, [o.id for o in there], f"the organs on that day: {[o.id for o in there]}"),
    )


def game_of(procedure: Procedure, voters: tuple[str, ...], leader: str | None) -> tuple[WeightedGame | None, str]:
    """The game that a procedure is among the voters, or None and the key of the reason why it is none.

    >>> game_of("two-thirds", ("A", "B", "C", "D"), None)[0].quota
    3
    """
    n = len(voters)
    if procedure in ("qualified-majority", "each-for-itself"):
        return None, procedure
    if n == 0:
        return None, "no-voter"
    if procedure == "leader-decides":
        if leader not in voters:
            return None, "no-leader"
        return WeightedGame(voters, 1, tuple(int(v == leader) for v in voters)), ""
    if procedure in ("consensus", "unanimity-without-parties"):
        return unanimity(voters), ""
    quota = {"unanimity-minus-one": max(1, n - 1), "two-thirds": -(-2 * n // 3), "simple-majority": n // 2 + 1}
    return WeightedGame(voters, quota[procedure], (1,) * n), ""


def abstaining_game(procedure: Procedure, game: WeightedGame) -> TernaryGame | None:
    """The same rule with abstention as a third vote; None where the record does not say what it does."""
    n = len(game.players)
    if procedure == "leader-decides":
        return None
    if procedure in ("consensus", "unanimity-without-parties"):
        return TernaryGame(game.players, 0, (0,) * n, (0,) * n, vetoes=game.vetoes)
    return TernaryGame(game.players, game.quota, game.weights, (0,) * n)


def _figures(procedure: Procedure, game: WeightedGame, rows: list[MemberPower]) -> tuple[MemberPower, ...]:
    both = power_indices(game)
    absolute, shares, values = both.banzhaf.absolute, both.banzhaf.normalised, both.shapley_shubik.values
    abstaining = abstaining_game(procedure, game)
    ternary = ternary_banzhaf(abstaining).absolute if abstaining else {}
    blockers = game.blockers()
    found = []
    for row in rows:
        s = row.state
        if row.votes:
            row = msgspec.structs.replace(
                row, banzhaf=absolute[s], banzhaf_normalised=shares[s], shapley_shubik=values[s],
                ternary_banzhaf=ternary.get(s), blocks=s in blockers,
            )  # fmt: skip
        else:
            row = msgspec.structs.replace(
                row, banzhaf=0.0, banzhaf_normalised=0.0, shapley_shubik=0.0,
                ternary_banzhaf=0.0 if ternary else None, blocks=False,
            )  # fmt: skip
        found.append(row)
    return tuple(found)


def _rows(world: World, alliance: Alliance, without: tuple[str, ...], parties: tuple[str, ...]) -> list[MemberPower]:
    """The members of the day without those left out, by id, each once; `parties` without a vote."""
    once: dict[str, Member] = {}
    for member in world.members(alliance):
        if member.state not in once or member.certain:
            once[member.state] = member
    restricted = [p for p in alliance.participation if p.holds(world.as_of) is not False]
    rows = [
        MemberPower(
            state=m.state, votes=m.state not in parties, certain=m.certain,
            participation=tuple(p.kind for p in restricted if p.state == m.state),
        )
        for m in once.values() if m.state not in without
    ]  # fmt: skip
    if not rows:
        raise QueryError(
            f"{alliance.id} had no members on {world.as_of.on}",
            why="it had ended, was not yet in force, or all its members were left out",
            hint="choose a day on which it had members",
        )
    return rows


def _apart(world: World, alliance: Alliance) -> tuple[str, ...]:
    """The members outside the military structure, who do not sit where only those in it decide."""
    kinds = ((p.state, p.kind) for p in alliance.participation if p.holds(world.as_of) is not False)
    return tuple(state for state, kind in kinds if kind == "outside-military-structure")


def _seat(
    world: World, alliance: Alliance, organ: str | None, *, written_only: bool
) -> tuple[Organ | None, DecisionRule | None]:
    """The organ, and what the charter says of how it decides; of most organs it says nothing."""
    written, on = rules_of(alliance.id), world.as_of.on
    first = decision_on(written, on) if written else None
    body = organ_of(world, alliance, organ, first.body if first else "")
    every = (*((first,) if first else ()), *(beside_on(written, on) if written else ()))
    speaking = next((d for d in every if body is not None and d.body == body.id), None)
    return body, speaking if written_only else None


def _notes(
    rule: Procedure | None, played: bool, body: Organ | None, rows: list[MemberPower], party: tuple[str, ...]
) -> list[str]:
    """What a reader should know beside the figures, by key."""
    holds = {
        "silence": played and rule in ("consensus", "unanimity-without-parties"),
        "of-all": played and rule in ("unanimity-minus-one", "two-thirds", "simple-majority"),
        "no-parties": rule == "unanimity-without-parties" and not party,
        "parties-vote": bool(party) and played and rule != "unanimity-without-parties",
        "composition": body is not None and body.composed_of is not None,
        "restricted": any(r.participation for r in rows),
        "uncertain": not all(r.certain for r in rows),
    }
    return [key for key, true in holds.items() if true]


def _sources(
    world: World,
    alliance: Alliance,
    rows: list[MemberPower],
    body: Organ | None,
    decision: DecisionRule | None,
    lead: Leader | None,
) -> tuple[str, ...]:
    """The entries that the answer rests on: memberships, what restricts them, the organ, a leader who decides."""
    states = {r.state for r in rows}
    used = [m.entry.sources for m in world.members(alliance) if m.state in states]
    used += [p.sources for p in alliance.participation if p.state in states and p.holds(world.as_of) is not False]
    used += [entry.sources for entry in (body, decision, lead) if entry is not None]
    return tuple(sorted({s for group in used for s in group}))


def voting_power(
    world: World,
    alliance: Alliance | str,
    organ: str | None = None,
    without: Iterable[str] = (),
    parties: Iterable[str] = (),
    procedure: Procedure | None = None,
) -> VotingPower:
    """The voting power of every member in an organ of the alliance on the day.

    `organ` by id, by default the one that decides by the charter, else the first that the record lists. `without`:
    members left out. `parties`: parties to the dispute at hand. `procedure` in place of the organ's own. Raises
    `QueryError` for an unknown organ, or a state that was no member.
    """
    entry = world.alliance(alliance) if isinstance(alliance, str) else alliance
    left = tuple(world.require_member(entry, code, "who is left out").state for code in without)
    party = tuple(world.require_member(entry, code, "a party to the dispute").state for code in parties)
    body, decision = _seat(world, entry, organ, written_only=procedure is None)
    rule = procedure or (decision.procedure if decision else body.decides if body else None)
    apart = _apart(world, entry) if decision and decision.seats == "military-structure" else ()
    rows = _rows(world, entry, left, (*(party if rule == "unanimity-without-parties" else ()), *apart))
    voters = tuple(r.state for r in rows if r.votes)
    lead = world.leader(entry)
    game, why = None, ("no-rule" if decision else "no-procedure") if body else "no-organ"
    if rule is not None:
        game, why = game_of(rule, voters, lead.state if lead else None)
    notes = _notes(rule, game is not None, body, rows, party)
    return VotingPower(
        alliance=entry.id,
        on=world.as_of.on.isoformat(),
        known=world.as_of.known.isoformat(),
        organ=body.id if body else None,
        organ_name=body.name if body else None,
        composed_of=body.composed_of if body else None,
        procedure=rule,
        rule=decision.text if decision else None,
        voters=len(voters),
        quota=None if game is None or rule == "leader-decides" else game.quota,
        members=_figures(rule, game, rows) if game is not None and rule is not None else tuple(rows),
        suspended=tuple(m.state for m in world.members(entry, "suspended")),
        without=left,
        reason=None if game is not None else REASONS[why],
        notes=tuple(NOTES[key] for key in (["assumed"] if procedure else []) + notes),
        sources=_sources(world, entry, rows, body, decision, lead if rule == "leader-decides" else None),
    )
