"""The tests of the set-up from nothing take minutes and ask the package index: only `-m fresh` collects them."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    asked = "fresh" in config.getoption("-m")
    return True if collection_path.name == "test_fresh.py" and not asked else None
