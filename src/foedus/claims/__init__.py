"""Claims: sentences somebody wrote, turned into queries, each with a verdict and its evidence."""

from foedus.claims.check import Checked, Verdicts, claim_sets

__all__ = ["Checked", "Verdicts", "claim_sets"]
