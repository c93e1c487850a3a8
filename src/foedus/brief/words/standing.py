"""Who stands how in an alliance: who holds an office, and whose part is not the whole (frozen, shut out, suspended)."""

from __future__ import annotations

from foedus.brief.words.messages import say
from foedus.ground.days import day
from foedus.ground.numbers import alphabetical, listing
from foedus.record.alliance import Alliance, OfficeHolder
from foedus.world import World


def standing_told(world: World, alliance: Alliance, lang: str) -> list[str]:
    """One sentence for each kind of part, with the members it is told of; none where all have the whole."""
    there = {m.state for m in world.members(alliance, "member", "signatory")}
    told: dict[str, list[str]] = {}
    for part in alliance.participation:
        if part.state in there and part.holds(world.as_of) is not False:
            told.setdefault(part.text.text(lang), []).append(part.state)
    for member in world.members(alliance, "suspended"):
        text = member.entry.text.text(lang) if member.entry.text else say("brief", "suspended", lang)
        told.setdefault(text, []).append(member.state)
    return [
        f"{listing(alphabetical(world.name(s, lang) for s in dict.fromkeys(states)), lang)}: {text.rstrip('.')}."
        for text, states in told.items()
    ]


def holder_told(world: World, person: OfficeHolder, lang: str) -> str:
    """An office with who holds it, from where and since when."""
    return say(
        "brief", "holder-acting" if person.acting else "holder", lang, office=person.office.text(lang),
        name=person.name.text(lang), state=world.name(person.state, lang), since=day(person.since, lang),
    )  # fmt: skip
