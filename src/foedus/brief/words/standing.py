"""Members whose part in the alliance is not the whole: frozen, outside the command, shut out, suspended."""

from __future__ import annotations

from foedus.brief.words.messages import say
from foedus.ground.numbers import alphabetical, listing
from foedus.record.alliance import Alliance
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
