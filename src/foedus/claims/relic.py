"""A query about descent: is an alliance a relic of an earlier one, in its members?"""

from __future__ import annotations

from foedus.claims.evidence import Ask, Evidence, graded, states_list, unique
from foedus.ground.label import Label
from foedus.measures.bond.overlap import overlap
from foedus.world import World


class Relic(Ask, tag="relic", kw_only=True, frozen=True):
    """How many of the alliance's members come from an earlier one."""

    alliance: str
    predecessor: str

    def evaluate(self, world: World) -> Evidence:
        found = overlap(world, world.alliance(self.alliance), world.record.alliances[self.predecessor])
        names = states_list(world, found.common)
        former = world.record.alliances[self.predecessor]
        short = former.names[0].short
        return Evidence(
            verdict=graded((found.share or 0) >= 0.9, bool(found.common)),
            text=Label(
                en=f"Of {found.members_now} members, {len(found.common)} ({names.en}) continue a member of the {short.en}, which had {found.members_then}.",
                de=f"Von {found.members_now} Mitgliedern setzt {len(found.common)} ({names.de}) ein Mitglied fort; {short.de}: {found.members_then} Mitglieder.",
            ),
            value={"common": list(found.common), "share": found.share, "jaccard": found.jaccard},
            sources=unique(former.sources),
        )
