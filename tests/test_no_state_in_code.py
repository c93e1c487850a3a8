"""What is true of one state or one alliance is data: the code names none."""

from __future__ import annotations

import ast
from pathlib import Path

import foedus
from foedus.record.load import load
from foedus.record.tables import states

SOURCE = Path(foedus.__file__).parent
#: Files that read a publisher's own code of places into the record's.
READERS = {SOURCE / "datasets" / "readers" / "states.py"}


def texts(path: Path) -> set[str]:
    """The texts that stand in the code of a file as values."""
    constants = (n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Constant))
    return {n.value for n in constants if isinstance(n.value, str)}


def test_no_state_and_no_alliance_stands_in_the_code():
    named = {*states(), *load().alliances}
    assert {"NATO", "CSTO", "SUN", "DDR"} <= named
    files = {*SOURCE.rglob("*.py")} - READERS
    assert {str(path): found for path in files if (found := texts(path) & named)} == {}
    assert all(texts(path) & named for path in READERS), "an exemption that nothing needs"
