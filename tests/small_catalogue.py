"""A small catalogue of files made by hand, one of each kind, in place of the shipped one."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
import warnings
import zipfile
from functools import cache
from pathlib import Path

import msgspec
import openpyxl
import pandas as pd
import polars as pl
import pytest
import rdata

from foedus.datasets import catalogue, kept, recognise
from foedus.datasets.catalogue import ColumnEntry, DataSet, Fingerprint, Table
from foedus.datasets.formats import raw

STATES = ["USA", "CUB", "ARM", "KAZ", "BLR", "TJK"]


def frame() -> pl.DataFrame:
    """Armed forces by state and year, as a publisher would have them: -9 is unknown."""
    rows = [(s, 1990 + y, (i + 1) * 100 + y if (i + y) % 5 else -9) for i, s in enumerate(STATES) for y in range(4)]
    return pl.DataFrame(rows, schema=["state", "year", "milper"], orient="row")


def csv_bytes(made: pl.DataFrame) -> bytes:
    return made.write_csv().encode()


def pandas_frame() -> pd.DataFrame:
    return pd.DataFrame(dict(frame().to_dict(as_series=False).items()))


def dta_bytes(made: pd.DataFrame, version: int = 118) -> bytes:
    buffer = io.BytesIO()
    made.to_stata(buffer, write_index=False, version=version)
    return buffer.getvalue()


def r_bytes(made: pd.DataFrame, ending: str = "rda", compression: str | None = "gzip") -> bytes:
    """An R file as rdata writes it; `compression` is one of gzip, bzip2, xz, or None."""
    made = made.astype({c: object for c in made.columns if made[c].dtype == "str"})
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = Path(folder, f"x.{ending}")
        if ending == "rda":
            rdata.write_rda(path, {"forces": made}, compression=compression)
        else:
            rdata.write_rds(path, made, compression=compression)
        return path.read_bytes()


def xlsx_bytes(rows: list[list[object]], sheet: str = "Data") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xlsx_rows() -> list[list[object]]:
    return [list(frame().columns), *map(list, frame().rows())]


def json_bytes() -> bytes:
    features = [{"type": "Feature", "id": s, "properties": {"name": s.title(), "n": i}, "geometry": {"type": "Point"}}
                for i, s in enumerate(STATES)]  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def zip_bytes(files: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content, packing)
    return buffer.getvalue()


@cache
def published() -> dict[str, bytes]:
    """The files by the names that the catalogue gives them."""
    forces = pandas_frame()
    wars = "name;begin;deaths;won\nWar of the Chaco;1932-06-15;5\u00e94;1\n".replace("5\u00e94", "100")
    return {
        "forces.csv": csv_bytes(frame()),
        "wars.csv": (wars + "Guerra do Contestado \u00e3;1912-10-20;.;0\n").encode("latin-1"),
        "forces.dta": dta_bytes(forces.assign(milper=forces.milper.astype("float64"), seen=pd.Timestamp("1990-01-02"))),
        "forces.rda": r_bytes(forces.assign(part=pd.Categorical(["a", "b"] * 12))),
        "forces.rds": r_bytes(forces.assign(milper=forces.milper * 2.5), "rds", "xz"),
        "forces.xlsx": xlsx_bytes(xlsx_rows()),
        "places.json": json_bytes(),
    }


def _forces(file: str, kind: str, short: str, **more: object) -> Table:
    columns = {
        "state": ColumnEntry(type="text", text="three letters"),
        "year": ColumnEntry(type="int", text="year"),
        "milper": ColumnEntry(type="float", text="personnel [all services]", unit="persons", missing=(-9,)),
    }
    return Table(file=file, kind=kind, level="state-year", text=f"Forces, from {kind}.", columns=columns, key=("state", "year"),
                 coverage=(1990, 1993), id=f"forces.{short}", set="forces", **more)  # fmt: skip


@cache
def sets() -> dict[str, DataSet]:
    forces = {
        "csv": _forces("forces.csv", "csv", "csv", quirks=("-9 is unknown [codebook, p. 2]",)),
        "dta": _forces("forces.dta", "dta", "dta"),
        "r": _forces("forces.rda", "r", "r"),
        "rds": _forces("forces.rds", "r", "rds"),
        "excel": _forces("forces.xlsx", "xlsx", "excel", sheet="Data"),
    }
    wars = {
        "name": ColumnEntry(type="text", text="name of the war"),
        "begin": ColumnEntry(type="date", text="first day"),
        "deaths": ColumnEntry(type="int", text="battle deaths", unit="persons"),
        "won": ColumnEntry(type="flag", text="won by the first named", values="1 yes, 0 no"),
    }
    place = {"code": ColumnEntry(type="text", text="code", source="id"), "name": ColumnEntry(type="text", text="name")}
    base = {"version": "1.0", "publisher": "The testers", "terms": "free [with citation]", "terms_state": "stated"}
    return {
        "forces": DataSet(title="Small forces", citation="A. Tester [data set] 2020.", address="https://forces.example.org",
                          topic="capabilities", tables=forces, coverage=(1990, 1993), note="Made by hand.", id="forces", **base),
        "wars": DataSet(title="Small wars", citation="B. Tester 2021.", address="https://wars.example.org", topic="wars", id="wars",
                        tried="2024-01-01", download="http://127.0.0.1:9/wars.csv", coverage=(1912, 1935), **base,
                        tables={"list": Table(file="wars.csv", kind="csv", level="event", text="Wars.", columns=wars, key=("name",),
                                              encoding="latin-1", separator=";", id="wars.list", set="wars")}),
        "places": DataSet(title="Small places", citation="C. Tester 2022.", address="https://places.example.org", topic="geography",
                          id="places", **base,
                          tables={"list": Table(file="places.json", kind="json", level="place", text="Places.", columns=place,
                                                id="places.list", set="places")}),
    }  # fmt: skip


def tables() -> dict[str, Table]:
    return {t.id: t for s in sets().values() for t in s.tables.values()}


def table_of(file: str) -> Table:
    return next(t for t in tables().values() if t.file == file)


@cache
def fingerprints() -> dict[str, Fingerprint]:
    """As tools/build_fingerprints.py makes them."""
    found = {}
    for file, data in published().items():
        table = table_of(file)
        made = raw(data, table)
        found[file] = Fingerprint(
            sha256=hashlib.sha256(data).hexdigest(),
            bytes=len(data),
            rows=made.height,
            columns={c: recognise.fingerprint_of(made[c]) for c in made.columns},
            lf=recognise.line_feeds(data) if table.kind in ("csv", "json") else "",
        )
    return found


@pytest.fixture
def small(monkeypatch, tmp_path) -> Path:
    """The small catalogue in place of the shipped one, whoever asks for it; gives the folder of an empty store.

    What the catalogue is read from is replaced, and what it keeps is forgotten before and after: replaced names would
    miss modules that had taken the functions, and leave the small tables behind in what the shipped ones keep.
    """
    folder, shipped = tmp_path / "store", tmp_path / "catalogue"
    shipped.mkdir()
    (shipped / "fingerprints.json").write_bytes(msgspec.json.encode(fingerprints()))
    memories = (catalogue.catalogue, catalogue.tables, catalogue.fingerprints, kept.stamp)
    monkeypatch.setenv("FOEDUS_DATA_HOME", str(folder))
    monkeypatch.setattr(catalogue, "FOLDER", shipped)
    monkeypatch.setattr(catalogue, "_parsed", lambda files: sets())
    monkeypatch.setattr(catalogue, "parsed", lambda name, files, kind, parse: parse())
    for function in memories:
        function.cache_clear()
    yield folder
    for function in memories:
        function.cache_clear()
