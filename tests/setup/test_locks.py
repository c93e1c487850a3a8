"""The locks are closed: whatever any locked package asks for, with its extras and markers, is locked too.

pip installs them with --no-deps and --require-hashes, so it never looks for a package that no line names: a newer
release could matter only through a gap, and there is none.
"""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from locks import ALL, DEMO, PROJECT, PYTHONS, ROOT, pins, roots, version_of, wanted

BOTH = pytest.mark.parametrize("lock", [DEMO, ALL], ids=lambda path: path.name)


@pytest.mark.parametrize("python", PYTHONS)
@BOTH
def test_every_requirement_of_every_locked_package_is_locked(lock, python):
    locked, seen, ahead = pins(lock), set(), [("foedus", r) for r in roots(lock)]
    while ahead:
        asker, asked = ahead.pop()
        name = canonicalize_name(asked.name)
        assert name in locked, f"{asker} asks for {asked}, which {lock.name} does not have"
        pin = locked[name]
        assert asked.specifier.contains(version_of(pin), prereleases=True), f"{asker} asks for {asked}, not {pin}"
        assert wanted(pin, python), f"{asker} asks for {asked}, which {lock.name} has only where {pin.marker}"
        if (name, frozenset(asked.extras)) in seen:
            continue
        seen.add((name, frozenset(asked.extras)))
        installed = distribution(name)
        assert installed.version == version_of(pin), "the environment is not the lock's: make setup"
        needs = [Requirement(r) for r in installed.requires or []]
        ahead += [(name, r) for r in needs if wanted(r, python, asked.extras)]
    left = set(locked) - {name for name, _ in seen}
    elsewhere = {name for name in left if not wanted(locked[name], python) or not is_installed(name)}
    assert left == elsewhere, "nothing asks for these any more: make lock"


def is_installed(name: str) -> bool:
    try:
        return bool(distribution(name))
    except PackageNotFoundError:
        return False


@BOTH
def test_every_pin_has_hashes_and_no_line_names_an_index(lock):
    text = lock.read_text("utf-8")
    for block in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.M)[1:]:
        assert re.match(r"[A-Za-z0-9_.-]+==\S+", block), block
        assert "--hash=sha256:" in block, block
    assert not re.search(r"^\s*-|https?://|--(extra-)?index-url|--find-links", re.sub(r"--hash=\S+", "", text), re.M)


def test_the_demo_has_the_versions_of_the_tests():
    assert {n: version_of(p) for n, p in pins(DEMO).items()} == {n: version_of(pins(ALL)[n]) for n in pins(DEMO)}


def test_the_tools_that_build_are_locked_and_used_as_they_are():
    backend = Requirement(PROJECT["build-system"]["requires"][0])
    assert backend.specifier.contains(version_of(pins(DEMO)["hatchling"]))
    made = (ROOT / "Makefile").read_text("utf-8")
    lines = [line for line in made.splitlines() if line[:1] != "#" and ("install" in line or "$(PIP)" in line)]
    assert len(lines) == 3
    for line in lines:
        told = line.replace("$(PIP)", "install --no-deps")
        assert "--no-deps" in told, line
        assert "--require-hashes" in told or "--no-build-isolation" in told or line.startswith("PIP "), line
