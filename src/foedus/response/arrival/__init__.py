"""How soon the first soldiers are there, how long they take to be all there, and how long they stay."""
