"""What the README and the page on installing print is what happens: commands, numbers, extras, targets of make."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import published
from command_line import call
from foedus import __version__
from foedus.datasets import store
from foedus.datasets.catalogue import catalogue, get_table
from foedus.measures.over_time.panel_columns import all_sources
from foedus.panel.system import LISTS

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.de.md")
INSTALL = "docs/how-to/install.md"


def shell_lines(page: str) -> list[str]:
    """The commands of a page's shell blocks, without what is said about them."""
    blocks = re.findall(r"^```sh\n(.*?)^```", (ROOT / page).read_text("utf-8"), re.M | re.S)
    return [line.split(" #")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]


COMMANDS = [(page, line) for page in READMES for line in shell_lines(page) if line.startswith("foedus ")]


@pytest.mark.parametrize(("page", "line"), [c for c in COMMANDS if " dyads " not in c[1]])
def test_a_command_of_the_readme_runs_as_printed(page, line, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = call(capsys, *line.split()[1:])
    assert code == 0, err
    written = re.findall(r"--html (\S+)", line)
    assert out.strip() or written
    assert all((tmp_path / name).stat().st_size > 50_000 for name in written)


@pytest.mark.data
def test_the_panel_of_the_readme_is_built_as_printed(folder, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FOEDUS_DATA_HOME", str(tmp_path / "store"))
    (line,) = {re.sub(r"dyaden", "dyads", line) for _, line in COMMANDS if " dyads " in line}
    words = line.split()[1:]
    needed = {LISTS["cow"][0]}
    for name in words[words.index("--with") + 1].split(","):
        needed |= set(all_sources()[name].needed("cow"))
    for name in needed:
        store.add(published.files()[get_table(name).file])
    code, _, err = call(capsys, *words)
    assert code == 0, err
    assert (tmp_path / words[-1]).stat().st_size > 100_000


def test_other_shell_lines_are_those_that_the_tests_of_the_set_up_run():
    others = {line for page in (*READMES, INSTALL) for line in shell_lines(page) if not line.startswith("foedus ")}
    made = (ROOT / "Makefile").read_text("utf-8")
    for line in others:
        if line.startswith("make "):
            assert re.search(rf"^{line.split()[1]}:", made, re.M), line
        else:  # the lines of the Makefile, with another name for its Python
            assert re.sub(r"--editable ", "", flat(made)).count(line.removeprefix("python -m pip install ")), line


def flat(makefile: str) -> str:
    """The Makefile with its names for pip put in."""
    named = dict(re.findall(r"^(PIP|LOCKED)\s*:= (.+)$", makefile, re.M))
    for name in ("LOCKED", "PIP"):
        makefile = makefile.replace(f"$({name})", named[name])
    return makefile


@pytest.mark.parametrize("page", READMES)
def test_numbers_extras_and_links_of_a_readme(page):
    text = (ROOT / page).read_text("utf-8")
    assert re.search(r"(\d+) (?:public data sets|öffentliche Datensätze)", text)[1] == str(len(catalogue()))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for extra, packages in project["optional-dependencies"].items():
        assert f'".[{extra}]"' in text
        (row,) = re.findall(rf"^\| `{extra}` \|.*\| (.+) \|$", (ROOT / INSTALL).read_text("utf-8"), re.M)
        assert row.split(", ") == [re.match(r"[\w-]+", p)[0] for p in packages]
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    assert len(links) > 3
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_version_that_installing_names_is_this_one():
    assert set(re.findall(r"foedus-([\d.]+)-py3", (ROOT / INSTALL).read_text("utf-8"))) == {__version__}
