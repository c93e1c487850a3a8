"""A base installation answers, or says which extra is missing and how to add it: never a traceback."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer

import foedus as fd
from every_command import COMMANDS, LOADS, LONG, SOURCE, check, every_command, run
from foedus.cli.app import app
from foedus.ground import extras
from foedus.ground.extras import EXTRAS, MissingExtraError, how_to_add, need

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
GONE = sorted({module for modules in EXTRAS.values() for module in modules} | {"numba", "scipy", "requests"})


def name_of(requirement: str) -> str:
    return re.match(r"[A-Za-z0-9._-]+", requirement)[0].lower()


def commands_of(group, before: str = "") -> set[str]:
    found = set()
    for name, command in group.commands.items():
        words = f"{before} {name}".strip()
        found |= commands_of(command, words) if hasattr(command, "commands") else {words}
    return found


def test_no_command_is_left_out():
    known = commands_of(typer.main.get_command(app))
    tried = {command for _, command in every_command()} | set(LONG)
    assert [name for name in sorted(known) if not any(f"{t} ".startswith(f"{name} ") for t in tried)] == []


@pytest.mark.parametrize(("extra", "command"), every_command())
def test_every_command_of_a_base_installation(extra, command, tmp_path):
    check(extra, command, run(sys.executable, command, tmp_path, GONE))


@pytest.mark.parametrize("module", LOADS)
def test_what_a_long_command_runs_loads_in_a_base_installation(module):
    words = (
        f"import sys; sys.path.insert(0, {str(SOURCE)!r}); sys.modules.update(dict.fromkeys({GONE!r})); import {module}"
    )
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def test_a_command_that_needs_an_extra_runs_with_it(tmp_path):
    done = run(sys.executable, COMMANDS["tables"][0], tmp_path, [m for m in GONE if m != "polars"])
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "years.csv").read_text().startswith("alliance,year")


@pytest.mark.parametrize(
    ("extra", "ask"),
    [
        ("tables", fd.cases),
        ("tables", lambda: fd.members("CSTO")),
        ("data", lambda: fd.dataset("atop.members")),
        ("data", lambda: fd.panel.dyad_years(2000)),
        ("data", lambda: fd.panel.state_years(2000)),
        ("data", lambda: fd.panel.alliance_years(2000)),
        ("data", lambda: fd.panel.allies_in_conflict()),
    ],
)
def test_a_call_from_python_says_the_same(extra, ask, monkeypatch):
    for module in GONE:
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=f"extra '{extra}'") as error:
        ask()
    assert error.value.hint


#: Modules of another name than their package's.
PACKAGE = {"vl_convert": "vl-convert-python", "python_multipart": "python-multipart", "SALib": "salib"}


def test_the_extras_are_those_of_the_project():
    declared = {key: {name_of(r) for r in packages} for key, packages in PROJECT["optional-dependencies"].items()}
    needed = {key: {PACKAGE.get(module, module) for module in modules} for key, modules in EXTRAS.items()}
    assert declared.keys() == EXTRAS.keys()
    assert {key: found - needed[key] for key, found in declared.items() if found != needed[key]} == {
        "data": {"numba", "pyreadstat"}, "ensembles": {"numba"}, "cluster": {"numba"},
    }  # fmt: skip
    assert all(needed[key] <= found for key, found in declared.items())
    for extra in EXTRAS:
        need(extra)


@pytest.mark.parametrize(
    ("marker", "says"),
    [
        ("", " -m pip install"),
        ("pipx_metadata.json", "pipx inject home "),
        (".demo", "make setup"),
    ],
)
def test_the_way_to_an_extra_fits_the_installation(marker, says, tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    if marker:
        (home / marker).touch()
    monkeypatch.setattr(sys, "prefix", str(home))
    way = how_to_add("data")
    assert says in way
    assert "foedus" not in way.replace(sys.executable, "")
    if marker != ".demo":
        assert '"polars' in way


def test_without_pip_the_way_is_uv_and_names_the_interpreter(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "executable", "/of my/own/python")
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    assert how_to_add("tables").startswith('uv pip install --python "/of my/own/python" "polars')


def test_nothing_printed_installs_a_stranger_by_our_name():
    """The name is on no index: whoever took it there could run code on a reader's machine."""
    fetches = r"(pip3?|pipx|uv|conda|mamba|poetry)\b[^\n`]*\b(install|add|inject|tool run|--from)|uvx|pipx run"
    asks = re.compile(rf"""\b({fetches})\b[^\n`]*?["' =]foedus(\[|["'`\s]|$)|install foedus\[""")
    files = [p for p in ROOT.rglob("*") if p.suffix in (".py", ".md", ".toml", ".html", ".txt", ".ipynb")]
    files = [p for p in files if not {".venv", "out", ".git", "setup"} & set(p.relative_to(ROOT).parts)]
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in files
        for line in path.read_text("utf-8").splitlines()
        if asks.search(line)
    ]
    assert found == []
    stranger = (
        "pip install foedus[data]",
        'uv tool install "foedus"',
        "uvx foedus show",
        "pipx run foedus",
        "uv add foedus",
        "install foedus[png] into this Python",
    )
    assert all(asks.search(line) for line in stranger)
    assert not any(asks.search(line) for line in ('pip install ".[data]"', "uv run foedus show"))


def test_nothing_printed_names_an_installer_but_the_ground_of_extras():
    asks = re.compile(r"\b(pip3?|pipx|uv|conda)\b[^\n]{0,20}\b(install|inject|add)\b|\binstall foedus\[")
    files = [
        p for p in (ROOT / "src").rglob("*") if p.suffix in (".py", ".toml", ".html", ".txt") and p.name != "extras.py"
    ]
    assert len(files) > 300
    assert [str(p) for p in files if asks.search(p.read_text("utf-8"))] == []
    assert asks.search("pip install pyreadstat, or save the file as CSV")
