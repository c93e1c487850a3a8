"""A store with all published files, for tests of panels; made once a session."""

from __future__ import annotations

import os

import pytest

from foedus.datasets import store
from foedus.datasets.catalogue import get_table
from foedus.measures.over_time.panel_columns import all_sources
from foedus.panel import system
from foedus.panel.codes import CROSSWALK

MORE = (
    "cow-system.spells", "gw-system.spells", "atop.members", "cow-contiguity-years.dyad-years", "population-wdi",
    "wdi.gdp", "cow-inter-state-war.participants", "wdi.military-expenditure", "troopdata.country-years",
)  # fmt: skip


@pytest.fixture(scope="module")
def published(files, tmp_path_factory):
    """The store of the tests that ask for it; a file that the folder does not have is not in it."""
    before = os.environ.get("FOEDUS_DATA_HOME")
    # tools/mutate.py runs one test after another, and gives them one store.
    os.environ["FOEDUS_DATA_HOME"] = os.environ.get("FOEDUS_TEST_STORE") or str(tmp_path_factory.mktemp("store"))
    needed = [t for verb in all_sources().values() for s in ("cow", "gw") for t in verb.needed(s)]
    for table in map(get_table, dict.fromkeys((*MORE, *CROSSWALK.values(), *needed))):
        if table.file in files and not store.file_of(table).exists():
            store.add(files[table.file])
    system._state_years.cache_clear()
    yield
    system._state_years.cache_clear()
    if before is None:
        del os.environ["FOEDUS_DATA_HOME"]
    else:
        os.environ["FOEDUS_DATA_HOME"] = before
