"""The two locks as data: what each pins, for which Pythons, and what must be in it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
DEMO, ALL = ROOT / "requirements-demo.lock", ROOT / "requirements.lock"
PYTHONS = ("3.11", "3.12", "3.13")


@cache
def pins(lock: Path) -> dict[str, Requirement]:
    """The pinned packages by normal name; each with the marker that says where it is wanted."""
    lines = [line for line in lock.read_text("utf-8").splitlines() if line[:1].isalnum()]
    found = [Requirement(line.rstrip("\\ ")) for line in lines]
    return {canonicalize_name(pin.name): pin for pin in found}


def version_of(pin: Requirement) -> str:
    (only,) = pin.specifier
    assert only.operator == "=="
    return only.version


def environment(python: str) -> dict[str, str]:
    """What markers read, on this system under another Python."""
    return default_environment() | {"python_version": python, "python_full_version": f"{python}.0"}


def wanted(requirement: Requirement, python: str, extras: Iterable[str] = ()) -> bool:
    """Whether a requirement of a package, taken with some of its extras, counts under this Python."""
    marker: Marker | None = requirement.marker
    return marker is None or any(marker.evaluate(environment(python) | {"extra": e}) for e in ("", *extras))


def roots(lock: Path) -> list[Requirement]:
    """What a lock must fulfil: Foedus's own dependencies and the building tools; the whole one, all else too."""
    groups = PROJECT["dependency-groups"]
    asked = PROJECT["project"]["dependencies"] + groups["build"]
    if lock == ALL:
        asked += [r for extra in PROJECT["project"]["optional-dependencies"].values() for r in extra]
        asked += [r for r in groups["dev"] if isinstance(r, str)]
    return [Requirement(r) for r in asked]
