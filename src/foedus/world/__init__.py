"""The world as of two clocks: states, alliances and their members, figures, borders, distances."""

from foedus.world.listed import Listed, listing
from foedus.world.resources import Figures, figures
from foedus.world.snapshot import Member, World, today
from foedus.world.stamps import Stamp, stamp

__all__ = ["Figures", "Listed", "Member", "Stamp", "World", "figures", "listing", "stamp", "today"]
