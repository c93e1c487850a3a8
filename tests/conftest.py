"""Fixtures: the small record, small series, and the published files where they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import published
from foedus.record import tables
from foedus.record.load import Record
from foedus.world import World
from strategies import LATE, day, small_record, small_series

settings.register_profile("foedus", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.load_profile("foedus")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The set-up from nothing takes minutes and asks the package index: only `-m fresh` collects its tests."""
    return True if collection_path.name == "test_fresh.py" and "fresh" not in config.getoption("-m") else None


@pytest.fixture(scope="session")
def record() -> Record:
    """The small record made by hand."""
    return small_record()


@pytest.fixture
def at(record):
    """The small world on a day: `at("2022-01-07")`, known then unless a second day is given."""

    def world(on: str, known: str | None = None, late: bool = False) -> World:
        return World.at(day(on), LATE if late else day(known or on), record)

    return world


@pytest.fixture
def series(monkeypatch):
    """The small series in place of the shipped ones; yields the dictionary, which a test may change."""
    made = small_series()
    monkeypatch.setattr(tables, "origins", lambda: {key: s.origin for key, s in made.items()})
    monkeypatch.setattr(tables, "series", lambda key: made[key])
    return made


@pytest.fixture(scope="session")
def folder():
    """The folder of published data files; tests that ask for it are skipped without one."""
    return published.folder()


@pytest.fixture(scope="session")
def files(folder):
    """The published files by name."""
    return published.files()


@pytest.fixture(scope="session")
def read(folder):
    """A table of the catalogue from its published file: `read("atop.members")`."""
    return published.tidy_table
