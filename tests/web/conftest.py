"""A browser without a screen, on an application whose heavy answers are made in threads."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import pytest

from foedus.cli.german import in_german
from foedus.web.app import create_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it would rather be used with a package that is not among ours
    from starlette.testclient import TestClient


@pytest.fixture(scope="session")
def web() -> Iterator[TestClient]:
    """One application for all tests: its answers are kept, as a server keeps them."""
    with TestClient(create_app(in_german=in_german), follow_redirects=False) as client:
        yield client
