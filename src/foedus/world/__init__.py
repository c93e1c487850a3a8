"""The world as of two clocks: states, alliances and their members, figures, borders, distances."""

from foedus.world.resources import Figures, figures
from foedus.world.snapshot import Member, World, today

__all__ = ["Figures", "Member", "World", "figures", "today"]
