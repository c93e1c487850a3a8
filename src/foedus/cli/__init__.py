"""The command line: the composition root. Bodies import what they need when they run."""

from foedus.cli.run import run

__all__ = ["run"]
