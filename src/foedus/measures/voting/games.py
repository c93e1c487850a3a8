"""Voting rules as data: a weighted game with counts of members, vetoes and whole numbers, checked at one gate.

A coalition S decides if it holds every veto player and, with w(S) the sum of its weights,
    |S| >= count and (w(S) >= quota or |S| >= suffices);
where `count` is None any number will do, where `suffices` is None no number makes up for weight. The Council of the
European Union since 2014: weights are populations, `count` is 55 % of the states, `suffices` all states but three.
A veto player is one without whom no coalition decides. Unanimity is the game in which everyone has a veto.
A member that abstains counts here as one that votes no; where it counts as neither, see `ternary`.
Reference: Shapley & Shubik (1954); Felsenthal & Machover (1998), The Measurement of Voting Power, ch. 2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isfinite, lcm
from numbers import Integral, Real
from typing import Final

from foedus.ground.errors import QueryError, did_you_mean

#: The most members of a game: up to here every count of coalitions fits into 64 bits, and is exact.
MOST_PLAYERS: Final = 60
#: A float is scaled to whole numbers only with a denominator up to this: 0.5 or 0.375, but not 0.1, which no float is.
FINEST_FLOAT: Final = 2**20

Number = int | float | Fraction | Decimal


@dataclass(frozen=True, slots=True)
class WeightedGame:
    """A weighted game over `players`; whole numbers; made by `weighted_game`, which checks and scales.

    Raises `QueryError` for what is no game.
    """

    players: tuple[str, ...]
    quota: int
    weights: tuple[int, ...]
    count: int | None = None
    suffices: int | None = None
    vetoes: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        checked_players(self.players, self.vetoes)
        if len(self.weights) != len(self.players):
            raise QueryError(f"{len(self.weights)} weights do not fit {len(self.players)} players")
        total = sum(self.weights)
        if min(self.weights) < 0:
            raise QueryError(
                f"the weight of {self.players[self.weights.index(min(self.weights))]} is negative",
                why="a member whose yes counts against a proposal is no member of a weighted game",
            )
        if not 0 < self.quota <= total:
            raise QueryError(
                f"the quota {self.quota} cannot be met or is met by nobody's vote",
                why=f"the weights sum to {total}",
                hint=f"choose a quota from 1 to {total}" if total else "give some member a weight above 0",
            )
        for number, least in ((self.count, 1), (self.suffices, self.count or 1)):
            if number is not None and not least <= number <= len(self.players):
                raise QueryError(
                    f"{number} members cannot be asked of {len(self.players)}",
                    hint=f"choose a number from {least} to {len(self.players)}",
                )

    def decides(self, coalition: Iterable[str]) -> bool:
        """Whether the coalition decides.

        >>> weighted_game(3, {"A": 2, "B": 1, "C": 1}, vetoes="C").decides("AC")
        True
        """
        inside = set(coalition)
        enough = sum(w for p, w in zip(self.players, self.weights, strict=True) if p in inside) >= self.quota
        enough = enough or (self.suffices is not None and len(inside) >= self.suffices)
        return enough and len(inside) >= (self.count or 0) and self.vetoes <= inside

    def blockers(self) -> tuple[str, ...]:
        """The players without whom no coalition decides, whether the rules name them so or their weight does."""
        return tuple(p for p in self.players if not self.decides(o for o in self.players if o != p))


def checked_players(players: tuple[str, ...], named: Iterable[str]) -> None:
    """Raise `QueryError` for no players, more than 60, two of one name, or a name in `named` that is none of them."""
    if not 1 <= len(players) <= MOST_PLAYERS:
        raise QueryError(
            f"a game of {len(players)} players is not computed",
            why=f"counts of coalitions are exact in 64 bits for 1 to {MOST_PLAYERS} players",
            hint="join members that always vote together" if players else "name the members and their weights",
        )
    twice = [p for p, times in Counter(players).items() if times > 1]
    if twice:
        raise QueryError(f"{', '.join(map(repr, twice))} stands more than once among the players")
    for name in named:
        if name not in players:
            raise QueryError(f"{name!r} is no player", hint=did_you_mean(name, players, f"players: {list(players)}"))


def _exact(value: Number, of: str) -> Fraction:
    if isinstance(value, Integral):
        return Fraction(int(value))
    if isinstance(value, Fraction):
        return value
    if isinstance(value, Decimal | float) and not isfinite(value):
        raise QueryError(f"{of} is {value}", hint="an unknown weight makes the game unknown; leave the game out")
    if isinstance(value, Decimal):
        return Fraction(value)
    if not isinstance(value, Real):
        raise QueryError(f"{of} is no number: {value!r}")
    found = Fraction(float(value))
    if found.denominator > FINEST_FLOAT:
        raise QueryError(
            f"{of}, {value}, cannot be scaled to a whole number exactly",
            why="a float holds fractions of two only, and power may turn on the last digit of a weight",
            hint=f"give whole numbers, Fraction(...) or Decimal('{value}')",
        )
    return found


def weighted_game(
    quota: Number,
    weights: Mapping[str, Number] | Sequence[Number],
    *,
    count: int | None = None,
    suffices: int | None = None,
    vetoes: Iterable[str] = (),
) -> WeightedGame:
    """The weighted game [quota; weights], its numbers scaled to whole ones where that is exact.

    `weights` by name, or a sequence, whose players are then named "1", "2" and so on. `count` and `suffices` as above.
    Raises `QueryError` for NaN, negative weights, a quota that is 0 or above the sum, no or more than 60 players, two
    of one name, an unknown veto player, or floats that are no fractions of two.

    >>> weighted_game(12, [4, 4, 4, 2, 2, 1]).blockers()
    ()
    >>> weighted_game(Decimal("0.85"), {"A": Decimal("0.6"), "B": Decimal("0.4")}).quota
    17
    """
    given = weights if isinstance(weights, Mapping) else {str(i + 1): w for i, w in enumerate(weights)}
    exact = [_exact(v, f"the weight of {p}") for p, v in given.items()]
    needed = _exact(quota, "the quota")
    scale = lcm(needed.denominator, *(v.denominator for v in exact))
    whole = tuple(int(v * scale) for v in exact)
    return WeightedGame(tuple(given), int(needed * scale), whole, count, suffices, frozenset(vetoes))


def unanimity(players: Iterable[str]) -> WeightedGame:
    """The game in which every player has a veto, and all together decide.

    >>> unanimity("ABC").blockers()
    ('A', 'B', 'C')
    """
    names = tuple(players)
    return WeightedGame(names, max(1, len(names)), (1,) * len(names), vetoes=frozenset(names))
