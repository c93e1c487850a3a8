"""The public log of forecasts: what was said of open situations, before anybody knew, and what came of it."""
