"""The states of a day, and one of them: its alliances, what is owed there, its calls, its threats, what it sent."""

from __future__ import annotations

from dataclasses import dataclass

from foedus import api
from foedus.brief.figures.order import by_name
from foedus.brief.words.messages import language
from foedus.brief.words.sources_of_threat import source_name
from foedus.charter.rules import parts_of
from foedus.ground.calendar import Date
from foedus.ground.days import day
from foedus.ground.numbers import by_name as in_order
from foedus.measures.threat.divergence import source_of
from foedus.record.case import Invocation
from foedus.record.law import Article, Reading
from foedus.web.choices import states_of
from foedus.web.page import page
from foedus.web.route import CLOCKS, Body, Inquiry, Parameter, Route
from foedus.web.words import told
from foedus.world import Listed, World, listing


@dataclass(frozen=True, slots=True)
class DutyInForce:
    """What an article in force lays on the parties of a treaty."""

    treaty: str
    article: Article
    reading: Reading


@dataclass(frozen=True, slots=True)
class Tie:
    """An alliance of the state: with whom, and what each owes each other there."""

    entry: Listed
    fellows: tuple[str, ...]
    owed: tuple[DutyInForce, ...]


def state(asked: Inquiry) -> Body:
    """The state with its ties, calls, threats and soldiers, all as known by the day asked for."""
    world, lang = api.world(asked["on"], asked["known"]), language(asked.lang)
    code = world.state(asked["state"]).id
    calls = [
        c for c in world.record.invocations.values()
        if world.as_of.knows(c.known) and c.date.first <= world.as_of.on
    ]  # fmt: skip
    calls.sort(key=lambda c: (c.date.first, c.id))
    made = [c for c in calls if c.by == code or c.victim == code]
    bound = {entry.id for entry in listing(world, code)}
    return page(
        asked, "state", title=world.name(code, lang), code=code, day=world.as_of.on, world=world,
        ties=[_tie(world, entry, code, lang) for entry in in_order(
            listing(world, code, ended=False), lambda entry: entry.short.text(lang))],
        made=made, against=[c for c in calls if code in c.adversaries],
        asked_of=[c for c in calls if c not in made and _asked(world, c, code)],
        sent=[c for c in calls if any(x.state == code and world.as_of.knows(x.known) for x in c.contributions)],
        threats=_threats(world, code, lang), bound=bound,
    )  # fmt: skip


def _tie(world: World, entry: Listed, code: str, lang: str) -> Tie:
    fellows = by_name(world, (s for s in entry.members if s != code), lang)
    owed = [
        DutyInForce(rules.title.text(lang), article, reading)
        for rules in parts_of(entry.id)
        for article in rules.articles
        for reading in article.readings
        if reading.holds(world.as_of.on) is not False
    ]
    return Tie(entry, tuple(world.name(s, lang) for s in fellows), tuple(owed))


def _asked(world: World, case: Invocation, code: str) -> bool:
    """Whether the state was a member of the alliance that was called, on the day of the call."""
    then = World.at(case.date.first, world.as_of.known)
    return any(m.state == code for m in then.members(world.record.alliances[case.alliance]))


def _threats(world: World, code: str, lang: str) -> list[tuple[str, bool]]:
    """What the state names as a threat or was struck by, with whether it struck."""
    named: dict[str, bool] = {}
    for threat in world.record.threats.values():
        if threat.state == code and threat.holds(world.as_of) is not False:
            name = source_name(world, source_of(threat), lang)
            named[name] = named.get(name, False) or threat.hit
    return sorted(named.items())


def states(asked: Inquiry) -> Body:
    """Every state of the day, with the number of its alliances."""
    world, lang = api.world(asked["on"], asked["known"]), language(asked.lang)
    living = listing(world, ended=False)
    counted = [(code, name, sum(code in entry.members for entry in living)) for code, name in states_of(world, lang)]
    title = told("state", "all", lang, day=day(Date(world.as_of.on.isoformat()), lang))
    return page(asked, "states", area="state", title=title, states=counted)


ROUTES = (
    Route("state", "/{lang}/state/{state}", state, (Parameter("state", "state"), *CLOCKS)),
    Route("states", "/{lang}/states", states, CLOCKS),
)
