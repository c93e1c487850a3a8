"""A site of files: whole, linked inside itself, the same pages as the web, made anew only where something changed."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from msgspec import structs

import foedus as fd
from command_line import call
from foedus.brief.text import alliance as text
from foedus.ground.errors import QueryError
from foedus.record.load import load
from foedus.record.version import DATE
from foedus.web.site import build as building
from foedus.web.site.build import build
from foedus.web.site.files_of import page_file, relative
from foedus.web.site.inputs import inputs_of, of_alliance
from foedus.web.site.links import broken
from foedus.web.site.manifest import NAME, SiteError
from foedus.web.site.pages import made
from foedus.web.site.plan import Plan, plan
from foedus.web.site.search import rows
from foedus.web.site.turning import turns

#: A pact of two with one call, which makes a small site.
PACT, DAY = "US-JPN", "2022-01-05"


@pytest.fixture(scope="module")
def small():
    return plan(("de", "en"), [PACT], [])


@pytest.fixture(scope="module")
def few(small):
    """The pages of the pact in one language, and the first one: what is made in no time."""
    leaves = [x for x in small.leaves if x.asked.lang == "en" and (x.alliance or x.group == "home")]
    return Plan(tuple(leaves), ("en",))


@pytest.fixture(scope="module")
def written(small, tmp_path_factory):
    """A small site; tests that spoil it copy it first."""
    folder = tmp_path_factory.mktemp("site") / "of files"
    build(small, folder)
    return folder


@pytest.fixture
def spoiled(written, tmp_path):
    return Path(shutil.copytree(written, tmp_path / "copy"))


def shown(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_whole_plan_has_every_alliance_every_turn_and_every_case_in_both_languages():
    whole = plan(("de", "en"))
    files = {leaf.file for leaf in whole.leaves}
    assert len(files) == len(whole.leaves)
    for lang in ("de", "en"):
        for name in load().alliances:
            assert f"{lang}/alliance/{name}.html" in files
            assert {f"{lang}/alliance/{name}/{t.day}.html" for t in turns(name, lang) if str(t.day) != DATE} <= files
        assert {f"{lang}/case/{c}.html" for c in load().invocations if c not in whole.left_out} <= files
        assert not {f"{lang}/case/{c}.html" for c in whole.left_out} & files
        assert {f"{lang}/{name}.html" for name in ("index", "claims", "data", "evidence")} <= files


def test_only_a_case_that_invoke_refuses_has_no_page():
    left_out = plan(("en",)).left_out
    assert len(left_out) < len(load().invocations) / 100
    for case in left_out:
        with pytest.raises(QueryError):
            fd.invoke(case, runs=100)


def test_a_turn_says_who_joined_who_left_and_who_called():
    found = {str(turn.day): turn for turn in turns("CSTO", "en")}
    assert "Kazakhstan" in found["1992-05-15"].joined
    assert {"Azerbaijan", "Georgia", "Uzbekistan"} <= set(found["1999-04-21"].left)
    assert found[DAY].calls == ("CSTO-2022-KAZ",)
    assert all(turn.joined or turn.left or turn.calls for turn in found.values())


def test_every_page_is_linked_inside_the_site_and_nothing_leads_out(written, small):
    pages = [leaf.file for leaf in small.leaves]
    assert list(broken(written, [*pages, "index.html"])) == []
    for file in (*pages, "index.html"):
        text = (written / file).read_text("utf-8")
        led = re.findall(r'\b(?:href|src)="([^"]*)"', text)
        assert all(not link.startswith("/") for link in led), file
        assert "<form" not in text and "data-live" not in text
        assert not re.search(r"<script(?! defer src=\"[^\"]+\"></script>)", text), file
    # From the first page every other one can be reached.
    reached, open_ = set(), ["index.html"]
    while open_:
        file = open_.pop()
        reached.add(file)
        text = (written / file).read_text("utf-8")
        goals = (written / file).parent, re.findall(r'<a\b[^>]*href="([^"#:]+)["#]', text)
        found = {(goals[0] / goal).resolve().relative_to(written.resolve()).as_posix() for goal in goals[1]}
        open_ += found - reached - set(open_)
    assert set(pages) <= reached


def test_a_page_says_what_the_web_says(written, web):
    there = f"/de/alliance/{PACT}?on={DATE}&known={DATE}"
    served, file = web.get(there).text, (written / f"de/alliance/{PACT}.html").read_text("utf-8")
    for part in (
        r"<h1>.*?</h1>",
        r'<p class="standfirst">.*?</p>',
        r"<table.*?</table>",
        r'<ol class="notes">.*?</ol>',
    ):
        assert re.findall(part, served, re.DOTALL) == re.findall(part, file, re.DOTALL), part
    assert 'aria-current="page"' in file


def test_maps_are_files_that_pages_share(written, small):
    manifest = json.loads((written / NAME).read_text("utf-8"))
    used = [m for page in manifest["pages"].values() for m in page.get("maps", ())]
    there = {f"maps/{p.name}" for p in (written / "maps").iterdir()}
    assert set(used) == there
    assert len(used) > len(there), "no map is shared by two days"
    for file in there:
        root = ET.fromstring((written / file).read_text("utf-8"))  # noqa: S314  (our own drawing)
        assert root.get("width") and "prefers-color-scheme" in "".join(root.itertext())


def test_the_index_finds_by_every_name_in_either_language(written, small):
    for lang in ("de", "en"):
        listed = json.loads((written / lang / "search-index.json").read_text("utf-8"))
        assert [tuple(row) for row in listed] == rows(small, lang)
        assert all((written / lang / row[2]).is_file() for row in listed)
        script = (written / lang / "search-index.js").read_text("utf-8")
        assert json.loads(script.removeprefix("window.foedusIndex=").rstrip(";\n")) == listed
    row = next(r for r in rows(plan(("de",), ["CSTO"]), "de") if r[2] == "alliance/CSTO.html")
    assert {"OVKS", "CSTO"} <= set(re.findall(r"\w+", " ".join(row)))
    case = next(r for r in rows(plan(("de",), ["CSTO"]), "de") if r[2] == "case/CSTO-2022-KAZ.html")
    assert "Kazakhstan" in case[3] and case[0].startswith("Kasachstan")


def test_what_has_not_changed_is_not_made_again(spoiled, small, monkeypatch):
    before = shown(spoiled)
    again = build(small, spoiled)
    assert (again.made, again.kept, again.removed) == (0, len(small.leaves), 0)
    assert shown(spoiled) == before
    gone = spoiled / f"de/alliance/{PACT}.html"
    gone.unlink()
    assert (build(small, spoiled).made, shown(spoiled)) == (1, before)
    # Another record: only the pages of the alliance that changed, and those that rest on the whole record.
    monkeypatch.setattr(
        building,
        "inputs_of",
        lambda leaf, plan: inputs_of(leaf, plan) + ("x" if leaf.file == "de/evidence.html" else ""),
    )
    assert build(small, spoiled).made == 1


def test_a_page_depends_on_its_own_entries_and_on_no_other_alliance():
    record, whole = load(), plan(("en",), ["CSTO"], [])
    leaves = whole.leaves
    about = next(leaf for leaf in leaves if leaf.file == f"en/alliance/CSTO/{DAY}.html")
    evidence = next(leaf for leaf in leaves if leaf.file == "en/evidence.html")

    def changed(**parts):
        return structs.replace(record, **{k: {**getattr(record, k), **v} for k, v in parts.items()})

    entry = record.alliances["ANZUS"]
    others = changed(alliances={"ANZUS": structs.replace(entry, members=entry.members[:1])})
    own = record.invocations["CSTO-2022-KAZ"]
    mine = changed(invocations={own.id: structs.replace(own, note=own.note + "x")})
    threat = next(iter(record.threats.values()))
    threats = changed(threats={threat.id: structs.replace(threat, note=threat.note + "x")})
    source = record.invocations["CSTO-2022-KAZ"].sources[0]
    sources = changed(sources={source: structs.replace(record.sources[source], title="x")})
    here = inputs_of(about, whole, record)
    assert inputs_of(about, whole, others) == here
    assert inputs_of(evidence, whole, others) != inputs_of(evidence, whole, record)
    for touched in (mine, threats, sources):
        assert inputs_of(about, whole, touched) != here
    assert of_alliance(record, "CSTO") != of_alliance(record, "NATO")
    # And so it is: the page itself does not change with another alliance's members.
    day = fd.world(DAY, DATE)
    elsewhere = type(day).at(day.as_of.on, day.as_of.known, others)
    assert text.page(elsewhere, "CSTO", "en") == text.page(day, "CSTO", "en")


def test_several_processes_write_what_one_writes(tmp_path, few):
    for jobs in (1, 2):
        assert build(few, tmp_path / str(jobs), jobs).made == len(few.leaves)
    assert shown(tmp_path / "1") == shown(tmp_path / "2")


def test_languages_that_are_not_asked_for_any_more_go(spoiled, few):
    found = build(few, spoiled)
    assert (found.made, found.kept) == (len(few.leaves), 0)  # the way to the other language stood in them
    assert not (spoiled / "de" / "index.html").exists()
    assert 'hreflang="de"' not in (spoiled / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda f: (f / NAME).unlink(), "is no site of Foedus"),
        (lambda f: (f / NAME).write_text("{"), "is damaged"),
        (lambda f: (f / NAME).write_text('{"format": 9}'), "is of format 9"),
        (lambda f: (f / NAME).write_text('{"pages": {"../a.html": {"inputs": "", "content": ""}}}'), "does not lie"),
        (lambda f: (f / "en/evidence.html").write_text("mine"), "not as it was written"),
    ],
)
def test_a_folder_that_is_none_of_ours_is_left_alone(spoiled, capsys, spoil, said):
    spoil(spoiled)
    before = shown(spoiled)
    code, _, err = call(capsys, "site", str(spoiled), "--alliance", PACT, "--jobs", "1")
    assert code == 2
    assert said in err and "next: " in err
    assert shown(spoiled) == before


def test_files_of_other_people_stay(spoiled, small):
    (spoiled / "CNAME").write_text("example.org")
    (spoiled / "de" / "note.txt").write_text("mine")
    build(small, spoiled)
    assert (spoiled / "CNAME").read_text() == "example.org" and (spoiled / "de" / "note.txt").exists()


def test_a_run_that_breaks_off_goes_on_where_it_was(tmp_path, few, monkeypatch):
    real, count = building.made, 0

    def breaks(leaf, plan):
        nonlocal count
        count += 1
        if count > 3:
            raise KeyboardInterrupt
        return real(leaf, plan)

    monkeypatch.setattr(building, "made", breaks)
    with pytest.raises(KeyboardInterrupt):
        build(few, tmp_path / "a")
    monkeypatch.setattr(building, "made", real)
    assert build(few, tmp_path / "a").kept == 3


def test_a_link_that_leads_nowhere_is_an_error(spoiled, few, monkeypatch):
    page = spoiled / "en/claims.html"
    broke = page.read_text("utf-8").replace(
        "</main>", '<a href="gone.html">x</a><a href="#gone">y</a><a href="/z">z</a></main>'
    )
    page.write_text(broke, "utf-8")
    assert [line.split(": ", 1)[1] for line in broken(spoiled, ["en/claims.html"])] == [
        "gone.html leads to no file", "/z does not stay in the site", "there is no 'gone' in en/claims.html",
    ]  # fmt: skip
    monkeypatch.setattr(building, "broken", lambda folder, pages: iter(["a: b leads to no file"]))
    with pytest.raises(SiteError, match="lead nowhere"):
        build(few, spoiled.parent / "other")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--jobs", "65"), "--jobs 65"),
        (("--languages", ","), "names none"),
        (("--languages", "fr"), "fr"),
        (("--alliance", "XYZ"), "no alliance 'XYZ'"),
    ],
)
def test_what_cannot_be_made_is_refused_before_a_folder_is_made(tmp_path, capsys, words, said):
    code, _, err = call(capsys, "site", str(tmp_path / "a"), *words)
    assert code == 2
    assert said in err
    assert not (tmp_path / "a").exists()


def test_a_file_is_no_folder(tmp_path, capsys):
    (tmp_path / "a").write_text("x")
    code, _, err = call(capsys, "site", str(tmp_path / "a"), "--lang", "de")
    assert code == 2
    assert "ist kein Ordner" in err and (tmp_path / "a").read_text() == "x"


def test_links_of_a_page_become_relative_and_what_needs_a_server_goes():
    page = (
        '<link rel="stylesheet" href="/static/a.1.css"><link rel="alternate" hreflang="en" href="/en/x">\n'
        '<nav><li><a href="/de/gone">Gone</a></li></nav><form action="/de/find"><input></form>'
        '<form class="box" role="search"><input></form><p data-live>x <a href="/de/y">y</a></p>'
        '<a href="/de/y#n1" rel="next">Y</a> <a href="/de/gone">words</a> <a href="https://example.org/">out</a>'
    )
    files = {"/de/y": "de/y.html"}
    assert page_file(page, "de/a/b.html", files.get, "[box]") == (
        '<link rel="stylesheet" href="../../static/a.1.css"><nav></nav>[box]'
        '<a href="../y.html#n1" rel="next">Y</a> <span>words</span> <a href="https://example.org/">out</a>'
    )
    assert relative("index.html", "de/index.html") == "de/index.html"


def test_a_link_with_other_knowledge_leads_to_the_same_day(small):
    there = plan(("en",), ["CSTO"], [])
    day = f"en/alliance/CSTO/{DAY}.html"
    assert there.file_of(f"/en/alliance/CSTO?on={DAY}&known={DAY}") == day
    assert there.file_of("/en/alliance/CSTO") == "en/alliance/CSTO.html"
    assert there.file_of("/en/alliance/CSTO?on=1999-01-01") is None
    assert there.file_of("/en/alliance/NATO") is None


def test_a_page_that_leads_elsewhere_is_no_page(small, monkeypatch):
    from foedus.web.route import See
    from foedus.web.site import pages

    leaf = small.leaves[0]
    route = dataclasses.replace(pages.routes()[leaf.asked.route], answer=lambda asked: See("/en/"))
    monkeypatch.setattr(pages, "routes", lambda: {route.name: route})
    with pytest.raises(RuntimeError, match="leads elsewhere"):
        made(leaf, small)
