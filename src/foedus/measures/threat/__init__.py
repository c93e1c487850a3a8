"""Whose threats are whose: where the members' named threats point in different directions."""
