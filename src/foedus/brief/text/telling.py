"""What every part of an alliance's brief needs: the world, the profile, the words, the cases."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.brief.words import names
from foedus.brief.words.messages import say
from foedus.measures.profile import Profile
from foedus.record.alliance import Name
from foedus.record.case import Invocation
from foedus.world import World


@dataclass(frozen=True, slots=True)
class Telling:
    """What every part of the page needs."""

    world: World
    profile: Profile
    title: Name
    lang: str
    cases: tuple[Invocation, ...]

    def say(self, key: str, **values: object) -> str:
        """A message of the alliance's brief."""
        return say("brief", f"alliance.{key}", self.lang, **values)

    def state(self, code: str, case: str = "nom") -> str:
        """A state's name in running text."""
        return names.state(self.world, code, self.lang, case)
