"""The command `foedus`: the help page at once, everything else through the command line proper."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line.

    The plain help page is kept as text (a test holds it against the real one), since importing the command line
    costs several times as much as Python's own start.
    """
    from foedus.cli import stream

    arguments = sys.argv[1:]
    kept = arguments in (["--help"], ["-h"]) and not os.environ.get("FOEDUS_LANG")
    if not kept and arguments != ["--version"]:
        import gc

        from foedus.cli.run import run

        # An answer makes many small objects and drops few: searched for circles less often, and not at all on the way
        # out, they cost less.
        gc.set_threshold(100_000)
        try:
            run(arguments)
        finally:
            gc.freeze()
    stream.prepare()
    try:
        if kept:
            from os.path import dirname, join

            with open(join(dirname(__file__), "cli", "help.txt"), encoding="utf-8") as page:
                sys.stdout.write(page.read())
        else:
            from foedus.ground.version import __version__
            from foedus.record.version import DATE, VERSION

            sys.stdout.write(f"foedus {__version__}, record {VERSION} of {DATE}\n")
    except OSError as error:
        raise SystemExit(stream.lost(error)) from None
    code = stream.finish(0)
    if code:
        raise SystemExit(code)


if __name__ == "__main__":
    main()
