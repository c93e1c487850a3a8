"""Outcomes of comparable cases: what followed where soldiers came, and where they did not."""
