"""What every part of an alliance's brief needs: the world, the profile, the words, the cases."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.brief.words import names
from foedus.brief.words.messages import say
from foedus.ground.numbers import sort_key
from foedus.measures.profile import MemberRow, Profile
from foedus.measures.reliability.recorded import Helped
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
    calls: Helped

    def say(self, key: str, **values: object) -> str:
        """A message of the alliance's brief."""
        return say("brief", f"alliance.{key}", self.lang, **values)

    @property
    def members(self) -> list[MemberRow]:
        """The members in the reader's alphabet."""
        return sorted(self.profile.members, key=lambda m: sort_key(m.name.text(self.lang)))

    def answered(self) -> str:
        """How many of the recorded calls for help got any: the one count that every part of the page tells."""
        calls, came, contested = self.calls.calls, len(self.calls.helped), len(self.calls.contested)
        if calls == 1:
            told = self.say("answered-one", helped=self.say("one-helped" if came else "one-refused"))
        else:
            key = "none" if not calls else "all" if came == calls else {0: "never", 1: "once"}.get(came, "many")
            told = self.say(f"answered-{key}", calls=calls, helped=came)
        if contested:
            told += " " + self.say(f"contested-{'one' if contested == 1 else 'many'}", count=contested)
        return told

    def state(self, code: str, case: str = "nom") -> str:
        """A state's name in running text."""
        return names.state(self.world, code, self.lang, case)
