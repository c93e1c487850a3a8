"""How strong an alliance is, and what is left of it without some of its members."""
