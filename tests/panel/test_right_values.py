"""Values of panels that were once wrong, each by its name (tools/right_values.py prints them)."""

from __future__ import annotations

import pytest

from published_store import published
from tools_of_panels import right_values

__all__ = ["published"]
pytestmark = pytest.mark.data


@pytest.fixture(scope="module", autouse=True)
def _fresh(published):
    """Frames of this store, and none of another."""
    right_values.pairs.cache_clear()
    right_values.states.cache_clear()


@pytest.mark.parametrize("name", right_values.VALUES)
def test_the_right_value(name):
    value = right_values.VALUES[name]
    assert value.found() == value.right, value.text
