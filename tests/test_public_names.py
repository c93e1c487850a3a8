"""What a package says it offers is what it gives, whatever else was imported before."""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module
from types import ModuleType

import foedus

MODULES = [m.name for m in pkgutil.walk_packages(foedus.__path__, "foedus.") if not m.name.endswith("__main__")]


def test_no_public_name_is_hidden_by_a_module_of_the_same_name():
    """Importing a module hangs it on its package: a function of that name must stand, called once or twice."""
    for name in MODULES:
        import_module(name)
    hidden = [
        f"{name}.{public}"
        for name in ["foedus", *MODULES]
        for public in getattr(sys.modules[name], "__all__", ())
        if isinstance(getattr(sys.modules[name], public), ModuleType)
        and not callable(getattr(sys.modules[name], public))
        and public not in ("datasets", "measures", "panel")
    ]
    assert hidden == []
