"""Pictures: told as they are drawn, in one order, in colours that all can tell apart, and taken along whole."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import xml.etree.ElementTree as ET

import pytest

import foedus as fd
from foedus.brief import alliance_brief, invocation_brief
from foedus.brief.graphics.canvas import NARROW, WIDE
from foedus.brief.graphics.lettering import width_of
from foedus.brief.graphics.palette import DARK, LIGHT
from foedus.ground.calendar import FIRST_YEAR
from foedus.ground.extras import MissingExtraError
from foedus.record.load import load

KNOWN = "2026-11-23"
PAGES = [
    ("CSTO", "2022-01-07"),
    ("CSTO", "2014-06-01"),
    ("NATO", "2022-01-07"),
    ("NATO", "1966-08-01"),
    ("WARSAW-PACT", "1968-08-20"),
]


@pytest.fixture(scope="module")
def figures():
    found = {}
    for lang in ("de", "en"):
        for name, on in PAGES:
            found[name, on, lang] = alliance_brief(fd.world(on, KNOWN), name, lang).pictures
        for case in ("kazakhstan-2022", "armenia-2020"):
            found[case, "", lang] = invocation_brief(fd.invoke(case, runs=300), lang).pictures
    return found


def test_no_year_in_an_alternative_text_lies_after_the_day(figures):
    for (_, on, _), pictures in figures.items():
        for name, figure in pictures.items():
            if on and name in ("map", "membership", "threats"):
                years = [int(y) for y in re.findall(r"\b(1[89]\d\d|20\d\d)\b", figure.alt)]
                assert all(year <= int(on[:4]) for year in years), (name, on, figure.alt)


def test_alternative_texts_name_what_the_data_hold(figures):
    for key, pictures in figures.items():
        for figure in pictures.values():
            assert figure.table.rows, (key, figure.name)
            for row in figure.data:
                if (
                    row.get("name")
                    and row.get("what") != "disputed"
                    and not (figure.name == "threats" and len(figure.alt) > 0 and row["source_name"] not in figure.alt)
                ):
                    assert str(row["name"]) in figure.alt, (key, figure.name, row)


def test_both_languages_hold_the_same_data(figures):
    for (name, on, lang), pictures in figures.items():
        if lang == "de":
            for key, figure in figures[name, on, "en"].items():
                ours = [{k: v for k, v in row.items() if k not in NAMED} for row in pictures[key].data]
                theirs = [{k: v for k, v in row.items() if k not in NAMED} for row in figure.data]
                order = [k for k in (figure.table.columns) if k not in NAMED]
                assert sorted(map(str, (tuple(r[k] for k in order) for r in ours))) == sorted(
                    map(str, (tuple(r[k] for k in order) for r in theirs))
                ), (name, on, key)


NAMED = ("name", "source_name", "towards_name", "what", "date")


def test_states_stand_in_one_order_on_a_page(figures):
    for (name, on, _), pictures in figures.items():
        if not on:
            continue
        orders = []
        for figure in (pictures.get("membership"), pictures.get("strength")):
            rows = [r["state"] for r in figure.data if r.get("what", "share") == "share"] if figure else []
            orders.append(list(dict.fromkeys(rows)))
        both = set(orders[0]) & set(orders[1])
        assert [s for s in orders[0] if s in both] == [s for s in orders[1] if s in both], (name, on)


def test_a_restricted_part_is_hatched_for_its_span_only(figures):
    rows = [r for r in figures["CSTO", "2022-01-07", "en"]["membership"].data if r["state"] == "UZB"]
    assert {"status": "restricted", "since": "2009-06-14", "until": "2012-12-19"}.items() <= next(
        r for r in rows if r["status"] == "restricted"
    ).items()
    for (_, on, lang), pictures in figures.items():
        for row in pictures["membership"].data if on else []:
            if row["status"] == "restricted":
                around = [
                    r for r in pictures["membership"].data if r["state"] == row["state"] and r["status"] == "member"
                ]
                assert any(
                    r["since"] <= row["since"] and (r["until"] or "9999") >= (row["until"] or "9999") for r in around
                ), (row, lang)


def test_disputes_are_noted_only_where_they_are_drawn(figures):
    old = figures["WARSAW-PACT", "1968-08-20", "en"]["map"]
    assert "68/262" not in old.source
    assert "Disputed" not in old.source
    for pictures in figures.values():
        figure = pictures.get("map")
        if figure:
            spots = [r["name"] for r in figure.data if r["what"] == "disputed"]
            assert all(f"{i} {spot}" in figure.source for i, spot in enumerate(spots, 1))


def test_no_words_leave_the_drawing(figures):
    """Every text ends inside the picture, by the widths that the drawing itself reckons with."""
    for key, pictures in figures.items():
        for figure in pictures.values():
            for svg, width in ((figure.svg_wide, WIDE), (figure.svg_narrow, NARROW)):
                for node, shift in _texts(ET.fromstring(svg)):  # noqa: S314  (our own drawing)
                    if node.get("transform"):
                        continue
                    words = "".join(t for t in (node.text, *(c.tail for c in node)) if t)
                    long = width_of(words, float(node.get("font-size")), bold=node.get("font-weight") == "700")
                    x = float(node.get("x")) + shift
                    left = x - long * {"start": 0, "middle": 0.5, "end": 1}[node.get("text-anchor")]
                    assert left >= -1.5 and left + long <= width + 1.5, (key, figure.name, words)


def _texts(root, shift=0.0):
    for child in root:
        tag = child.tag.rpartition("}")[2]
        if tag == "text":
            yield child, shift
        elif tag in ("g", "svg"):
            yield from _texts(child, shift + float(child.get("x", 0)))


def test_a_picture_can_be_taken_along(figures):
    pytest.importorskip("vl_convert", reason="PNG needs the extra png")
    for key in (("CSTO", "2022-01-07", "de"), ("kazakhstan-2022", "", "en")):
        for figure in figures[key].values():
            root = ET.fromstring(figure.svg)  # noqa: S314
            assert "var(--" not in figure.svg
            assert "".join(root.itertext()).replace(" ", "").count(figure.title.replace(" ", "")) >= 1
            assert figure.png(1).startswith(b"\x89PNG")
            rows = list(csv.DictReader(io.StringIO(figure.to_csv())))
            assert len(rows) == len(figure.table.rows)
            assert tuple(rows[0]) == figure.table.columns


def test_without_the_renderer_the_error_says_what_to_do(figures, monkeypatch):
    monkeypatch.setattr("foedus.ground.extras._there", lambda module: module != "vl_convert")
    with pytest.raises(MissingExtraError, match=r"the extra 'png'"):
        figures["CSTO", "2022-01-07", "en"]["map"].png()


#: Machado, Oliveira and Fernandes (2009), full deficiency: what a protan, a deutan and a tritan sees of linear red,
#: green and blue.
SEEN = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
APART = [
    ("leader", "member"),
    ("leader", "other"),
    ("member", "other-tint"),
    ("member", "land"),
    ("other-tint", "land"),
    ("leader", "land"),
    ("threat", "member"),
]


def _lab(colour, matrix):
    linear = [((int(colour[i : i + 2], 16) / 255 + 0.055) / 1.055) ** 2.4 for i in (1, 3, 5)]
    r, g, b = (min(max(sum(m * c for m, c in zip(row, linear, strict=True)), 0), 1) for row in matrix)
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("eye", SEEN)
def test_fills_side_by_side_are_told_apart_by_every_eye(colours, eye):
    """A distance of 10 in CIE 1976 is plainly another colour (2.3 is just noticeable)."""
    for one, other in APART:
        a, b = _lab(colours[one], SEEN[eye]), _lab(colours[other], SEEN[eye])
        assert sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5 > 10, (one, other)


def test_every_alliance_on_record_has_a_map():
    for alliance in load().alliances.values():
        if alliance.kind == "partnership":
            continue  # it may have had no members in its third year
        day = dt.date(max(alliance.founded.first.year + 3, FIRST_YEAR), 12, 1)
        if alliance.dissolved:  # some broke up sooner
            day = min(day, alliance.dissolved.first - dt.timedelta(2))
        assert "map" in alliance_brief(fd.world(day, KNOWN), alliance.id, "de").pictures, alliance.id
