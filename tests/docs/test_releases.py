"""Every figure on the page about releases is printed by the command beside it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import published
from command_line import call
from foedus.datasets import store

PAGE = Path(__file__).parents[2] / "docs" / "discussion" / "releases.md"
ROWS = [
    (re.findall(r"\*\*(.+?)\*\*", figures), command.strip().strip("`"))
    for _, figures, command in (re.split(r"(?<!\\)\|", line)[1:4] for line in PAGE.read_text().splitlines() if "`foedus" in line and line.startswith("|"))
]  # fmt: skip
FILES = (
    "NMC-60-abridged.csv", "cow_nmc.rda", "NMC_5_0.csv", "cw_system.rda", "MIDA 4.3.dta", "MIDA 5.0.csv",
    "gml-ddy-disputes-2.1.csv", "gml_dirdisp.rda", "cow_mid_dirdisps.rda", "cow_war_inter.rda",
    "directed_dyadic_war.csv", "td_rivalries.rda", "tss_rivalries.rda", "IdealpointestimatesAll_Apr2020.csv",
    "IdealpointsJuly2025.dta", "ucdp-prio-acd-201.csv", "UcdpPrioConflict_v25_1.csv",
)  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    home = tmp_path_factory.mktemp("releases")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOEDUS_DATA_HOME", str(home))
        for file in FILES:
            if file in published.files():
                store.add_bytes(published.files()[file].read_bytes(), file)
    return home


def test_the_page_has_its_rows():
    assert len(ROWS) >= 15
    assert all(figures for figures, _ in ROWS)


@pytest.mark.data
@pytest.mark.parametrize(("figures", "command"), ROWS, ids=[c for _, c in ROWS])
def test_a_figure_is_printed_by_the_command_beside_it(filled, monkeypatch, capsys, figures, command):
    monkeypatch.setenv("FOEDUS_DATA_HOME", str(filled))
    monkeypatch.setenv("COLUMNS", "160")
    code, out, err = call(capsys, *shlex.split(command)[1:])
    if "is not here" in err:
        pytest.skip(err.splitlines()[0])
    assert code == 0, err
    for figure in figures:
        assert re.search(rf"(?<![\d,.]){re.escape(figure)}(?![\d,]|\.[1-9])", out), (figure, out)
