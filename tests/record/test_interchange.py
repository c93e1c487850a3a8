"""The record leaves as tables and comes back the same; what it declares of itself holds; damage is named."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import sqlite3
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_line import call
from foedus.charter.rules import shipped_law
from foedus.ground.errors import QueryError, RecordError
from foedus.ground.label import Label
from foedus.record.entries import Source
from foedus.record.interchange.files import FORMS, as_csv, export
from foedus.record.interchange.read import from_csv, is_export, read_export
from foedus.record.interchange.rows import gathered, law_of, shipped_rows, tabulated
from foedus.record.interchange.schema import tables
from foedus.record.load import Record, load
from strategies import SRC, case, circumstance, dates, report, small_record

#: Text with all that a table can stumble over: quotes, commas, line ends, other scripts, marks of direction.
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), min_size=1, max_size=30)
FIGURES = st.floats(0, 1e12, allow_nan=False) | st.none()


@pytest.fixture(scope="module")
def shipped():
    return shipped_rows(shipped_law())


@st.composite
def records(draw: st.DrawFn) -> Record:
    """The small record with cases, sources and notes of any words, days and figures."""
    found = small_record()
    low, best, high = sorted(draw(st.floats(0, 1e9)) for _ in range(3))
    said = Label(en=draw(WORDS), de=draw(WORDS))
    extra = case(
        "ANY", "CSTO", "ARM", draw(dates()).text, title=said, opponents=(said, said), note=draw(WORDS),
        aliases=tuple(draw(st.lists(WORDS, max_size=3))), strength=(report(low=low, best=best, high=high), report(best=best)),
        circumstances=(circumstance("armed-attack", draw(st.booleans()), "2000"),) * draw(st.integers(0, 3)),
    )  # fmt: skip
    source = Source(title=draw(WORDS), publisher=draw(WORDS), kind="press", read="part", url=draw(WORDS | st.just("")))
    cited = {row["source"]: source for row in tabulated(found)["citations"]}
    return Record(
        sources=found.sources | cited | {SRC[0]: source, draw(WORDS): source}, alliances=found.alliances,
        invocations=found.invocations | {"ANY": extra}, threats=found.threats, conflicts=found.conflicts,
        statements=found.statements, places=found.places,
    )  # fmt: skip


# --- what goes out comes back -------------------------------------------------------------------------------------


@given(record=records())
def test_rows_are_the_record_and_nothing_else(record):
    assert gathered(tabulated(record), Path("rows")) == record


@pytest.mark.parametrize(
    ("form", "name"), [*((form, "out") for form in FORMS), ("frictionless", "out.zip"), ("sqlite", "out.db")]
)
def test_the_shipped_record_is_written_and_read_back_the_same(shipped, tmp_path, form, name):
    export(shipped, tmp_path / name, form)
    assert is_export(tmp_path / name)
    back = read_export(tmp_path / name)
    assert back == shipped
    assert gathered(back, tmp_path) == load()
    assert law_of(back, tmp_path) == shipped_law()


@given(record=records())
def test_any_words_and_figures_survive_csv(record):
    found = tabulated(record)
    back = {name: from_csv(as_csv(table, found[name]), table, name) for name, table in tables().items()}
    assert back == found
    assert gathered(back, Path("rows")) == record


def test_one_record_makes_the_same_bytes(shipped, tmp_path):
    for name in ("one", "two"):
        export(shipped, tmp_path / f"{name}.zip", "frictionless")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


# --- what the descriptor says, held against its published rules -----------------------------------------------------

#: https://specs.frictionlessdata.io: data-package, data-resource, table-schema, tabular-data-resource (version 1).
PACKAGE = {
    "profile",
    "name",
    "title",
    "description",
    "version",
    "created",
    "licenses",
    "keywords",
    "foedus",
    "resources",
}
RESOURCE = {
    "profile", "name", "title", "description", "path", "format", "mediatype", "bytes", "hash", "encoding", "dialect", "schema",
}  # fmt: skip
CONSTRAINTS = {"required", "unique", "enum", "pattern", "minimum"}


@pytest.fixture(scope="module")
def package(shipped, tmp_path_factory):
    folder = tmp_path_factory.mktemp("package") / "out"
    export(shipped, folder, "frictionless")
    return folder, json.loads((folder / "datapackage.json").read_text("utf-8"))


def test_the_package_describes_itself_as_the_specification_asks(package):
    folder, found = package
    assert set(found) == PACKAGE and found["profile"] == "tabular-data-package"
    assert re.fullmatch(r"[a-z0-9._-]+", found["name"])
    assert dt.datetime.fromisoformat(found["created"].replace("Z", "+00:00"))
    assert all({"name", "path"} & set(licence) for licence in found["licenses"])
    names = [resource["name"] for resource in found["resources"]]
    assert len(set(names)) == len(names) == len(tables())
    for resource in found["resources"]:
        assert set(resource) <= RESOURCE
        assert re.fullmatch(r"[a-z0-9._-]+", resource["name"])
        assert not resource["path"].startswith(("/", ".")) and ".." not in resource["path"]
        content = (folder / resource["path"]).read_bytes()
        assert (len(content), f"sha256:{sha256(content).hexdigest()}") == (resource["bytes"], resource["hash"])


def test_every_cell_keeps_type_constraints_and_references(package):
    folder, found = package
    read = {}
    for resource in found["resources"]:
        text = (folder / resource["path"]).read_text(resource["encoding"])
        read[resource["name"]] = list(csv.DictReader(io.StringIO(text, newline="")))
    for resource in found["resources"]:
        schema, here = resource["schema"], read[resource["name"]]
        assert list(here[0] if here else {f["name"]: "" for f in schema["fields"]}) == [
            f["name"] for f in schema["fields"]
        ]
        for field in schema["fields"]:
            check_column(field, [row[field["name"]] for row in here])
        keys = [tuple(row[k] for k in schema["primaryKey"]) for row in here]
        assert len(set(keys)) == len(keys)
        for key in schema.get("foreignKeys", ()):
            (column,), (to,) = key["fields"], key["reference"]["fields"]
            there = {row[to] for row in read[key["reference"]["resource"] or resource["name"]]}
            assert {row[column] for row in here if row[column] != ""} <= there, (resource["name"], column)


def check_column(field: dict, cells: list[str]) -> None:
    kinds = {
        "string": str, "number": float, "integer": int, "date": dt.date.fromisoformat,
        "boolean": lambda c: {"true": True, "false": False}[c],
    }  # fmt: skip
    rules = field.get("constraints", {})
    assert set(rules) <= CONSTRAINTS
    values = [kinds[field["type"]](cell) for cell in cells if cell != ""]
    assert not rules.get("required") or len(values) == len(cells), field
    assert not rules.get("unique") or len(set(values)) == len(values), field
    assert all(value in rules["enum"] for value in values) if "enum" in rules else True, field
    assert all(re.fullmatch(rules["pattern"], value) for value in values) if "pattern" in rules else True, field
    assert all(value >= rules["minimum"] for value in values) if "minimum" in rules else True, field


def test_both_clocks_sources_and_keys_are_in_every_table_of_entries():
    keyed = [table for table in tables().values() if table.key == ("entry",) and table.name != "entries"]
    law = [table for table in keyed if table.struct.__module__.endswith(".law")]
    entries = [table for table in keyed if table not in law]
    assert len(entries) > 25 and len(law) == 7  # a rule is dated by its readings, and by when it was signed
    for table in entries:
        assert {"known", "known_first", "known_last"} <= set(table.names)
        assert any(reference.table == "entries" for reference in table.references)
    members = tables()["alliance_members"]
    assert {"since", "until", "until_known"} <= set(members.names)
    assert {(r.column, r.table) for r in members.references} >= {("alliance", "alliances"), ("state", "states")}


def test_an_entry_is_named_by_where_it_stands(shipped):
    named = {row["entry"] for row in shipped["entries"]}
    assert {"alliances/CSTO", "invocations/CSTO-2022-KAZ/response"} <= named
    assert all(re.fullmatch(r"[^\s/]+(/[^\s/]+)+", name) for name in named)


def test_the_database_holds_its_keys_by_itself(shipped, tmp_path):
    path = export(shipped, tmp_path / "r.sqlite", "sqlite")
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA foreign_keys = ON")
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        for wrong in (
            "INSERT INTO citations VALUES ('nowhere', 1, 'nothing')", "UPDATE alliance_members SET state = 'QQQ'",
            "UPDATE invocations SET threat = 'putsch'", "UPDATE invocation_contributions SET low = -1",
        ):  # fmt: skip
            with pytest.raises(sqlite3.IntegrityError):
                db.execute(wrong)
    db.close()


# --- whole or not at all --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_a_folder_that_holds_something_is_not_touched(shipped, tmp_path, form):
    (tmp_path / "kept.txt").write_text("x")
    with pytest.raises(QueryError, match="something in"):
        export(shipped, tmp_path, form)
    assert [p.name for p in tmp_path.iterdir()] == ["kept.txt"]


@pytest.mark.parametrize("form", FORMS)
def test_an_export_that_fails_leaves_nothing(shipped, tmp_path, form):
    broken = shipped | {"invocations": [row | {"by": "QQQ"} for row in shipped["invocations"]]}
    with pytest.raises(RecordError, match=r"'QQQ' of .* is not in states"):
        export(broken, tmp_path / "out", form)
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_export_leaves_nothing(shipped, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        export(shipped, tmp_path / "out", "csv")
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_stands_twice_is_refused(shipped, tmp_path):
    with pytest.raises(RecordError, match="stands twice in states"):
        export(shipped | {"states": [*shipped["states"], shipped["states"][0]]}, tmp_path / "out", "csv")


# --- damage -----------------------------------------------------------------------------------------------------------

DAMAGE = [
    # table, old, new, said
    ("invocations", b"internal-unrest", b"unrest", "threat"),
    ("alliance_members", b",member,", b",friend,", "status"),
    ("alliance_treaties", b",founding,1", b",founding,x1", "signed"),
    ("invocation_circumstances", b",true,", b",yes,", "value"),
    ("force_strength", b",20000,", b",nan,", "best"),
    ("invocations", b"\n", b",extra\n", "expected"),
    ("sources", b"id,title", b"title,id,id", "columns are not those"),
    ("sources", b"Treaty", b"\xff\xfe", "cannot be read"),
    ("statements", b"statements/", b'"statements/', "cannot be read"),
]


@pytest.mark.parametrize(("table", "old", "new", "said"), DAMAGE)
def test_damage_is_named_with_file_line_and_field(package, tmp_path, table, old, new, said):
    import shutil

    folder = shutil.copytree(package[0], tmp_path / "copy")
    path = folder / "data" / f"{table}.csv"
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    with pytest.raises(RecordError) as error:
        read_export(folder)
    assert error.value.where.startswith(str(path))
    assert said in error.value.text() or (said == "expected" and "fields instead of" in error.value.what)
    assert error.value.hint


@pytest.mark.parametrize("name", ["x.zip", "x.sqlite"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04rubbish", b"SQLite format 3\x00rubbish", b"\x00" * 5000])
def test_a_file_that_is_none_is_refused(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(RecordError):
        read_export(tmp_path / name)


def test_an_archive_of_something_else_and_one_that_swells_are_refused(tmp_path, monkeypatch):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(RecordError, match="no export"):
        read_export(path)
    monkeypatch.setattr("foedus.record.interchange.read.MOST_BYTES", 3)
    with pytest.raises(RecordError, match="gigabyte"):
        read_export(path)


def test_what_an_older_release_lacked_is_empty(package, tmp_path):
    import shutil

    folder = shutil.copytree(package[0], tmp_path / "copy")
    (folder / "data" / "alliance_participation.csv").unlink()
    path = folder / "data" / "places.csv"
    with path.open(newline="", encoding="utf-8") as file:
        kept = [{k: v for k, v in row.items() if k != "note"} | {"colour": "red"} for row in csv.DictReader(file)]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(kept[0]))
        writer.writeheader()
        writer.writerows(kept)
    found = read_export(folder)
    assert found["alliance_participation"] == []
    assert len(found["places"]) == len(kept)
    assert all(row["note"] is None and "colour" not in row for row in found["places"])


def test_rows_that_are_no_whole_record_are_refused_by_field(shipped, tmp_path):
    for table, says in (("invocation_response", "response"), ("alliances", "")):
        lacking = shipped | {table: [] if says else [*shipped[table], shipped[table][0]]}
        with pytest.raises(RecordError) as error:
            gathered(lacking, tmp_path)
        assert says in error.value.what and str(tmp_path) in error.value.where


# --- the command --------------------------------------------------------------------------------------------------------


def test_the_command_says_what_it_wrote(capsys, tmp_path):
    for lang, says in (("en", "Written: "), ("de", "Geschrieben: ")):
        goal = tmp_path / f"{lang}.zip"
        code, out, _ = call(capsys, "record", "export", str(goal), "--lang", lang)
        assert code == 0 and out.startswith(f"{says}{goal} (") and goal.is_file()
    code, out, _ = call(capsys, "record", "export", str(tmp_path / "csv"), "--format", "csv", "--json")
    made = json.loads(out)
    assert made["written"] == str(tmp_path / "csv") and made["rows"]["invocations"] == len(load().invocations)
    assert set(made["rows"]) == {path.stem for path in (tmp_path / "csv").iterdir()}
    assert call(capsys, "record", "export", str(tmp_path / "csv"))[0] == 2


def test_occasions_of_the_frame_are_exported_with_what_they_rest_on(shipped):
    assert {row["occasion"] for row in shipped["occasion_sources"]} <= {row["id"] for row in shipped["occasions"]}
    assert all(
        "unknown" in tables()["occasions"].columns[i].enum
        for i, n in enumerate(tables()["occasions"].names)
        if n == "asked"
    )
    assert len(shipped["occasions"]) > 100
