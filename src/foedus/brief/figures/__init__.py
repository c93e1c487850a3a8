"""What a brief shows: maps and charts, drawn from an answer or a profile."""
