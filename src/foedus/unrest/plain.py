"""Model I once more, slowly and in plain Python: agents with names, sites looked at one by one.

It shares with the fast version only the draws and the words of a run, and must agree with it agent by agent.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, floor

from foedus.unrest import philox
from foedus.unrest.rules import ENDLESS, UnrestSetting
from foedus.unrest.vision import sees

Site = tuple[int, int]


@dataclass
class Agent:
    """A citizen (`hardship` known) or a cop; `site` is None off the grid, `term` None outside jail."""

    number: int
    hardship: float | None = None
    risk_aversion: float = 0.0
    site: Site | None = None
    active: bool = False
    term: int | None = None
    jailed: bool = False


def in_view(setting: UnrestSetting, site: Site, vision: float) -> list[Site]:
    """The sites seen, by rows."""
    reach = range(-floor(vision), floor(vision) + 1)
    return [
        ((site[0] + down) % setting.height, (site[1] + right) % setting.width)
        for down in reach
        for right in reach
        if sees(down, right, vision, setting.reading.shape)
    ]


class Rebellion:
    """A run of model I, day by day."""

    def __init__(self, setting: UnrestSetting, seed: int, run: int = 0) -> None:
        self.setting, self.seed, self.run, self.day = setting, seed, run, 0
        self.grid: dict[Site, Agent] = {}
        self.citizens = [Agent(n) for n in range(setting.citizens)]
        self.cops = [Agent(setting.citizens + n) for n in range(setting.most_cops)]
        self.active: list[int] = []
        self.jailed: list[int] = []
        for agent in self.citizens:
            a, b, _, _ = self.words(agent.number, philox.TEMPER)
            agent.hardship, agent.risk_aversion = (a >> 8) / 2**24, (b >> 8) / 2**24
        sites = [(y, x) for y in range(setting.height) for x in range(setting.width)]
        for agent in [*self.citizens, *self.cops[: setting.cops]]:
            n = agent.number
            other = n + self.below(self.words(n, philox.PLACE)[0], len(sites) - n)
            sites[n], sites[other] = sites[other], sites[n]
            self.put(agent, sites[n])

    def words(self, agent: int, question: int) -> tuple[int, int, int, int]:
        return philox.words(agent, self.day, self.run, question, self.seed)

    @staticmethod
    def below(word: int, count: int) -> int:
        return word * count >> 32

    def put(self, agent: Agent, site: Site) -> None:
        assert site not in self.grid  # noqa: S101
        agent.site = site
        self.grid[site] = agent

    def take(self, agent: Agent) -> None:
        assert agent.site is not None  # noqa: S101
        del self.grid[agent.site]
        agent.site = None

    def empty_site(self, agent: int, question: int) -> Site | None:
        setting = self.setting
        for block in range(64):
            for word in self.words(agent, question + 16 * block):
                site = divmod(self.below(word, setting.height * setting.width), setting.width)
                if site not in self.grid:
                    return site
        free = [
            (y, x) for y in range(setting.height) for x in range(setting.width) if (y, x) not in self.grid
        ]  # by rows
        return free[self.below(self.words(agent, question + 1024)[0], len(free))] if free else None

    def move(self, agent: Agent, vision: float) -> None:
        assert agent.site is not None  # noqa: S101
        view = in_view(self.setting, agent.site, vision)
        tries = []
        for question in (philox.MOVE, philox.AGAIN):
            rests = list(self.words(agent.number, question))
            for _ in range(3):
                tries += [view[rest * len(view) >> 32] for rest in rests]
                rests = [rest * len(view) % 2**32 for rest in rests]
        free = [site for site in view if site not in self.grid]
        target = next((site for site in tries if site in free), None)
        if target is None:
            if not free:
                return
            target = free[self.below(self.words(agent.number, philox.STAY)[0], len(free))]
        self.take(agent)
        self.put(agent, target)

    def decide(self, agent: Agent, legitimacy: float) -> None:
        """Rule A: active if grievance less net risk exceeds the threshold."""
        assert agent.site is not None  # noqa: S101
        assert agent.hardship is not None  # noqa: S101
        seen = [self.grid[site] for site in in_view(self.setting, agent.site, self.setting.vision) if site in self.grid]
        cops = sum(other.hardship is None for other in seen)
        rebels = 1 + sum(other.active for other in seen)
        share: float = cops / rebels
        if self.setting.reading.ratio == "floor":
            share = cops // rebels
        elif self.setting.reading.ratio == "round":
            share = round(share)
        arrest = 1 - exp(-self.setting.k * share)
        agent.jailed, agent.term = False, None
        agent.active = agent.hardship * (1 - legitimacy) - agent.risk_aversion * arrest > self.setting.threshold

    def police(self, cop: Agent) -> None:
        """Rule C: arrest a random rebel in view."""
        assert cop.site is not None  # noqa: S101
        view = in_view(self.setting, cop.site, self.setting.cop_vision)
        rebels = [self.grid[site] for site in view if site in self.grid and self.grid[site].active]
        if not rebels:
            return
        pick, length, _, _ = self.words(cop.number, philox.DEED)
        caught = rebels[self.below(pick, len(rebels))]
        caught.active, caught.jailed = False, True
        if self.setting.jail_max == ENDLESS:
            caught.term = ENDLESS
        else:
            least = self.setting.reading.least_term
            caught.term = least + self.below(length, self.setting.jail_max - least + 1)
        if self.setting.reading.jailed_leave:
            self.take(caught)

    def act(self, agent: Agent, legitimacy: float) -> None:
        setting = self.setting
        moves_first = setting.reading.moves_first
        if agent.hardship is None:
            if moves_first:
                self.move(agent, setting.cop_vision)
                self.police(agent)
            else:
                self.police(agent)
                if setting.movement:
                    self.move(agent, setting.cop_vision)
            return
        if agent.jailed and agent.term:
            agent.term = agent.term - 1 if agent.term > 0 else agent.term
            return
        if agent.site is None:
            site = self.empty_site(agent.number, philox.RELEASE)
            if site is None:
                return
            self.put(agent, site)
        if moves_first and setting.movement:
            self.move(agent, setting.vision)
        self.decide(agent, legitimacy)
        if not moves_first and setting.movement:
            self.move(agent, setting.vision)

    def pass_day(self) -> None:
        """Changes of duty, then every agent once in random order."""
        legitimacy, cops = self.setting.each_cycle(self.day + 1)
        for number, cop in reversed(list(enumerate(self.cops))):
            if number >= cops[self.day] and cop.site is not None:
                self.take(cop)
        for cop in self.cops[: cops[self.day]]:
            if cop.site is None:
                site = self.empty_site(cop.number, philox.DUTY)
                if site is not None:
                    self.put(cop, site)
        order = [agent for agent in self.citizens if not (agent.jailed and agent.term)]
        for agent in self.citizens:
            if agent.jailed and agent.term:
                agent.term -= agent.term > 0
        order += [cop for cop in self.cops if cop.site is not None]
        for i in range(len(order) - 1):
            other = i + self.below(self.words(i // 4, philox.ORDER)[i % 4], len(order) - i)
            order[i], order[other] = order[other], order[i]
        for agent in order:
            self.act(agent, legitimacy[self.day])
        self.active.append(sum(a.active for a in self.citizens))
        self.jailed.append(sum(a.jailed for a in self.citizens))
        self.day += 1
