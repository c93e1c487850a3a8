"""Voting rules with abstention as data: yes, abstain and no are three votes, ordered in this way.

A proposal passes if no veto player votes no, every player whose consent is asked votes yes, and
    sum of support_i over those who vote yes - sum of oppose_i over those who vote no >= quota.
Abstention counts for neither side. So `support` 1 and `oppose` 0 with quota 9 ask for nine votes in favour; `support`
1 and `oppose` 1 with quota 1 for more in favour than against; `support` 0, `oppose` 1 and quota -1 for at most one
objection. In the UN Security Council a permanent member's no is a veto and its abstention is not: nine in favour and
five veto players. Consensus as the absence of objection gives everyone a veto and has quota 0: silence assents.
Reference: Felsenthal & Machover (1997), International Journal of Game Theory 26(3): 335-351; the weighted form is that
of Freixas & Zwicker (2003) with 0 as the weight of abstention.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from foedus.ground.errors import QueryError
from foedus.measures.voting.games import checked_players

Vote = Literal["yes", "abstain", "no"]

#: The widest range of scores that is computed.
MOST_SCORES: Final = 200_000


@dataclass(frozen=True, slots=True)
class TernaryGame:
    """A voting rule with abstention; whole numbers, by player. Raises `QueryError` for what is no game."""

    players: tuple[str, ...]
    quota: int
    support: tuple[int, ...]
    oppose: tuple[int, ...]
    vetoes: frozenset[str] = frozenset()
    consents: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        checked_players(self.players, self.vetoes | self.consents)
        for kind, weights in (("support", self.support), ("oppose", self.oppose)):
            if len(weights) != len(self.players):
                raise QueryError(f"{len(weights)} weights of {kind} do not fit {len(self.players)} players")
            for player, weight in zip(self.players, weights, strict=True):
                if type(weight) is not int or weight < 0:
                    raise QueryError(
                        f"{player}'s weight of {kind} is {weight}",
                        hint="whole numbers from 0 on; multiply by a common one",
                    )
        if type(self.quota) is not int:
            raise QueryError(f"the quota {self.quota} is no whole number", hint="multiply weights and quota alike")
        if sum(self.support) + sum(self.oppose) >= MOST_SCORES:
            raise QueryError(f"weights that sum to {MOST_SCORES:,} or more are not computed", hint="use a coarser unit")
        if not self.passes(dict.fromkeys(self.players, "yes")) or self.passes(dict.fromkeys(self.players, "no")):
            raise QueryError(
                f"under the quota {self.quota} the votes do not matter",
                why="a game passes what all support and not what all oppose",
                hint=f"choose a quota from {1 - sum(self.oppose)} to {sum(self.support)}",
            )

    def passes(self, votes: Mapping[str, Vote]) -> bool:
        """Whether a proposal passes; who is not among `votes` abstains."""
        score = 0
        for player, plus, minus in zip(self.players, self.support, self.oppose, strict=True):
            vote = votes.get(player, "abstain")
            if (vote == "no" and player in self.vetoes) or (vote != "yes" and player in self.consents):
                return False
            score += plus if vote == "yes" else -minus if vote == "no" else 0
        return score >= self.quota


def ternary_game(
    quota: int,
    support: Mapping[str, int],
    oppose: Mapping[str, int] | None = None,
    *,
    vetoes: Iterable[str] = (),
    consents: Iterable[str] = (),
) -> TernaryGame:
    """The rule with abstention whose players are those of `support`; who is not in `oppose` weighs 0 when against.

    >>> council = ternary_game(9, dict.fromkeys("CFRUGabcdefghij", 1), vetoes="CFRUG")
    >>> council.passes(dict.fromkeys("CFabcdefg", "yes"))  # three permanent members abstain
    True
    """
    players = tuple(support)
    against = oppose or {}
    checked_players(players, against)
    return TernaryGame(
        players, quota, tuple(support.values()), tuple(against.get(p, 0) for p in players),
        frozenset(vetoes), frozenset(consents),
    )  # fmt: skip
