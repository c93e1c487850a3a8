"""The command line as a person meets it."""

from __future__ import annotations

import pytest

from foedus.cli.run import run


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run the command line as the console script does; returns exit code, stdout, stderr."""
    try:
        run(list(arguments))
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 0
    else:
        code = 0
    out = capsys.readouterr()
    return code, out.out, out.err
