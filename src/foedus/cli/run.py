"""Run the command line; every known problem is one message and exit code 2, never a traceback."""

from __future__ import annotations

import os
import sys


def prepared(arguments: list[str]) -> list[str]:
    """`--html` and `--md` may stand without a file; a name in the current folder is filled in then."""
    found = list(arguments)
    for option, ending in (("--html", "html"), ("--md", "md")):
        if option in found:
            at = found.index(option)
            if at + 1 == len(found) or found[at + 1].startswith("-"):
                subject = next((a for a in found[1:at] if not a.startswith("-")), "")
                safe = "".join(c if c.isalnum() or c in "-_" else "-" for c in subject) or "answer"
                found.insert(at + 1, f"foedus-{safe}.{ending}")
    return found


def run(arguments: list[str]) -> None:
    """Run one command and exit."""
    # No answer multiplies large matrices, and to start threads for them is a third of numpy's import.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from foedus.cli.app import app
    from foedus.cli.plain import run_plain
    from foedus.ground.errors import FoedusError

    if "_FOEDUS_COMPLETE" not in os.environ and not arguments:
        arguments = ["--help"]
    try:
        words = prepared(arguments)
        if not run_plain(app, words):
            app(args=words, prog_name="foedus")
    except FoedusError as error:
        sys.stderr.write(f"foedus: {error.text()}\n")
        raise SystemExit(2) from None
    except ModuleNotFoundError as error:
        from foedus.ground.extras import explained

        told = explained(error)
        if told is None:
            raise
        sys.stderr.write(f"foedus: {told.text()}\n")
        raise SystemExit(2) from None
    except BrokenPipeError:
        # The reader of a pipe has gone (`foedus ... | head`): not a failure of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
