"""The addresses that the READMEs print lead somewhere, and each has its picture."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import pytest

from foedus.web.app import create_app

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| `(/(?:en|de)/[^`]*)` \|.*\((docs/screenshots/[\w-]+\.png)\)", re.M)


@pytest.mark.parametrize("page", ["README.md", "README.de.md"])
def test_every_address_of_a_readme_is_a_page_with_a_picture(page):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it would rather be used with a package that is not among ours
        from starlette.testclient import TestClient
    rows = ROW.findall((ROOT / page).read_text("utf-8"))
    assert len(rows) == 6
    with TestClient(create_app(), follow_redirects=False) as web:
        for there, picture in rows:
            assert web.get(there).status_code == 200, there
            assert 10_000 < (ROOT / picture).stat().st_size < 150_000
