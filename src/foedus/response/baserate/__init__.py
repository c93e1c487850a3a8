"""The first model, and the baseline of every other: base rates from recorded cases and published studies."""
