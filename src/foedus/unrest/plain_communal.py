"""Model II once more, slowly, in plain Python; it shares with the fast version only draws and the words of a run.

Citizens live in numbered slots, as in the fast version, since draws are keyed by them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from foedus.unrest import philox
from foedus.unrest.plain import Site, in_view
from foedus.unrest.rules import ENDLESS, UnrestSetting, estimate


@dataclass
class Citizen:
    """A citizen of group 0 or 1, with cycles lived and to be lived."""

    slot: int
    group: int
    hardship: float
    risk_aversion: float
    life: int
    lived: int = 0
    site: Site | None = None
    active: bool = False
    term: int | None = None
    newborn: bool = False


@dataclass
class Officer:
    """A cop."""

    slot: int
    site: Site | None = None


@dataclass
class CommunalViolence:
    """A run of model II, day by day."""

    setting: UnrestSetting
    seed: int
    run: int = 0
    clone: float = 0.05
    max_age: int = 200
    day: int = 0
    grid: dict[Site, Citizen | Officer] = field(default_factory=dict)
    people: dict[int, Citizen] = field(default_factory=dict)
    counts: list[tuple[int, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        setting = self.setting
        sites = [(y, x) for y in range(setting.height) for x in range(setting.width)]
        slots = 2 * len(sites)
        self.free = list(range(slots - 1, setting.citizens - 1, -1))
        self.slots = slots
        for slot in range(setting.citizens):
            a, b, c, d = self.words(slot, philox.TEMPER)
            coin, life, _, _ = self.words(slot, philox.BIRTH)
            self.people[slot] = Citizen(
                slot, coin >> 31, self.share(a, b), self.share(c, d), 1 + self.below(life, self.max_age)
            )
        self.cops = [Officer(slots + n) for n in range(setting.most_cops)]
        first: list[Citizen | Officer] = [*self.people.values(), *self.cops[: setting.cops]]
        for n, one in enumerate(first):
            other = n + self.below(self.words(one.slot, philox.PLACE)[0], len(sites) - n)
            sites[n], sites[other] = sites[other], sites[n]
            self.put(one, sites[n])

    @staticmethod
    def share(high: int, low: int) -> float:
        return ((high << 21) + (low >> 11)) / 2**53

    @staticmethod
    def below(word: int, count: int) -> int:
        return word * count >> 32

    def words(self, slot: int, question: int) -> tuple[int, int, int, int]:
        return philox.words(slot, self.day, self.run, question, self.seed)

    def put(self, one: Citizen | Officer, site: Site) -> None:
        one.site = site
        self.grid[site] = one

    def take(self, one: Citizen | Officer) -> None:
        if one.site is not None:
            del self.grid[one.site]
        one.site = None

    def bury(self, one: Citizen) -> None:
        self.take(one)
        del self.people[one.slot]
        self.free.append(one.slot)

    def anywhere(self, slot: int, question: int) -> Site | None:
        setting = self.setting
        free = [(y, x) for y in range(setting.height) for x in range(setting.width) if (y, x) not in self.grid]
        return free[self.below(self.words(slot, question)[0], len(free))] if free else None

    def around(self, one: Citizen | Officer, vision: float) -> list[Site]:
        assert one.site is not None  # noqa: S101
        return in_view(self.setting, one.site, vision)

    def move(self, one: Citizen | Officer, vision: float) -> None:
        free = [site for site in self.around(one, vision) if site not in self.grid]
        if free:
            word = self.words(one.slot, philox.MOVE)[0]
            self.take(one)
            self.put(one, free[self.below(word, len(free))])

    def seen(self, one: Citizen | Officer, vision: float) -> list[Citizen | Officer]:
        return [self.grid[site] for site in self.around(one, vision) if site in self.grid]

    def police(self, cop: Officer) -> None:
        self.move(cop, self.setting.cop_vision)
        pick, length, _, _ = self.words(cop.slot, philox.DEED)
        found = self.seen(cop, self.setting.cop_vision)
        rebels = [one for one in found if isinstance(one, Citizen) and one.active]
        if rebels:
            caught = rebels[self.below(pick, len(rebels))]
            self.take(caught)
            caught.active = False
            least, longest = self.setting.reading.least_term, self.setting.jail_max
            caught.term = ENDLESS if longest == ENDLESS else least + self.below(length, longest - least + 1)

    def act(self, one: Citizen, legitimacy: float) -> int:
        """One citizen's turn; the number killed."""
        setting = self.setting
        if one.term is not None:
            if one.term:
                one.term -= one.term > 0
                return 0
            site = self.anywhere(one.slot, philox.RELEASE)
            if site is None:
                return 0
            one.term = None
            self.put(one, site)
        if setting.movement:
            self.move(one, setting.vision)
        found = self.seen(one, setting.vision)
        cops = sum(isinstance(other, Officer) for other in found)
        rebels = 1 + sum(isinstance(other, Citizen) and other.active for other in found)
        arrest = estimate(cops, rebels, setting.k, setting.reading.ratio)
        one.active = one.hardship * (1 - legitimacy) - one.risk_aversion * arrest > setting.threshold
        others = [other for other in found if isinstance(other, Citizen) and other.group != one.group]
        if not (one.active and others):
            return 0
        self.bury(others[self.below(self.words(one.slot, philox.DEED)[0], len(others))])
        return 1

    def multiply(self, one: Citizen) -> None:
        chance, pick, _, _ = self.words(one.slot, philox.CLONE)
        if chance / 2**32 >= self.clone or not self.free:
            return
        assert one.site is not None  # noqa: S101
        y, x = one.site
        height, width = self.setting.height, self.setting.width
        near = [((y + d) % height, (x + r) % width) for d in (-1, 0, 1) for r in (-1, 0, 1) if d or r]
        free = [site for site in near if site not in self.grid]
        if free:
            slot = self.free.pop()
            a, b, c, _ = self.words(slot, philox.BIRTH)
            life = 1 + self.below(c, self.max_age)
            child = Citizen(slot, one.group, one.hardship, self.share(a, b), life, newborn=True)
            self.people[slot] = child
            self.put(child, free[self.below(pick, len(free))])

    def pass_day(self) -> None:
        """Changes of duty, every agent once in random order, births, deaths of age."""
        legitimacy, cops = self.setting.each_cycle(self.day + 1)
        for cop in reversed(self.cops[cops[self.day] :]):
            self.take(cop)
        for cop in self.cops[: cops[self.day]]:
            if cop.site is None:
                site = self.anywhere(cop.slot, philox.DUTY)
                if site is not None:
                    self.put(cop, site)
        order = list(range(self.slots + cops[self.day]))
        for i in range(len(order) - 1):
            other = i + self.below(self.words(i, philox.ORDER)[0], len(order) - i)
            order[i], order[other] = order[other], order[i]
        killed = 0
        for slot in order:
            if slot >= self.slots:
                if self.cops[slot - self.slots].site is not None:
                    self.police(self.cops[slot - self.slots])
            elif slot in self.people:
                killed += self.act(self.people[slot], legitimacy[self.day])
        for slot in order:
            if slot in self.people and self.people[slot].term is None and not self.people[slot].newborn:
                self.multiply(self.people[slot])
        for one in sorted(self.people.values(), key=lambda one: one.slot):
            one.lived += not one.newborn
            one.newborn = False
            if one.lived >= one.life:
                self.bury(one)
        everybody = self.people.values()
        groups = [sum(one.group == group for one in everybody) for group in (0, 1)]
        active, jailed = sum(one.active for one in everybody), sum(one.term is not None for one in everybody)
        self.counts.append((*groups, active, jailed, killed))
        self.day += 1
