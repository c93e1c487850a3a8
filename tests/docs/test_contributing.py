"""The recipes of CONTRIBUTING.md name files, folders and pages that are there, and one recipe a thing to add."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
THINGS = (
    "A fact",
    "An alliance",
    "A rule",
    "A case",
    "What followed a call",
    "A measure",
    "A source",
    "A model",
    "A frame",
    "A page",
)
RECIPES = TEXT[TEXT.index("## Recipes") : TEXT.index("## Results change")]
#: Folders below which a recipe names a file shortly.
FOLDERS = ("", "src/foedus", "src/foedus/record/data")


def there(name: str) -> bool:
    """Whether a path is there: `<id>` stands for any name, `{a,b}` for each of several."""
    if several := re.search(r"\{([^}]+)\}", name):
        return all(there(name.replace(several[0], one)) for one in several[1].split(","))
    pattern = re.sub(r"<[^>]+>", "*", name).strip("/")
    return any(next((ROOT / folder).glob(pattern), None) for folder in FOLDERS)


def test_there_is_one_recipe_for_each_thing():
    assert tuple(re.findall(r"^\*\*([\w ]+)", RECIPES, re.M)) == THINGS


@pytest.mark.parametrize("thing", THINGS)
def test_a_recipe_names_file_test_and_page(thing):
    (recipe,) = (part for part in RECIPES.split("\n\n") if part.startswith(f"**{thing}"))
    assert "src/foedus/" in recipe and re.search(r"\]\(docs/", recipe)
    assert re.search(r"`tests/|foedus record audit", recipe)


def test_what_the_recipes_name_is_there():
    named = [n for n in re.findall(r"`([^`\s]*/[^`]*)`", RECIPES) if not n.startswith("python ")]
    assert len(named) > 25
    assert [n for n in named if not there(n)] == []
    assert not there("src/foedus/charter/rules/nowhere.toml")
    pages = re.findall(r"\]\(([^)#]+)", RECIPES)
    assert [page for page in pages if not (ROOT / page).is_file()] == []


def test_the_order_of_packages_is_that_of_the_contract():
    contracts = (ROOT / "pyproject.toml").read_text("utf-8")
    (order,) = re.findall(r"`(cli > [^`]+)`", TEXT)
    assert f'"One direction: {order}"' in contracts
