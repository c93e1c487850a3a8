"""The text notebooks run on the excerpts, their pages are up to date, and the excerpts agree with the published files."""

from __future__ import annotations

import csv
import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from published import r_table

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "notebooks"
DATA = FOLDER / "data"
NAMES = ("csto-nato", "who-balances-whom", "soldiers-and-protest")
OBLIGATIONS = ("atop_defense", "atop_offense", "atop_neutral", "atop_nonagg", "atop_consul")


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


build, cut = tool("build_notebooks"), tool("cut_excerpts")


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- the notebooks -------------------------------------------------------------------------


@pytest.fixture(scope="module", params=NAMES)
def checked(request: pytest.FixtureRequest) -> tuple[str, subprocess.CompletedProcess[str]]:
    """One run of a notebook in a kernel of its own, compared with its committed page."""
    command = [sys.executable, str(ROOT / "tools" / "build_notebooks.py"), "--check", request.param]
    # Outside the repository, so that no page depends on where it is made.
    return request.param, subprocess.run(command, capture_output=True, text=True, cwd=Path.home(), timeout=300)


def test_a_notebook_runs_without_an_error(checked: tuple[str, subprocess.CompletedProcess[str]]) -> None:
    name, done = checked
    assert f"executed: {name}" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_the_notebook_that_jupyter_opens_holds_the_same_cells(name: str) -> None:
    import jupytext
    import nbformat

    text = (FOLDER / f"{name}.ipynb").read_text("utf-8")
    assert text == build.to_open(FOLDER / f"{name}.py")
    found, written = nbformat.reads(text, as_version=4), jupytext.read(FOLDER / f"{name}.py")
    nbformat.validate(found)
    assert [(c.cell_type, c.source) for c in found.cells] == [(c.cell_type, c.source) for c in written.cells]
    assert not any(c.get("outputs") for c in found.cells)


def test_its_committed_page_and_pictures_are_what_it_makes(
    checked: tuple[str, subprocess.CompletedProcess[str]],
) -> None:
    _, done = checked
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "the notebooks are up to date"), done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_of_a_page_is_there_with_title_source_and_alternative_text(name: str) -> None:
    page = (FOLDER / f"{name}.md").read_text("utf-8")
    shown = re.findall(r"^!\[(.+)\]\((.+\.svg)\)$", page, re.MULTILINE)
    assert sorted(file for _, file in shown) == sorted(p.name for p in FOLDER.glob(f"{name}-*.svg"))
    for text, file in shown:
        svg = (FOLDER / file).read_text("utf-8")
        assert 'role="img"' in svg and "<title " in svg and "<desc " in svg and "Source:" in svg
        assert len(text) > 60


# --- the builder ---------------------------------------------------------------------------


def cell(source: str, *outputs: dict, kind: str = "code") -> SimpleNamespace:
    made = [SimpleNamespace(output_type="execute_result", data=data) for data in outputs]
    return SimpleNamespace(cell_type=kind, source=source, metadata={}, outputs=made)


def page_of(*cells: SimpleNamespace) -> dict[str, str]:
    found: dict[str, str] = build.page(SimpleNamespace(cells=cells), "small")
    return found


def chart(**changes: object) -> dict:
    whole = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.1.0.json",
        "usermeta": {"file": "one"},
        "description": "One dot at three.",
        "title": {"text": ["Source: none"], "orient": "bottom"},
        "vconcat": [
            {
                "title": {"text": "A dot & more", "subtitle": ["unit"]},
                "data": {"values": [{"x": 3}]},
                "mark": "point",
                "encoding": {"x": {"field": "x", "type": "quantitative"}},
            }
        ],
    }
    return {k: v for k, v in (whole | changes).items() if v is not None}


def test_a_page_holds_prose_code_and_answers_in_order() -> None:
    found = page_of(
        cell("# Title", kind="markdown"), cell("6 * 7", {"text/plain": "42"}), cell("x", {"text/markdown": "**bold**"})
    )
    assert found["small.md"].split("\n\n", 1)[1] == (
        "# Title\n\n```python\n6 * 7\n```\n\n```text\n42\n```\n\n```python\nx\n```\n\n**bold**\n"
    )


def test_a_chart_becomes_a_picture_with_its_text_read_aloud() -> None:
    found = page_of(cell("draw()", {build.CHART: chart()}))
    assert "![One dot at three.](small-one.svg)" in found["small.md"]
    assert (
        '<title id="one-title">A dot &amp; more</title><desc id="one-text">One dot at three.</desc>'
        in found["small-one.svg"]
    )


@pytest.mark.parametrize("gone", ["description", "usermeta", "title", "vconcat"])
def test_a_chart_without_text_name_source_or_title_is_refused(gone: str) -> None:
    with pytest.raises(build.PageError):
        build.picture(chart(**{gone: None}))


@pytest.mark.parametrize("text", ["<object at 0x7fd46dd035d0>", "/home/somebody/file.csv", str(ROOT / "docs")])
def test_what_differs_between_machines_is_refused(text: str) -> None:
    with pytest.raises(build.PageError, match="differs"):
        page_of(cell("x", {"text/plain": text}))


def test_a_changed_a_missing_and_a_left_over_file_are_each_named(tmp_path: Path) -> None:
    made = {"small.md": "new\n", "small-a.svg": "<svg/>", "small-b.svg": "<svg/>"}
    for file, content in {"small.md": "old\n", "small-a.svg": "<svg/>", "small-c.svg": "<svg/>"}.items():
        (tmp_path / file).write_text(content, encoding="utf-8")
    assert build.compare("small", made, tmp_path) == ["small.md", "small-b.svg", "small-c.svg"]
    build.write("small", made, tmp_path)
    assert build.compare("small", made, tmp_path) == []


# --- the excerpts --------------------------------------------------------------------------


@given(
    st.dictionaries(
        st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1950, 1960)),
        st.tuples(st.integers(0, 1), st.integers(0, 1)),
    )
)
def test_spells_hold_every_directed_dyad_year_once_and_do_not_touch_with_equal_duties(owed: dict) -> None:
    spells = cut.spells((a, b, year, duties) for (a, b, year), duties in owed.items())
    again = [((a, b, y), tuple(duties)) for a, b, first, last, *duties in spells for y in range(first, last + 1)]
    assert len(again) == len(owed) and dict(again) == owed
    starts = {(a, b, first, *duties) for a, b, first, _, *duties in spells}
    assert not any((a, b, last + 1, *duties) in starts for a, b, _, last, *duties in spells)


def test_the_excerpts_are_small_and_each_is_named_in_their_readme() -> None:
    files = {p.name: p.stat().st_size for p in DATA.glob("*.csv")}
    readme = (DATA / "README.md").read_text("utf-8")
    assert sum(files.values()) < 400_000
    assert set(files) == set(cut.FILES) and all(f"`{name}`" in readme for name in files)


def test_the_excerpts_speak_of_the_same_states_within_their_ranges() -> None:
    codes = {r["ccode"] for r in table("states.csv")}
    assert len(codes) == 21  # twenty states, Germany under two codes
    for row in table("capability.csv"):
        assert row["ccode"] in codes and 0 < float(row["cinc"]) < 1
    for row in table("obligations.csv"):
        assert {row["ccode1"], row["ccode2"]} <= codes and row["ccode1"] != row["ccode2"]
        assert 1950 <= int(row["first"]) <= int(row["last"]) <= 2018
    for row in table("ideal-points.csv"):
        low, point, high = (row[c] for c in ("low90", "ideal_point", "high90"))
        assert row["ccode"] in codes and (low == point == high == "" or float(low) < float(point) < float(high))


def test_r7_cinc_of_2016_in_the_excerpt() -> None:
    found = {r["ccode"]: round(float(r["cinc"]), 4) for r in table("capability.csv") if r["year"] == "2016"}
    assert (found["2"], found["710"], found["365"]) == (0.1331, 0.2306, 0.0365)  # as published, NMC 6.0


@pytest.mark.data
def test_the_excerpts_are_cut_from_the_published_files(folder: Path) -> None:
    for name, content in cut.excerpts(folder).items():
        assert (DATA / name).read_text("utf-8") == content, name


@pytest.mark.data
def test_every_obligation_of_the_excerpt_is_one_of_the_published_file_and_the_reverse() -> None:
    codes = {int(r["ccode"]) for r in table("states.csv")}
    raw = r_table(Path(cut.FILES["obligations.csv"]).name)
    want = {
        tuple(map(int, row))
        for row in raw[["ccode1", "ccode2", "year", *OBLIGATIONS]].itertuples(index=False)
        if row.ccode1 in codes and row.ccode2 in codes and 1950 <= row.year <= 2018
    }
    have = {
        (int(r["ccode1"]), int(r["ccode2"]), year, *(int(r[o]) for o in OBLIGATIONS))
        for r in table("obligations.csv")
        for year in range(int(r["first"]), int(r["last"]) + 1)
    }
    assert have == want


@pytest.mark.data
def test_figures_of_the_excerpt_are_those_of_the_published_files(folder: Path) -> None:
    import pandas as pd

    nmc = pd.read_csv(folder / cut.FILES["capability.csv"]).set_index(["ccode", "year"])["cinc"]
    for r in table("capability.csv"):
        assert float(r["cinc"]) == nmc[int(r["ccode"]), int(r["year"])]
    points = pd.read_stata(folder / cut.FILES["ideal-points.csv"]).set_index(["ccode", "year"])["idealpointall"]
    for r in table("ideal-points.csv"):
        point = points[int(r["ccode"]), int(r["year"])]
        # Rounded to four decimals.
        assert (r["ideal_point"] == "" and pd.isna(point)) or float(r["ideal_point"]) == pytest.approx(
            point, abs=5.1e-5
        )


def test_a_picture_may_be_a_pixel_off_but_not_in_what_it_tells():
    picture = '<svg width="570"><text x="10.4" aria-label="5 of 8">5 of 8</text></svg>'
    assert build.same("a.svg", picture, picture.replace("570", "569").replace("10.4", "11"))
    assert not build.same("a.svg", picture, picture.replace("570", "580"))
    assert not build.same("a.svg", picture, picture.replace(">5 of 8", ">6 of 8"))
    assert not build.same("a.svg", picture, picture.replace('"5 of 8"', '"6 of 8"'))
    assert not build.same("a.md", "width 570", "width 569")
