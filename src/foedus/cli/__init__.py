"""The command line: the composition root. Bodies import what they need when they run."""
