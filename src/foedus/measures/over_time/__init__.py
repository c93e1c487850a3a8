"""Measures for all years at once: of one recorded alliance, of every alliance of ATOP, as columns of panels."""
