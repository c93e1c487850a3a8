"""The fields and codes that are promised to stay are those that the commands print."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import msgspec
import pytest

from command_line import call

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "stability.md").read_text("utf-8")
ASKED = {
    "show": "show CSTO --on 2022-01-07",
    "compare": "compare CSTO NATO --on 2022-01-07 --without RUS",
    "invoke": "invoke kazakhstan-2022 --history --runs 200",
    "claims check": "claims check article-2022-01-07",
    "vulnerability": "vulnerability CSTO --on 2022-01-07 --without RUS",
    "power": "power CSTO --on 2022-01-07",
    "burden": "burden CSTO --on 2022-01-07",
    "reliability": "reliability CSTO --on 2022-01-07",
    "years": "years CSTO --from 2020 --to 2021",
}


@pytest.fixture
def page(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    monkeypatch.delitem(sys.modules, "stability_page", raising=False)
    import stability_page

    return stability_page


def listed(row: str) -> list[str]:
    """The names in the second cell of the row that begins so."""
    (line,) = [line for line in PAGE.splitlines() if line.startswith(f"| {row} |")]
    return [part.split("`")[1] for part in line.split(" | ")[1].split(", ") if "`" in part]


@pytest.mark.parametrize("command", ASKED)
def test_what_a_command_prints_is_what_the_page_lists(command, page, capsys):
    code, out, err = call(capsys, *ASKED[command].split(), "--json")
    assert code == 0, err
    found = json.loads(out)
    found = found[0] if isinstance(found, list) else found
    assert list(found) == listed(f"`{command}`")
    # The types forbid fields that they do not have, all the way down: what was printed can be read by them.
    msgspec.convert(found, page.ANSWERS[command], dec_hook=lambda kind, value: value if kind is object else kind(value))


def test_every_type_is_strict_about_fields(page):
    kinds = [*page.ANSWERS.values(), *page.kinds().values()]
    assert len(kinds) > 40
    assert [kind for kind in kinds if not kind.__struct_config__.forbid_unknown_fields] == []


def test_the_page_is_the_one_that_the_types_make(page):
    assert page.page() == PAGE, "python tools/build_reference.py"
    assert set(ASKED) == set(page.ANSWERS)
