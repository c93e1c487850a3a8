"""The charter: articles with dated readings, and what they say about a matter, step by step."""

from foedus.charter.matter import Matter, hypothetical, recorded
from foedus.charter.ruling import Ruling, owed, rule

__all__ = ["Matter", "Ruling", "hypothetical", "owed", "recorded", "rule"]
