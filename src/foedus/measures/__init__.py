"""Measures of an alliance on a day: each in its own file with formula, unit, reference and coverage."""

from foedus.measures.bond.common_years import common_years
from foedus.measures.bond.overlap import Overlap, overlap
from foedus.measures.strength.concentration import Concentration, concentration
from foedus.measures.strength.dependence import Dependence, dependence
from foedus.measures.strength.ratio import Ratio, ratio
from foedus.measures.strength.shares import Shares, shares
from foedus.measures.threat.divergence import Divergence, divergence

#: The resources by which alliances are compared.
CONCEPTS = ("military-expenditure", "personnel", "population", "gdp")

__all__ = [
    "CONCEPTS",
    "Concentration",
    "Dependence",
    "Divergence",
    "Overlap",
    "Ratio",
    "Shares",
    "common_years",
    "concentration",
    "dependence",
    "divergence",
    "overlap",
    "ratio",
    "shares",
]
