"""Modules import in one direction: no circle, not even one that an import inside a function would hide."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import foedus

SOURCE = Path(foedus.__file__).parent


def imports(root: Path) -> dict[str, set[str]]:
    """The modules below a package's folder that each of them imports: at its top, in a function or for types only."""
    files = {".".join(p.relative_to(root.parent).with_suffix("").parts): p for p in root.rglob("*.py")}
    files = {name.removesuffix(".__init__"): path for name, path in files.items()}
    return {name: _named(path, files.keys()) - {name} for name, path in files.items()}


def _named(path: Path, modules: object) -> set[str]:
    named: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import"
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            named |= {name if name in modules else str(node.module) for name in inner}
    return {name for name in named if name in modules}


def test_no_module_imports_itself_by_a_detour():
    found = imports(SOURCE)
    assert len(found) > 200
    assert "foedus.panel.verbs" in found["foedus.panel"], "an import inside a function"
    assert "foedus.panel.counts" in found["foedus.panel.sheet"], "an import for types only"
    list(TopologicalSorter(found).static_order())


def test_a_circle_is_found_wherever_its_imports_stand(tmp_path):
    package = tmp_path / "pack"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "one.py").write_text("def late():\n    from pack import two\n")
    (package / "two.py").write_text("if TYPE_CHECKING:\n    from pack.one import late\n")
    with pytest.raises(CycleError):
        list(TopologicalSorter(imports(package)).static_order())
