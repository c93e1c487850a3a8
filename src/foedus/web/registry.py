"""All routes: whatever the modules of `pages` and `json_api` say in `ROUTES`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from foedus.web.route import Route


@cache
def routes() -> dict[str, Route]:
    """Every route by its name. Two of one name or one path are a fault of the program, told at the start."""
    found: dict[str, Route] = {}
    for module in _modules():
        for route in getattr(module, "ROUTES", ()):
            if route.name in found or route.path in {r.path for r in found.values()}:
                raise ValueError(f"two routes are called {route.name!r} or stand at {route.path!r}")
            found[route.name] = route
    return found


def _modules() -> Iterator[ModuleType]:
    for room in ("foedus.web.json_api", "foedus.web.pages"):
        package = import_module(room)
        for name in sorted(m.name for m in iter_modules(package.__path__)):
            yield import_module(f"{room}.{name}")


def rooms(site: Any) -> list[Any]:
    """Starlette's routes of the modules that change something or stay in touch (a council room): their `live(site)`.

    What only answers a question is a `Route` and never here.
    """
    return [route for module in _modules() if hasattr(module, "live") for route in module.live(site)]


@cache
def navigation() -> tuple[Route, ...]:
    """The pages that ask to be in the navigation, in their order; each can be opened without a value."""
    return tuple(sorted((r for r in routes().values() if r.place is not None), key=lambda r: (r.place, r.name)))


def forms(name: str) -> bool:
    """Whether what the page of a route shows can be taken along (there are routes of `pages.taken` for it)."""
    return f"{name}-file" in routes()
