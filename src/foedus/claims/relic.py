"""A query about descent: is an alliance a relic of an earlier one, in its members?"""

from __future__ import annotations

from foedus.claims.evidence import Ask, Evidence, graded, unique
from foedus.claims.wording import names, say
from foedus.measures.bond.overlap import overlap
from foedus.world import World


class Relic(Ask, tag="relic", kw_only=True, frozen=True):
    """How many of the alliance's members come from an earlier one."""

    alliance: str
    predecessor: str

    def evaluate(self, world: World) -> Evidence:
        found = overlap(world, world.alliance(self.alliance), world.record.alliances[self.predecessor])
        former = world.record.alliances[self.predecessor]
        return Evidence(
            verdict=graded((found.share or 0) >= 0.9, bool(found.common)),
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
