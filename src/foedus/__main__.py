"""The command `foedus`: the help page at once, everything else through the command line proper."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line.

    The plain help page is kept as text (a test holds it against the real one), since importing the command line
    costs several times as much as Python's own start.
    """
    arguments = sys.argv[1:]
    if arguments in (["--help"], ["-h"]):
        from os.path import dirname, join

        with open(join(dirname(__file__), "cli", "help.txt"), encoding="utf-8") as page:
            sys.stdout.write(page.read())
        return
    if arguments == ["--version"]:
        from foedus.ground.version import __version__

        sys.stdout.write(f"foedus {__version__}\n")
        return
    import gc

    from foedus.cli import run

    # An answer makes many small objects and drops few: searched for circles less often, and not at all on the way out,
    # they cost less.
    gc.set_threshold(100_000)
    try:
        run(arguments)
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
