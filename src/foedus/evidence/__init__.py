"""Evidence: forecasts of who comes held against what happened, in two hundred years of wars and in recorded calls."""
