"""How often one address may try: in memory only, for a minute, and then forgotten."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from foedus.web.council.refusals import TooManyError

#: So many addresses are remembered at most; those not heard of for longest are forgotten first.
REMEMBERED = 4096


class Tries:
    """At most `most` tries of one address in `seconds`; a school behind one address counts as one."""

    def __init__(self, most: int, seconds: float = 60, *, now: Callable[[], float] = time.monotonic) -> None:
        self.most, self.seconds, self.now = most, seconds, now
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def ask(self, who: str) -> None:
        """Raise `TooManyError` where `who` has no try left."""
        if self._tokens(who) < 1:
            raise TooManyError("too many tries from one place", hint="wait a minute")

    def count(self, who: str) -> None:
        """One try less for `who`."""
        left = max(0.0, self._tokens(who) - 1)
        self._left[who] = (left, self.now())
        self._left.move_to_end(who)
        if len(self._left) > REMEMBERED:
            self._left.popitem(last=False)

    def _tokens(self, who: str) -> float:
        left, at = self._left.get(who, (float(self.most), self.now()))
        return min(float(self.most), left + (self.now() - at) * self.most / self.seconds)
