"""The commands of measures and panels, on the shipped record and on small tables."""

from __future__ import annotations

import json

import polars as pl
import pytest

from command_line import call
from small_tables import small

__all__ = ["small"]


def test_without_russia_the_csto_stands_on_a_twentieth(capsys):
    code, out, _ = call(capsys, "vulnerability", "OVKS", "--on", "2022-01-07", "--without", "RUS", "--lang", "de")
    assert code == 0
    assert out.startswith("Ohne Russland könnte eine Gruppe von Staaten")
    assert "Kasachstan" in out
    found = json.loads(call(capsys, "vulnerability", "CSTO", "--on", "2022-01-07", "--without", "RUS", "--json")[1])
    kazakhstan = found["guarantees"]["KAZ"]
    assert 0 < kazakhstan["after"] < kazakhstan["before"] / 20
    assert ["KAZ", "CHN"] not in found["newly"]  # China's group could defeat it before, too


def test_in_a_council_that_needs_all_each_has_a_sixth(capsys):
    code, out, _ = call(capsys, "power", "CSTO", "--on", "2022-01-07")
    assert code == 0
    assert "consensus" in out
    found = json.loads(call(capsys, "power", "CSTO", "--on", "2022-01-07", "--json")[1])
    assert [m["shapley_shubik"] for m in found["members"]] == [1 / 6] * 6


def test_a_procedure_that_the_record_does_not_name_is_unknown(capsys):
    ministers = ("power", "WARSAW-PACT", "--on", "1985-01-01", "--organ", "foreign-ministers")
    _, out, _ = call(capsys, *ministers)
    assert "names no procedure" in out
    _, out, _ = call(capsys, *ministers, "--procedure", "leader-decides")
    assert "100" in out


def test_the_charter_says_how_an_organ_decides_in_its_own_words(capsys):
    _, out, _ = call(capsys, "power", "WARSAW-PACT", "--on", "1968-08-20")
    assert "names no voting rule" in " ".join(out.split()) and "100" in out


def test_burden_has_an_interval_in_both_languages(capsys):
    english = call(capsys, "burden", "NATO", "--on", "2022-01-07")[1]
    assert "95 % interval" in " ".join(english.split())
    assert "95-%-Intervall" in call(capsys, "burden", "NATO", "--on", "2022-01-07", "--lang", "de")[1].replace("\n", "")
    assert json.loads(call(capsys, "burden", "NATO", "--on", "2022-01-07", "--json")[1])["year"] == 2021


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("power", "CSTO", "--procedure", "concensus"), "consensus"),
        (("power", "XYZ"), "XYZ"),
        (("vulnerability", "CSTO", "--gamma", "nan"), "gamma"),
        (("burden", "NATO", "--on", "2022-02-30"), "2022-02-30"),
    ],
)
def test_what_cannot_be_asked_is_told(capsys, arguments, told):
    code, _, err = call(capsys, *arguments)
    assert code == 2
    assert told in err


def test_dyads_are_summed_shown_and_written(small, capsys, tmp_path, monkeypatch):
    monkeypatch.setattr("foedus.datasets.store.missing", lambda names: None)
    code, out, _ = call(capsys, "dyads", "--from", "1990", "--to", "1991", "--with", "atop,nmc,similarity")
    assert code == 0
    assert "atop_any" in out
    assert "atop_kappa" in out
    path = tmp_path / "d.parquet"
    found = json.loads(call(capsys, "dyads", "--from", "1990", "--to", "1991", "--out", str(path), "--json")[1])
    assert found["rows"] > 0
    assert path.exists()
    code, out, _ = call(
        capsys, "state-years", "--from", "1990", "--to", "1990", "--with", "nmc", "--out", str(tmp_path / "s.csv")
    )
    assert "written" in out
    assert call(capsys, "dyads", "--out", str(tmp_path / "d.xyz"))[0] == 2


def test_sources_are_listed(capsys):
    assert "add" in call(capsys, "sources", "--json")[1]
    out = call(capsys, "sources")[1]
    assert "similarity" in out
    assert "peace-years" in out


def test_an_alliance_over_years_in_both_languages_and_in_a_file(capsys, tmp_path):
    code, out, _ = call(capsys, "years", "CSTO", "--from", "2013", "--to", "2015", "--series", "milex-wdi")
    out = " ".join(out.split())
    assert code == 0
    assert "≤ 98 %" in out and "Kazakhstan 2015" in out and "milex-wdi" in out
    table = tmp_path / "years.csv"
    ask = ("years", "OVKS", "--from", "2020", "--to", "2021", "--series", "milex-wdi", "--out", str(table))
    out = " ".join(call(capsys, *ask, "--lang", "de")[1].split())
    assert "Kasachstan 50 %" in out and "1,10" in out and "geschrieben" in out
    head, *rows = table.read_text().splitlines()
    assert head.startswith("alliance,year,members") and len(rows) == 2 and "ARM BLR KAZ KGZ RUS TJK" in rows[0]
    found = json.loads(call(capsys, *ask[:-2], "--json")[1])
    assert [row["year"] for row in found] == [2020, 2021]
    assert found[1]["leader_share"] + found[1]["without_leader_ratio"] == pytest.approx(1)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--from", "2021", "--to", "2020"), "no years from 2021 to 2020"),
        (("--from", "1950", "--to", "1960"), "no members"),
        (("--from", "2020", "--resource", "tanks"), "no series measures"),
        (("--from", "2020", "--out", "years.pdf"), "no table is written as '.pdf'"),
    ],
)
def test_years_that_cannot_be_told_are_refused(capsys, more, said):
    code, _, error = call(capsys, "years", "CSTO", *more)
    assert code == 2 and said in error


def test_alliance_years_with_who_has_most(small, capsys, monkeypatch):
    monkeypatch.setattr("foedus.datasets.store.missing", lambda names: None)
    small["atop.members"] = pl.DataFrame(
        {"atopid": [1, 1], "ccode": [2, 220], "entry_year": [1985, 1985], "exit_year": [1986, 1986],
         **{d: [True, True] for d in ("defense", "offense", "neutral", "nonagg", "consul")}}
    ).with_columns(start=pl.date("entry_year", 1, 1), end=pl.date("exit_year", 12, 31), entry_month=1, exit_month=12)  # fmt: skip
    found = json.loads(call(capsys, "alliance-years", "--from", "1985", "--to", "1986", "--with", "cinc", "--json")[1])
    assert found["rows"] == 2
    columns = {c["column"]: c for c in found["columns"]}
    assert (columns["cinc_leader"]["known"], columns["cinc_leader"]["sum"]) == (2, None)  # a code is not summed
    assert columns["cinc_leader_share"]["sum"] == pytest.approx(2 * 220 / 222)
    assert call(capsys, "alliance-years", "--with", "tanks")[0] == 2


def test_reliability_tells_calls_and_wars_apart(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("FOEDUS_DATA_HOME", str(tmp_path))
    code, out, _ = call(capsys, "reliability", "OVKS", "--on", "2022-01-07", "--lang", "de")
    out = " ".join(out.split())
    assert code == 0 and "Auf 1 von 5 erfassten Hilfsersuchen" in out
    assert "nicht als Hilferufe gezählt: Tadschikistan 1993: Bürgerkrieg" in out
    assert "Material: kaum etwas" in out
    assert "Zwei veröffentlichte Dateien fehlen" in out
    found = json.loads(call(capsys, "reliability", "CSTO", "--on", "2022-01-07", "--json")[1])
    assert found["calls"]["low95"] < found["calls"]["mean"] < found["calls"]["high95"]
    assert call(capsys, "reliability", "CSTO", "--coding", "xyz")[0] == 2
