"""The figures: each takes plain data with its words and returns the same picture at two widths."""

from foedus.brief.graphics.canvas import Figure
from foedus.brief.graphics.chances import ChanceRow, ChancesData, chances_figure
from foedus.brief.graphics.chronology import ChronologyData, Moment, chronology_figure
from foedus.brief.graphics.map import Arrow, Flow, MapData, Spot, map_figure
from foedus.brief.graphics.membership import MembershipData, MembershipRow, Span, membership_figure
from foedus.brief.graphics.senders import SenderRow, SendersData, senders_figure
from foedus.brief.graphics.strength import Bar, StrengthData, strength_figure
from foedus.brief.graphics.threats import ThreatsData, threats_figure

__all__ = [
    "Arrow",
    "Bar",
    "ChanceRow",
    "ChancesData",
    "ChronologyData",
    "Figure",
    "Flow",
    "MapData",
    "MembershipData",
    "MembershipRow",
    "Moment",
    "SenderRow",
    "SendersData",
    "Span",
    "Spot",
    "StrengthData",
    "ThreatsData",
    "chances_figure",
    "chronology_figure",
    "map_figure",
    "membership_figure",
    "senders_figure",
    "strength_figure",
    "threats_figure",
]
