"""Where to look further: commands and options that fit the answer above them, on the same day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.charter.rules import amendments_of
from foedus.cli.terminal import on_screen, told
from foedus.world import today

if TYPE_CHECKING:
    from foedus.measures.profile import Profile
    from foedus.record.law import Amendment
    from foedus.response import Answer
    from foedus.world import World


def day_option(on: str) -> str:
    """What a printed command needs to ask about the same day: " --on 1960-01-01", nothing for today."""
    return "" if on == today().isoformat() else f" --on {on}"


def look_further(found: Profile, world: World, lang: str) -> str:
    """Commands that answer on the same day: a comparison with an alliance that was there, and the brief."""
    day = day_option(found.on)
    others = [a for a in world.record.alliances.values() if a.id != found.alliance and world.members(a)]
    counterpart = world.record.alliances[found.alliance].counterpart
    hints = []
    if others and not found.dissolved:
        # The one that a reader compares it with; else the largest of the day.
        usual_one = next((a for a in others if a.id == counterpart), None)
        other = usual_one or max(others, key=lambda a: len(world.members(a)))
        hints.append(told("hint-compare", lang, id=found.alliance, other=other.id, day=day))
    return ", ".join([*hints, told("hint-brief", lang, id=found.alliance, day=day)])


def what_next(found: Answer, lang: str) -> str:
    """Options that fit this answer: an ally that can be taken away, a change that the treaty's rules know."""
    allies = sorted(found.contributions, key=lambda state: -found.contributions[state].p.p)
    tries = [f"--without {allies[0]}"] if len(allies) > 1 and not found.invocation.without else []
    change = next((e.id for e in amendments_of(found.invocation.alliance).values() if _changes(e, found)), "")
    tries += [f"--amend {change}"] if change else []
    hints = [told("hint-html", lang), told("hint-json", lang)]
    if tries:
        either = f" {on_screen('or', lang)} ".join(tries)
        hints.append(told("hint-what-if", lang, options=either))
    return ", ".join(hints)


def _changes(amendment: Amendment, found: Answer) -> bool:
    """Whether the amendment is new to the answer and means something to it: a vote needs members who vote together."""
    rule = found.decision.procedure
    votes = rule not in (None, "each-for-itself", amendment.procedure)
    return amendment.id not in found.invocation.amend and (amendment.procedure is None or votes)
