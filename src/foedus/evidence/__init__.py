"""How far an answer can be trusted: frames of past cases, forecasts of each from the day before, scores."""
