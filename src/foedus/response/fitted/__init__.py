"""The fitted model: how often calls of a class are answered with soldiers, and what in the case moves that."""
