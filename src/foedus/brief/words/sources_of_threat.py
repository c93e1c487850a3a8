"""What to call a source of threat: a state, an alliance, a named group, or something from within."""

from __future__ import annotations

from foedus.brief.words.messages import term
from foedus.world import World


def source_name(world: World, key: str, lang: str) -> str:
    """The name of a source as `measures.divergence.source_of` gives it."""
    if key.startswith("domestic-"):
        return term("threat", key.removeprefix("domestic-"), lang)
    if key in world.record.alliances:
        names = world.record.alliances[key].names
        return names[-1].short.text(lang)
    for threat in world.record.threats.values():
        if threat.source_group == key and threat.group_name:
            return threat.group_name.text(lang)
    return world.name(key, lang)
