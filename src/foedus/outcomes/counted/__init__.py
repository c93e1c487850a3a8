"""Counting in the publishers' files, which only `tools/build_outcomes.py` and the tests do."""
