"""What can be cited comes out as bibliography programs read it: balanced, escaped, in the fields of their formats."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_line import call
from foedus.ground.calendar import Date
from foedus.ground.errors import QueryError
from foedus.record.cite.bibtex import address, bibtex, entry, escaped
from foedus.record.cite.csl import csl, item_of
from foedus.record.cite.items import ITSELF, Item, author_of, chosen, persons
from foedus.record.load import load

#: https://github.com/citation-style-language/schema, schemas/input/csl-data.json: those of its names that are used here.
CSL_FIELDS = {
    "id", "type", "title", "author", "editor", "container-title", "publisher", "issued", "URL", "language", "version", "note",
}  # fmt: skip
CSL_TYPES = {"treaty", "webpage", "article-newspaper", "article-journal", "book", "dataset"}
#: Types of biblatex 3.19 and of BibTeX's own styles.
TYPES = {True: {"legal", "online", "dataset", "book", "collection", "misc"}, False: {"book", "misc"}}


@pytest.fixture(scope="module")
def items():
    return chosen(load(), ())


def fields(text: str) -> dict[str, str]:
    """The fields of one entry, by a reader that knows nothing but braces."""
    body = text[text.index(",") + 1 : text.rindex("}")]
    found, at = {}, 0
    while match := re.compile(r"\s*(\w+) = ").match(body, at):
        start = at = match.end()
        depth = 0
        while body[at] not in "," or depth:
            depth += {"{": 1, "}": -1}.get(body[at], 0) if body[at - 1] != "\\" else 0
            at += 1
        found[match[1]] = body[start:at]
        at += 1
    assert body[at:].strip() == ""
    return found


def printed(value: str) -> str:
    """What TeX prints of a field."""
    bare = (
        value.replace(r"\textbackslash{}", "\x00")
        .replace(r"\textasciitilde{}", "~")
        .replace(r"\textasciicircum{}", "^")
    )
    bare = re.sub(r"(?<!\\)[{}]", "", bare)
    return re.sub(r"\\([{}#$%&_])", r"\1", bare).replace("\x00", "\\")


@pytest.mark.parametrize("biblatex", [True, False])
def test_every_entry_is_balanced_and_has_a_key_and_a_type_of_its_own(items, biblatex):
    entries = bibtex(items, biblatex=biblatex).split("\n\n")
    assert len(entries) == len(items) > 500
    keys = [re.match(r"@(\w+)\{([A-Za-z0-9:._-]+),\n", text) for text in entries]
    assert {match[1] for match in keys} <= TYPES[biblatex]
    assert len({match[2].casefold() for match in keys}) == len(items)
    for item, text in zip(items, entries, strict=True):
        found = fields(text)
        assert printed(found["title"]) == " ".join(item.title.split())
        assert item.url == "" or address(item.url) == found["url"][1:-1]


@given(title=st.text(min_size=1, max_size=40), url=st.text(max_size=20), biblatex=st.booleans())
def test_any_title_and_address_leaves_an_entry_whole(title, url, biblatex):
    item = Item("k", "press", title, url=url, date=Date("2022-01"))
    found = fields(entry(item, biblatex=biblatex))
    assert printed(found["title"]) == " ".join(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", "", title).split())
    assert not set("{}\\") & set(found.get("url", "{}")[1:-1])


def test_dates_are_as_precise_as_the_record():
    for text, year, month, day in (
        ("2022", "{2022}", None, None),
        ("2022-01", "{2022}", "jan", None),
        ("2022-01-07", "{2022}", "jan", "{7}"),
    ):
        item = Item("k", "press", "t", date=Date(text))
        found = fields(entry(item))
        assert (found["year"], found.get("month"), found.get("day")) == (year, month, day)
        assert fields(entry(item, biblatex=True))["date"] == f"{{{text}}}"
        assert item_of(item)["issued"] == {"date-parts": [[int(p) for p in text.split("-")]]}
    assert "year" not in fields(entry(Item("k", "press", "t"))) and "issued" not in item_of(Item("k", "press", "t"))


def test_a_treaty_is_one_where_the_format_can_say_so():
    (item,) = chosen(load(), ["cst-1992"])
    assert entry(item).startswith("@misc{") and "keywords = {treaty}" in entry(item)
    assert entry(item, biblatex=True).startswith("@legal{")
    found = item_of(item)
    assert (found["type"], found["issued"], found["note"]) == (
        "treaty", {"date-parts": [[1992, 5, 15]]}, "in force since 1994-04-20",
    )  # fmt: skip
    assert chosen(load(), ["cst-1992"], "de")[0].title.startswith("Vertrag")


def test_a_book_without_author_is_none_to_bibtex():
    for biblatex in (True, False):
        assert not entry(Item("k", "book", "t", date=Date("1999")), biblatex=biblatex).startswith("@book")
    edited = Item("k", "book", "t", date=Date("1999"), editors=persons("A B (ed.)"))
    assert entry(edited, biblatex=True).startswith("@collection") and entry(edited).startswith("@book")


def test_csl_json_has_no_field_and_type_that_its_schema_lacks(items):
    for found in csl(items):
        assert set(found) <= CSL_FIELDS and found["type"] in CSL_TYPES
        assert all(
            set(name) <= {"family", "given", "non-dropping-particle", "literal"} for name in found.get("author", ())
        )
    assert len({found["id"] for found in csl(items)}) == len(items)


@pytest.mark.parametrize(
    ("text", "family", "given", "particle"),
    [
        ("Mark Kramer", "Kramer", "Mark", ""), ("Helene von Bismarck", "Bismarck", "Helene", "von"),
        ("Larry L. Watts", "Watts", "Larry L.", ""), ("NATO", "NATO", "", ""), ("Ödön von der Höhe", "Höhe", "Ödön", "von der"),
        ("von Bismarck", "Bismarck", "von", ""), ("Иван Иванов", "Иванов", "Иван", ""),
    ],
)  # fmt: skip
def test_names_are_divided(text, family, given, particle):
    found = author_of(text)
    assert (found.family, found.given, found.particle) == (family, given, particle)


def test_several_persons_and_editors():
    assert [p.family for p in persons("Svetlana Savranskaya, Thomas Blanton and Vladislav Zubok (eds)")] == [
        "Savranskaya", "Blanton", "Zubok",
    ]  # fmt: skip
    assert persons("") == ()
    assert escaped("50 % of {R&D}_#1 ~ \\x^2 $") == (
        r"50 \% of \{R\&D\}\_\#1 \textasciitilde{} \textbackslash{}x\textasciicircum{}2 \$"
    )


def test_ids_are_asked_for_and_the_record_is_one(capsys):
    code, out, _ = call(capsys, "record", "cite", ITSELF, "cst-1992", "--format", "csl-json")
    assert code == 0 and [found["id"] for found in json.loads(out)] == [ITSELF, "cst-1992"]
    code, out, _ = call(capsys, "record", "cite", ITSELF, "--format", "bibtex")
    assert out.startswith("@misc{foedus-record,") and "version = {" in out
    for lang, says in (("en", "Signed on 15 May 1992"), ("de", "Unterzeichnet: 15. Mai 1992")):
        assert says in call(capsys, "record", "cite", "cst-1992", "--lang", lang)[1]
    found = json.loads(call(capsys, "record", "cite", "cst-1992", "--json")[1])
    assert found["cst-1992"]["type"] == "treaty"
    assert json.loads(call(capsys, "record", "cite", "--json")[1]).keys() == load().sources.keys()
    with pytest.raises(QueryError, match="cst-1992"):
        chosen(load(), ["cst-1993"])
