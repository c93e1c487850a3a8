"""A query about descent: is an alliance a relic of an earlier one, in its members?"""

from __future__ import annotations

from foedus.claims.evidence import Ask, Evidence, graded, unique
from foedus.claims.wording import names, say
from foedus.measures.bond.overlap import overlap
from foedus.world import World


class Relic(Ask, tag="relic", kw_only=True, frozen=True):
    """The share of members that continue a member of an earlier alliance is at least `at_least` (in part: any)."""

    alliance: str
    predecessor: str
    at_least: float = 0.9

    def evaluate(self, world: World) -> Evidence:
        former = world.alliance(self.predecessor)
        found = overlap(world, world.alliance(self.alliance), former)
        return Evidence(
            verdict=graded((found.share or 0) >= self.at_least, bool(found.common)),
            text=say(
                "relic",
                now=str(found.members_now),
                count=str(len(found.common)),
                names=names(world, found.common),
                former=former.names[0].short,
                then=str(found.members_then),
            ),
            value={"common": list(found.common), "share": found.share, "jaccard": found.jaccard},
            sources=unique(former.sources),
        )
