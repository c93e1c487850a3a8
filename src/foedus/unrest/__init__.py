"""Epstein's models of civil violence: an illustration of how unrest can break out and be put down, not a forecast.

Model I (rebellion): citizens on a torus rebel when their grievance outweighs the risk of arrest that they see, and cops
arrest rebels whom they see. Model II (communal violence): two groups, and an active citizen kills one of the other.
J. M. Epstein, "Modeling civil violence: An agent-based computational approach", Proceedings of the National Academy of
Sciences 99, suppl. 3 (2002), 7243-7250, DOI 10.1073/pnas.092080199.

Kernels load numba, so nothing but the words of a run is imported here.
"""

from foedus.unrest.rules import PUBLISHED, PUBLISHED_COMMUNAL, RuleReading, UnrestSetting

__all__ = ["PUBLISHED", "PUBLISHED_COMMUNAL", "RuleReading", "UnrestSetting"]
