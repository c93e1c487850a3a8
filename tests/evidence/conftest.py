"""A store with the published files that the historic frames are made of."""

from __future__ import annotations

import os

import pytest

from foedus.datasets import store
from foedus.datasets.catalogue import get_table


@pytest.fixture(scope="module")
def wars_store(files, tmp_path_factory):
    from foedus.evidence.historic import LATER, TABLES, TESTS

    before = os.environ.get("FOEDUS_DATA_HOME")
    os.environ["FOEDUS_DATA_HOME"] = os.environ.get("FOEDUS_TEST_STORE") or str(tmp_path_factory.mktemp("store"))
    for table in map(get_table, (*TABLES, *LATER, *TESTS)):
        if table.file in files and not store.file_of(table).exists():
            store.add(files[table.file])
    yield
    if before is None:
        del os.environ["FOEDUS_DATA_HOME"]
    else:
        os.environ["FOEDUS_DATA_HOME"] = before
