"""Plain TOML is read as `tomllib` reads it, or left to it: on every file that ships, and on any document."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import foedus
from foedus.ground.errors import RecordError
from foedus.ground.plain_toml import plain_toml
from foedus.ground.toml import read_toml

SHIPPED = sorted(Path(foedus.__file__).parent.rglob("*.toml"))
KEYS = ["a", "b", "a-b", "en", "de", "1", "a.b", '"q"', "", "ä", "'s'"]
VALUES = [
    '"x"', '""', '"ü – „x“"', '"a # b"', '"a\\"b"', '"a\\u00fc"', '"""x"""', "'x'", "true", "false", "1", "-1", "0", "-0",
    "007", "1.5", "-0.5", "1e3", "1_000", "+1", "0x1f", "inf", "nan", "1979-05-27", "07:32:00", "[]", '["a"]', '["a", "b",]',
    '["a" "b"]', "[1, 2]", '[["a"], []]', '{ en = "x", de = "y" }', '{en="x",de="y"}', '{ en = "x", en = "y" }', "{ en = 1 }", "{}",
    '{ en = "x", de = "y", fr = "z" }', '{ a.b = "x", c = "y" }', '[{ en = "x", de = "y" }]', '["a", # c', "[", "{", '"', '"a" "b"',
    "", "nothing", '"a" # c', '"a"# "b"', '"tab\there"', '"\x01"', "9" * 18, "9" * 19, '["a\\n"]', "[ ]", '[ "a" , ]', "[,]",
]  # fmt: skip
HEADERS = [
    "[a]", "[[a]]", "[a.b]", "[[a.b]]", "[ a ]", "[[ a . b ]]", "[a", "a]", "[[a]", "[a]]", "[]", '["a"]', "[a] # c", "[a] x",
    "[a.b.c]", "[[b]]", "[b.a]", "  [a]", "[1]",
]  # fmt: skip
LINES = st.one_of(
    st.tuples(st.sampled_from(KEYS), st.sampled_from([" = ", "=", "  =  ", " ", "= "]), st.sampled_from(VALUES)).map(
        "".join
    ),
    st.sampled_from(HEADERS),
    st.sampled_from(
        ["", "  ", "# comment", "  # c", "\t", "# \x02", "x", "=", "a = 1\r", "]", '"""', "\x0c", "\u2028", "a = '''"]
    ),
    st.text(st.characters(codec="utf-8"), max_size=12),
)


def by_the_library(text: str):
    try:
        return tomllib.loads(text)
    except ValueError:
        return None


def same(one, other) -> bool:
    """Equal in value and type, all the way down; NaN is NaN."""
    return repr(one) == repr(other)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.stem)
def test_what_ships_is_read_as_the_library_reads_it(path):
    text = path.read_text("utf-8")
    found = plain_toml(text)
    assert found is None or same(found, tomllib.loads(text))


def test_nearly_all_of_the_record_is_plain():
    record = [path for path in SHIPPED if "record" in path.parts]
    assert sum(plain_toml(path.read_text("utf-8")) is None for path in record) < len(record) / 10


@pytest.mark.parametrize("value", VALUES)
def test_any_value_alone(value):
    text = f"a = {value}"
    found = plain_toml(text)
    assert found is None or same(found, by_the_library(text)), text


@settings(max_examples=1000)
@given(st.lists(LINES, max_size=8).map("\n".join))
def test_any_document_is_read_as_the_library_reads_it_or_left_to_it(text):
    found = plain_toml(text)
    assert found is None or same(found, by_the_library(text)), text


@given(
    st.dictionaries(st.from_regex(r"[a-z][a-z0-9_-]{0,5}", fullmatch=True), st.text(st.characters(codec="utf-8", exclude_characters='"\\', exclude_categories=["Cc"])), max_size=4),
    st.lists(st.sampled_from(["x", "y"]), max_size=3),
)  # fmt: skip
def test_what_is_written_plainly_is_read_here(pairs, names):
    lines = [f'{key} = "{value}"' for key, value in pairs.items()]
    lines += [
        line
        for name in names
        for line in (f"[[zz-{name}]]", 'a = ["b", "c"]  # d', f"[[zz-{name}.inner]]", 'l = { en = "e", de = "d" }')
    ]
    text = "\n".join(lines)
    assert plain_toml(text) is not None
    assert same(plain_toml(text), tomllib.loads(text))


HOSTILE = {
    "nested deeply": ("x = " + "[" * 100_000, "nested too deeply|not valid TOML"),
    "a number of thousands of digits": ("x = " + "9" * 10_000, "too long"),
    "a string without end": ('x = "' + "a" * 1_000_000, "not valid TOML"),
    "blanks without end": ("x" + " " * 1_000_000, "not valid TOML"),
    "a list without end": ("x = [" + '"a", ' * 200_000, "not valid TOML"),
    "a key given twice": ("x = 1\nx = 2", "not valid TOML"),
    "a table opened twice": ("[a]\n[a]", "not valid TOML"),
    "a table inside a value": ("a = { b = 1 }\n[a.c]", "not valid TOML"),
    "control characters": ('x = "\x1b[31m"', "not valid TOML"),
    "dots without end": ("[" + ".".join("a" * 5000) + "]\nx = [", "not valid TOML"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_with_file_and_what_to_do(tmp_path, name):
    text, says = HOSTILE[name]
    path = tmp_path / "hostile.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(RecordError, match=says) as error:
        read_toml(path)
    assert str(path) in error.value.where
    assert error.value.hint or error.value.why
