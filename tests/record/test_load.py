"""The gate of the record: every damage has a file, a line, a field and a way out; the cache never lies."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import msgspec
import pytest
from small_files import FILES, damage, line_of

from foedus.ground import toml
from foedus.ground.errors import RecordError
from foedus.ground.parsed import cache_folder, key_of
from foedus.ground.toml import read_toml
from foedus.record.load import Record, parse

loading = import_module("foedus.record.load")  # the package shows the function under the same name
load = loading.load.__wrapped__


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A sound record of one alliance in a folder of its own, with a cache of its own."""
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path / "cache"))
    root = tmp_path / "data"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


def test_a_sound_record_is_read(folder):
    record = parse(folder)
    assert list(record.sources) == ["a-source", "b-source"]
    assert [m.state for m in record.alliances["TEST"].members] == ["ARM", "KAZ"]
    assert record.invocations["TEST-2000-ARM"].response.kind == "declined"
    assert list(record.threats) == ["one", "two"]
    assert record.places == record.conflicts == record.statements == {}


def test_an_empty_folder_is_an_empty_record(tmp_path):
    assert parse(tmp_path).alliances == {}


BROKEN = [
    # file, old, nth, new, field, line (text, nth), what
    ("alliances/test.toml", 'since = "1994-04-20"', 2, 'since = "1994-13-20"', "members[1].since", None, "no month 13"),
    ("alliances/test.toml", 'since = "1994-04-20"', 1, "since = 1994-04-20", "members[0].since", None, "as text"),
    ("alliances/test.toml", 'since = "1994-04-20"', 1, "since = 1994", "members[0].since", None, "as text"),
    ("alliances/test.toml", 'status = "member"', 2, 'status = "friend"', "members[1].status", None, "friend"),
    ("alliances/test.toml", 'founded = "1992-05-15"', 1, 'founded = "1992-5-15"', "founded", None, "YYYY-MM-DD"),
    ("alliances/test.toml", 'short = { en = "TT", de = "TV" }', 1, 'short = { en = "TT" }', "names[0].short", None, "`de`"),
    ("alliances/test.toml", "best = 1300", 1, 'best = "many"', "forces[0].strength[0].best", None, "str"),
    ("alliances/test.toml", "high = 2000", 1, 'high = "many"', "forces[0].strength[1].high", None, "str"),
    ("alliances/test.toml", "low = 1500", 1, "low = 2500", "forces[0].strength[1]", ("[[forces.strength]]", 2), "low <="),
    ("alliances/test.toml", "best = 1300", 1, "best = -1", "forces[0].strength[0]", ("[[forces.strength]]", 1), "negative"),
    ("alliances/test.toml", 'state = "KAZ"', 1, 'state = "KAZ"\nsince_when = "x"', "members[1]", ("[[members]]", 2), "since_when"),
    ("alliances/test.toml", 'state = "KAZ"\n', 1, "", "members[1]", ("[[members]]", 2), "`state`"),
    ("alliances/test.toml", 'id = "TEST"\n', 1, "", "(top)", ("kind", 1), "`id`"),
    ("invocations/a.toml", 'kind = "declined"', 1, 'kind = "shrug"', "response.kind", None, "shrug"),
    ("invocations/a.toml", 'threat = "coup"', 1, 'threat = "putsch"', "threat", None, "putsch"),
    ("invocations/a.toml", 'title = { en = "A", de = "A" }', 1, 'title = "A"', "title", None, "object"),
    ("invocations/a.toml", 'places = ["ARM"]', 1, "places = [1]", "places[0]", None, "str"),
    ("sources/a.toml", 'kind = "treaty"', 1, 'kind = "gossip"', "kind", None, "gossip"),
    ("threats/a.toml", 'since = "2000"', 1, 'since = "2000-13"', "since", None, "no month 13"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "nth", "new", "field", "at", "what"), BROKEN)
def test_damage_is_reported_with_file_line_field_and_what_to_do(folder, name, old, nth, new, field, at, what):
    path = folder / name
    damage(path, old, new, nth)
    line = line_of(path, *at) if at else line_of(path, new, 1 if new != old else nth)
    with pytest.raises(RecordError) as error:
        parse(folder)
    assert error.value.where == f"{path}:{line}"
    assert field in error.value.what
    assert what in error.value.what
    assert "foedus record audit" in error.value.hint


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("sources/a.toml", 'kind = "press"', 'kind = "gossip"'),
        ("threats/a.toml", 'state = "KAZ"\nthreat = "coup"', 'state = "KAZ"\nthreat = "putsch"'),
        ("threats/a.toml", 'source_state = "ARM"', "source_state = 5"),
    ],
)
def test_damage_in_the_second_entry_of_a_list_is_reported_at_that_entry(folder, name, old, new):
    path = folder / name
    damage(path, old, new)
    with pytest.raises(RecordError) as error:
        parse(folder)
    assert error.value.where == f"{path}:{line_of(path, new.splitlines()[-1])}"


@pytest.mark.parametrize(
    "text", ["[[threat]]\nid = 'one'\n", "", "threats = 1\n", "[[threats]]\nid = 'x'\n[[threads]]\n"]
)
def test_a_list_under_another_heading_is_not_passed_over(folder, text):
    path = folder / "threats" / "z.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(RecordError) as error:
        parse(folder)
    assert error.value.where.startswith(str(path))
    assert "threats" in error.value.what


def test_broken_toml_is_reported_with_its_line(folder):
    path = folder / "alliances/test.toml"
    damage(path, 'status = "member"', "status = member")
    with pytest.raises(RecordError, match="not valid TOML") as error:
        parse(folder)
    assert error.value.where == f"{path}:{line_of(path, 'status = member')}"
    assert error.value.hint


def test_a_file_cut_off_in_a_string_is_reported_with_its_name(folder):
    path = folder / "alliances/test.toml"
    path.write_text('id = """TEST', "utf-8")
    with pytest.raises(RecordError, match="not valid TOML") as error:
        parse(folder)
    assert str(path) in error.value.where


def test_a_file_that_is_not_text_is_reported(folder):
    path = folder / "sources/a.toml"
    path.write_bytes(b'[a]\ntitle = "\xff"\n')
    with pytest.raises(RecordError, match="not UTF-8 text") as error:
        parse(folder)
    assert error.value.where == f"{path}:2"


def test_a_file_that_cannot_be_read_is_reported(tmp_path):
    with pytest.raises(RecordError, match="cannot be read") as error:
        read_toml(tmp_path / "absent.toml")
    assert str(tmp_path / "absent.toml") in str(error.value)


@pytest.mark.parametrize(
    ("name", "key"),
    [("sources", "a-source"), ("alliances", "TEST"), ("invocations", "TEST-2000-ARM"), ("threats", "one")],
)
def test_an_id_can_be_given_once(folder, name, key):
    first = next((folder / name).glob("*.toml"))
    (folder / name / "z.toml").write_bytes(first.read_bytes())
    with pytest.raises(RecordError, match=f"'{key}' is taken") as error:
        parse(folder)
    again = folder / name / "z.toml"
    assert error.value.where == f"{again}:{line_of(again, key)}"
    assert error.value.hint


# --- the line of a field --------------------------------------------------------------------------


def test_the_line_of_a_table_in_brackets_and_of_a_field_that_is_not_shown():
    text = 'id = "x"\n[response]\nkind = "y"\nmembers = [\n  { state = 1 },\n]\n'
    assert toml._line_of(text, "$.response") == 2
    assert toml._line_of(text, "$.response.kind") == 3
    assert toml._line_of(text, "$.response.absent") == 2
    assert toml._line_of(text, "$.members[0].state") == 4
    assert toml._line_of(text, "") == 1


# --- the cache ------------------------------------------------------------------------------------


def cached(folder: Path) -> list[Path]:
    return sorted((folder.parent / "cache" / "foedus").glob("*"))


def test_the_record_is_kept_and_read_back_the_same(folder):
    first = load(folder)
    assert len(cached(folder)) == 1
    assert load(folder) == first == parse(folder)


def test_a_fresh_cache_is_used(folder, monkeypatch):
    first = load(folder)
    monkeypatch.setattr(loading, "parse", lambda _: pytest.fail("the files were read again"))
    assert load(folder) == first


@pytest.mark.parametrize("content", [b"", b"not json", b'{"sources": 1}', b"\xff\xfe", b'{"alliances": {}}'])
def test_a_damaged_cache_is_rebuilt(folder, content):
    first = load(folder)
    (kept,) = cached(folder)
    kept.write_bytes(content)
    assert load(folder) == first
    assert msgspec.json.decode(kept.read_bytes().partition(b"\n")[2])["alliances"]["TEST"]["founded"] == "1992-05-15"


def test_a_cache_with_an_impossible_date_is_rebuilt(folder):
    first = load(folder)
    (kept,) = cached(folder)
    kept.write_bytes(kept.read_bytes().replace(b"1992-05-15", b"1992-13-15"))
    assert load(folder) == first


def test_a_stale_cache_is_replaced(folder):
    load(folder)
    (old,) = cached(folder)
    damage(folder / "alliances/test.toml", 'state = "KAZ"', 'state = "KGZ"')
    assert [m.state for m in load(folder).alliances["TEST"].members] == ["ARM", "KGZ"]
    (new,) = cached(folder)
    assert new != old


def test_a_cache_that_cannot_be_written_is_done_without(folder, monkeypatch, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    monkeypatch.setenv("FOEDUS_CACHE", str(blocked))
    assert "TEST" in load(folder).alliances
    assert blocked.read_text() == "a file where the folder should be"


def test_a_full_disk_is_done_without(folder, monkeypatch):
    def full(*_):
        raise OSError("no space left on device")

    monkeypatch.setattr("foedus.ground.write.write_whole", full)
    assert "TEST" in load(folder).alliances
    assert cached(folder) == []


def test_a_record_that_is_damaged_is_not_kept(folder):
    damage(folder / "alliances/test.toml", 'status = "member"', 'status = "friend"')
    with pytest.raises(RecordError):
        load(folder)
    assert cached(folder) == []


def test_the_cache_folder_follows_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path / "own"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "own" / "foedus"
    monkeypatch.delenv("FOEDUS_CACHE")
    assert cache_folder() == tmp_path / "xdg" / "foedus"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == tmp_path / ".cache" / "foedus"


def test_two_folders_have_two_caches(folder, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    assert key_of(loading._files(folder)) != key_of(loading._files(other))


def test_load_is_read_once(folder):
    assert loading.load(folder) is loading.load(folder)
    loading.load.cache_clear()


def test_only_dates_need_a_translation():
    with pytest.raises(NotImplementedError):
        toml.decode(int, "1")
    with pytest.raises(NotImplementedError):
        toml.encode(object())
    assert isinstance(parse(Path("/nonexistent")), Record)
