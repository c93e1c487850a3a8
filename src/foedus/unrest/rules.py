"""What a run of civil violence is given: numbers of agents, what they see and bear, and the readings of the source.

Where the source leaves a rule open, a `RuleReading` says which way was taken; those of other programs are some too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import exp, floor, isfinite

from foedus.ground.errors import QueryError
from foedus.unrest.vision import FARTHEST

#: Terms of jail that never end.
ENDLESS = -1
#: The longest term that ends.
LONGEST = 32_767
RATIOS = ("exact", "floor", "round")


@dataclass(frozen=True, slots=True)
class RuleReading:
    """How the open points of the rules are read.

    ratio: of cops to actives in the estimate of arrest, P = 1 - exp(-k C / A): "exact" as printed, "floor" or "round"
    to whole numbers (round half to even). shape: see `vision.sees`. moves_first: an agent moves and acts where it
    arrives, as printed; else it acts and then moves. jailed_leave: who is in jail leaves the grid and comes back on any
    empty site; else the site stays taken. least_term: the shortest term, 0 or 1 cycles; terms are whole and even.
    """

    ratio: str = "floor"
    shape: str = "disc"
    moves_first: bool = True
    jailed_leave: bool = True
    least_term: int = 1


#: Mesa's example (3.3.1).
MESA = RuleReading(ratio="round", shape="diamond", moves_first=False, jailed_leave=False, least_term=0)


@dataclass(frozen=True, slots=True)
class UnrestSetting:
    """A run: `height` x `width` sites of a torus, `citizens` and `cops` on them.

    Densities are shares of sites (0..1); vision in sites; legitimacy 0..1; jail_max in cycles, `ENDLESS` for ever.
    `legitimacy_steps` and `cop_steps` change a figure from a cycle on: (cycle, legitimacy or cops), in order.
    """

    height: int = 40
    width: int = 40
    citizens: int = 1120
    cops: int = 64
    vision: float = 7
    cop_vision: float = 7
    legitimacy: float = 0.82
    jail_max: int = 30
    threshold: float = 0.1
    k: float = 2.3
    movement: bool = True
    legitimacy_steps: tuple[tuple[int, float], ...] = ()
    cop_steps: tuple[tuple[int, int], ...] = ()
    reading: RuleReading = field(default_factory=RuleReading)

    def __post_init__(self) -> None:
        _need(self.citizens >= 0 and self.fewest_cops >= 0, "numbers of citizens and cops are at least 0")
        _need(self.most_cops + self.citizens <= self.height * self.width, "there is one site for each agent at most")
        _need(isfinite(self.vision) and isfinite(self.cop_vision), "vision is a number of sites")
        _need(min(self.vision, self.cop_vision) >= 1, "an agent sees at least one site in each direction")
        _need(max(self.vision, self.cop_vision) <= FARTHEST, "an agent sees fewer than nine sites in each direction")
        _need(min(self.height, self.width) > 2 * self.reach, "the grid is wider than twice the vision")
        _need(max(self.height, self.width) <= 4096, "a grid has at most 4096 rows and columns")
        _need(all(0 <= x <= 1 for x in self.legitimacies), "legitimacy is 0 to 1")
        _need(
            1 <= self.jail_max <= LONGEST or self.jail_max == ENDLESS, "the longest term is 1 to 32,767 cycles, or -1"
        )
        _need(self.reading.ratio in RATIOS, "the ratio is exact, floor or round")

    @property
    def reach(self) -> int:
        """The farther of both visions in whole sites."""
        return floor(max(self.vision, self.cop_vision))

    @property
    def legitimacies(self) -> tuple[float, ...]:
        """Every legitimacy of the run."""
        return (self.legitimacy, *(value for _, value in self.legitimacy_steps))

    @property
    def most_cops(self) -> int:
        """The largest number of cops at any time."""
        return max(self.cops, *(value for _, value in self.cop_steps), 0)

    @property
    def fewest_cops(self) -> int:
        """The smallest number of cops at any time."""
        return min((self.cops, *(value for _, value in self.cop_steps)))

    def with_densities(self, citizens: float, cops: float) -> UnrestSetting:
        """The setting with shares of sites, rounded to whole agents."""
        people, police = densities(self.height, self.width, citizens, cops)
        return replace(self, citizens=people, cops=police)

    def with_arrivals(self, arrivals: Mapping[int, int]) -> UnrestSetting:
        """The setting with so many more cops from each of these cycles on, counted from 0; fewer where negative.

        They come on top of what the setting has, and stand on empty sites drawn on the day they come; no draw of an
        earlier day moves, so that runs of one seed with and without them are alike until then. With {3: 20, 9: -20}
        twenty cops are there on the days 3 to 8.
        """
        _need(all(day >= 0 for day in arrivals), "cops arrive on a cycle from 0 on")
        standing = dict(self.cop_steps)
        steps, now, more = [], self.cops, 0
        for day in sorted({*standing, *arrivals}):
            now, more = standing.get(day, now), more + arrivals.get(day, 0)
            steps.append((day, now + more))
        return replace(self, cop_steps=tuple(steps))

    def each_cycle(self, cycles: int) -> tuple[list[float], list[int]]:
        """Legitimacy and number of cops in each of so many cycles."""
        legitimacy, cops = [self.legitimacy] * cycles, [self.cops] * cycles
        for start, level in self.legitimacy_steps:
            legitimacy[max(start, 0) :] = [level] * len(legitimacy[max(start, 0) :])
        for start, number in self.cop_steps:
            cops[max(start, 0) :] = [number] * len(cops[max(start, 0) :])
        return legitimacy, cops


def densities(height: int, width: int, *shares: float) -> list[int]:
    """Shares of the sites as whole numbers of agents."""
    _need(all(0 <= share <= 1 for share in shares), "a share of the sites is 0 to 1")
    return [round(share * height * width) for share in shares]


def estimate(cops: int, rebels: int, k: float, ratio: str) -> float:
    """The estimated chance of arrest, P = 1 - exp(-k C / A); A counts oneself."""
    share: float = cops / rebels
    if ratio == "floor":
        share = floor(share)
    elif ratio == "round":
        share = round(share)
    return 1 - exp(-k * share)


def _need(holds: bool, rule: str) -> None:
    if not holds:
        raise QueryError("these figures make no run of unrest", why=rule, hint="foedus unrest --help")


def _paper(cops: float, vision: float, legitimacy: float, jail_max: int, movement: bool = True) -> UnrestSetting:
    run = UnrestSetting(vision=vision, cop_vision=vision, legitimacy=legitimacy, jail_max=jail_max, movement=movement)
    return run.with_densities(0.7, cops)


_tame = _paper(0.074, 7, 0.9, ENDLESS)
#: Epstein's runs of model I by name, with the inputs of his table: 40 x 40 torus, density 0.7, k = 2.3, T = 0.1.
PUBLISHED = {
    "deception": _paper(0.04, 1.7, 0.89, 15, movement=False),
    "punctuated-equilibrium": _paper(0.04, 7, 0.82, 30),
    "salami": replace(_tame, legitimacy_steps=tuple((77 + n, round(0.9 - 0.01 * n, 2)) for n in range(1, 71))),
    "sudden-loss": replace(_tame, legitimacy_steps=((77, 0.7),)),
    "cop-reductions": replace(
        _paper(0.074, 7, 0.8, ENDLESS), cop_steps=tuple((20 * n, 118 - n) for n in range(1, 119))
    ),
}
#: His runs of model II, with the same table.
PUBLISHED_COMMUNAL = {
    "coexistence": _paper(0, 1.7, 0.9, 15),
    "cleansing": _paper(0, 1.7, 0.8, 15),
    "peacekeepers": _paper(0.04, 1.7, 0.8, 15),
}
