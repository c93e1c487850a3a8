"""The notebooks are run by tools/build_notebooks.py and its tests, not imported by the collector of doctests."""

collect_ignore_glob = ["*.py"]
