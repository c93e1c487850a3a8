"""Measures of an alliance on a day: each in its own file with formula, unit, reference and coverage."""

from foedus.measures.comparison import Ratio, ratio
from foedus.measures.concentration import Concentration, concentration
from foedus.measures.dependence import Dependence, dependence
from foedus.measures.divergence import Divergence, divergence
from foedus.measures.history import common_years
from foedus.measures.overlap import Overlap, overlap
from foedus.measures.shares import Shares, shares

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
