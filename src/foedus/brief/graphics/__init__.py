"""The figures: each takes plain data with its words and returns the same picture at two widths."""

from foedus.brief.graphics.chances import ChanceRow, ChancesData, chances_figure
from foedus.brief.graphics.chronology import ChronologyData, Moment, chronology_figure
from foedus.brief.graphics.figure import Figure
from foedus.brief.graphics.map import PlacedMap, map_drawn
from foedus.brief.graphics.membership import MembershipData, MembershipRow, Span, membership_figure
from foedus.brief.graphics.scene import Country, MapData, Scene, Spot, scenes
from foedus.brief.graphics.senders import SenderRow, SendersData, senders_figure
from foedus.brief.graphics.shifts import ShiftBar, ShiftsData, shifts_figure
from foedus.brief.graphics.strength import Bar, StrengthData, strength_figure
from foedus.brief.graphics.threats import ThreatsData, threats_figure

__all__ = [
    "Bar",
    "ChanceRow",
    "ChancesData",
    "ChronologyData",
    "Country",
    "Figure",
    "MapData",
    "MembershipData",
    "MembershipRow",
    "Moment",
    "PlacedMap",
    "Scene",
    "SenderRow",
    "SendersData",
    "ShiftBar",
    "ShiftsData",
    "Span",
    "Spot",
    "StrengthData",
    "ThreatsData",
    "chances_figure",
    "chronology_figure",
    "map_drawn",
    "membership_figure",
    "scenes",
    "senders_figure",
    "shifts_figure",
    "strength_figure",
    "threats_figure",
]
