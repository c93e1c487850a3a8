"""Ground: dates, spans and the two clocks; closed vocabularies; errors; three-valued logic."""
