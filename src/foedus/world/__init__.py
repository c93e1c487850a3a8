"""The world as of two clocks: states, alliances and their members, figures, borders, distances."""

from foedus.world.resources import Figures, figures
from foedus.world.snapshot import Member, World, today
from foedus.world.stamps import Stamp, stamp

__all__ = ["Figures", "Member", "Stamp", "World", "figures", "stamp", "today"]
