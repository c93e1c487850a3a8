"""A public name means one thing: no two classes are called alike, nor two functions of one package."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import foedus

SOURCE = Path(foedus.__file__).parent
#: Functions called alike on purpose: each form of file is read or written, each brief is a page and says its messages,
#: and what a package offers bears the name of what it calls.
ALIKE = {
    "brief": {"page", "t"},
    "datasets": {"read"},
    "panel": {"alliance_years", "state_years", "write"},
}
#: Rooms whose functions are what a user types, and the pages that answer it, under the one word for both.
SPOKEN = {"cli"}


def defined(kind: type[ast.ClassDef] | type[ast.FunctionDef]) -> dict[str, list[Path]]:
    """The files, below the source, that define each public name at their top."""
    found: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, kind) and not node.name.startswith("_"):
                found[node.name].append(path.relative_to(SOURCE))
    return found


def test_no_two_classes_are_called_alike():
    found = defined(ast.ClassDef)
    assert {"Column", "ColumnEntry", "Decision", "Deployment", "ThreatNamed", "Estimate"} <= found.keys()
    assert {name: list(map(str, files)) for name, files in found.items() if len(files) > 1} == {}


def test_no_two_functions_of_a_package_are_called_alike():
    alike: dict[str, set[str]] = defaultdict(set)
    found = defined(ast.FunctionDef)
    assert len(found["guarantee"]) == len(found["great_circle_km"]) == 1
    for name, files in found.items():
        rooms = [path.parts[0] for path in files]
        for room in {room for room in rooms if rooms.count(room) > 1} - SPOKEN:
            alike[room].add(name)
    assert dict(alike) == ALIKE
