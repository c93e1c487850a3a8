"""Attrition: Lanchester's laws of battles with reinforcement, and how the sizes of wars are spread. An illustration."""

from foedus.attrition.lanchester import LINEAR, SQUARE, course, fitted
from foedus.attrition.tails import Tail, log_log_slope, tail

__all__ = ["LINEAR", "SQUARE", "Tail", "course", "fitted", "log_log_slope", "tail"]
