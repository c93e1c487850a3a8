"""What an answer is about, in one line: a recorded case or a hypothetical question, and what was changed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.brief.words import names
from foedus.brief.words.messages import say, soldiers_come
from foedus.charter.rules import amendments_of
from foedus.ground.numbers import listing, percent
from foedus.world import World

if TYPE_CHECKING:
    from foedus.response import Answer

OWED = {True: "true", False: "false", None: "unknown"}


def hypothetical(answer: Answer) -> bool:
    """Whether the question is one's own and no recorded case."""
    return answer.invocation.id is None


def subject(answer: Answer, world: World, lang: str) -> str:
    """The recorded case by its title, or the hypothetical one in the words that say it is one."""
    title = answer.invocation.title
    return title.text(lang) if title else say("brief", "invoke.case-hypothetical", lang, **called(answer, world, lang))


def named(answer: Answer) -> str:
    """What an answer is about as an id: that of the recorded case, or who asks whom."""
    case = answer.invocation
    return case.id or f"{case.by}-{case.alliance}"


def called(answer: Answer, world: World, lang: str) -> dict[str, str]:
    """Who calls whom against whom, as the words of a sentence."""
    case = answer.invocation
    return {
        "by": names.state(world, case.by, lang),
        **verbs(answer, world, lang),
        "alliance": whom(answer, world, lang),
        "against": against(answer, world, lang),
    }


def verbs(answer: Answer, world: World, lang: str) -> dict[str, str]:
    """What the state that asks does, in the number that its name wants."""
    number = "-many" if names.many(world, answer.invocation.by) else ""
    return {key: say("brief", f"invoke.{key}{number}", lang) for key in ("asks", "calls", "had")}


def whom(answer: Answer, world: World, lang: str) -> str:
    """Who is called, in the accusative: the alliance, or the other state of a pact of two."""
    case = answer.invocation
    alliance = world.alliance(case.alliance)
    others = [m.state for m in world.members(alliance) if m.state != case.by]
    if len(others) == 1:
        return names.state(world, others[0], lang, "acc")
    return names.alliance(world.title(alliance), lang, "acc")


def against(answer: Answer, world: World, lang: str) -> str:
    """ " against Russia", or nothing where nobody is named."""
    named = [names.state(world, s, lang, "acc") for s in answer.invocation.adversaries]
    return say("brief", "invoke.against-states", lang, states=listing(named, lang)) if named else ""


def changes(answer: Answer, world: World, lang: str) -> str:
    """What was taken out of the question or changed in its rules: "without Russia"; empty where it is as it was."""
    case = answer.invocation
    parts = []
    if case.without:
        gone = listing([names.state(world, s, lang, "acc") for s in case.without], lang)
        parts.append(say("brief", "invoke.changed-without", lang, states=gone))
    titles = amendments_of(case.alliance)
    parts += [say("brief", "invoke.changed-rule", lang, title=titles[name].title.text(lang)) for name in case.amend]
    return "; ".join(parts)


def verdict(answer: Answer, lang: str) -> str:
    """Whether help is owed and how likely soldiers are, in the words of the one scale."""
    soldiers = soldiers_come(answer.outlook, lang)
    return say("brief", f"invoke.head-{OWED[answer.ruling.owed]}", lang, soldiers=soldiers)


def usual(answer: Answer, lang: str) -> str:
    """What a usual call of this class would be given, and on how many calls of the class that rests."""
    found = answer.model.particular
    if found is None:
        return ""
    own = next(level for level in answer.model.posterior if level.level == "threat")
    words = {"usual": percent(found.usual, lang, 0), "cases": own.cases, "came": own.acted}
    return say("brief", f"invoke.class{'' if own.cases else '-none'}", lang, **words)


def headline(answer: Answer, world: World, lang: str) -> str:
    """The answer as a title; one of a changed or hypothetical question says so first."""
    told, changed = verdict(answer, lang), changes(answer, world, lang)
    if hypothetical(answer):
        supposed = say("brief", "invoke.suppose", lang, **called(answer, world, lang))
        told = f"{supposed}{f', {changed}' if changed else ''}: {told}"
    elif changed:
        told = f"{names.upper_first(changed)}: {told}"
    return told
