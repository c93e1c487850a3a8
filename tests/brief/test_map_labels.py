"""Where the map puts its words, measured on the plan that is drawn: for every recorded alliance at its turning points."""

from __future__ import annotations

import datetime as dt
from functools import cache
from math import hypot

import pytest

import foedus as fd
from foedus.brief.figures import maps
from foedus.brief.graphics.labels import BESIDE, crosses, meet, overlap
from foedus.brief.graphics.routes import box_of
from foedus.ground.calendar import FIRST_YEAR
from foedus.measures.profile import profile
from foedus.record.load import load

KNOWN = "2026-11-23"


def turning_points(alliance) -> list[dt.date]:
    """Days after which the alliance has other members, and days in its last year: an even sample of them."""
    days = {entry.since.first for entry in alliance.members if entry.status == "member"}
    ends = {end.first for entry in alliance.members if (end := entry.end(dt.date.fromisoformat(KNOWN)))}
    found = sorted(days | {day - dt.timedelta(1) for day in ends} | {day + dt.timedelta(1) for day in ends})
    here = sorted({max(day, dt.date(FIRST_YEAR, 1, 1)) for day in found if day <= dt.date.fromisoformat(KNOWN)})
    return sorted({here[round(i * (len(here) - 1) / (SAMPLE - 1))] for i in range(SAMPLE)})


#: So many turning points of an alliance are drawn, evenly taken, its first and last among them.
SAMPLE = 3
#: More states than this a map cannot all name; the list of members beside it does.
CROWD = 32
CASES = [(a.id, day) for a in load().alliances.values() for day in turning_points(a)]


@cache
def planned(name: str, day: dt.date, lang: str = "de"):
    """The plans of the alliance's map at both widths, as the page draws them."""
    world, seen = fd.world(day, KNOWN), []
    original = maps._placed
    maps._placed = lambda *given: (found := original(*given), seen.extend((found.wide, found.narrow)))[0]
    try:
        maps.alliance_map(world, profile(world, name), lang)
    finally:
        maps._placed = original
    return seen


def parts(scene):
    """The scene and the small map on it."""
    return [scene, *([scene.inset] if scene.inset else [])]


def rings_px(scene, codes):
    return [line for code in codes for line in scene.shapes.get(code, ())]


def in_ring(point, ring) -> bool:
    """Even-odd, written out again so that the plan is not measured with its own ruler."""
    x, y = point
    hit = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            hit = not hit
    return hit


def reaches(scene, label) -> bool:
    """Whether the middle of a label, or the end of its line, is on its own land or at its own mark."""
    box, name = label.box, label.name
    end = label.tie[1] if label.tie else ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    if name.radius:
        near = min(max(name.spot[0], box[0]), box[2]), min(max(name.spot[1], box[1]), box[3])
        gap = hypot(near[0] - name.spot[0], near[1] - name.spot[1])
        on_mark = hypot(end[0] - name.spot[0], end[1] - name.spot[1]) <= name.radius + 0.1
        if (gap <= name.radius + BESIDE) if label.tie is None else on_mark:
            return True
    rings = rings_px(scene, name.codes)
    if not rings:
        return name.spot is not None and hypot(end[0] - name.spot[0], end[1] - name.spot[1]) < 3
    if any(hypot(end[0] - x, end[1] - y) < 3 for ring in rings for x, y in ring):
        return True
    # A row of the plan is two pixels high: land that begins within them is reached.
    return any(
        in_ring((end[0] + dx, end[1] + dy), ring)
        for ring in rings
        for dx, dy in ((0, 0), (0, 2), (0, -2), (2, 0), (-2, 0))
    )


def foreign(scene, label) -> int:
    """How many of seven places along a label lie on the land of another state that is named on the map."""
    box, own = label.box, set(label.name.codes)
    others = [
        ring for c in scene.data.countries.values() if not own & set(c.codes) for ring in rings_px(scene, c.codes)
    ]
    y, x, w = (box[1] + box[3]) / 2, (box[0] + box[2]) / 2, box[2] - box[0]
    places = [(x + share * w, y) for share in (-0.46, -0.32, -0.16, 0.0, 0.16, 0.32, 0.46)]
    return sum(any(in_ring(place, ring) for ring in others) for place in places)


@pytest.mark.parametrize(("name", "day"), CASES, ids=[f"{n}-{d}" for n, d in CASES])
def test_labels_do_not_lie(name, day):
    for whole in planned(name, day):
        for scene in parts(whole):
            labels = scene.placing.labels
            heads = [box_of(c.head(), 0) for c in (*scene.arrows.values(), *scene.flows.values())]
            marks = [box_of([point], radius - 0.5) for point, radius in scene.marks.values()]
            for label in labels:
                box = label.box
                told = (label.name.lines, box)
                assert box[0] >= 0 and box[2] <= scene.view.width and box[1] >= 0 and box[3] <= scene.view.height, told
                assert reaches(scene, label), told
                assert label.tie or not label.name.codes or foreign(scene, label) <= 2, told
                assert not any(overlap(box, head) for head in heads), told
                assert not any(overlap(box, mark) for mark in marks), told
                for other in labels:
                    if other is not label:
                        assert not overlap(box, other.box), (told, other.name.lines)
                        assert not (other.tie and crosses(other.tie, box)), (told, other.name.lines)
                        assert not (label.tie and other.tie and meet(label.tie, other.tie)), (told, other.name.lines)
            if scene is whole and scene.land.hidden:
                assert not any(overlap(label.box, scene.land.hidden) for label in labels)


@pytest.mark.parametrize(("name", "day"), CASES, ids=[f"{n}-{d}" for n, d in CASES])
def test_members_have_their_names_on_the_map(name, day):
    """On the wide map all but one in thirty; on a phone all but one in eight, and whoever leads or asks on both.

    Of a crowd a map names two thirds, and on a phone one third.
    """
    for whole in planned(name, day):
        # A line may also break after a hyphen, where no space is lost.
        named = {"".join(label.name.lines).replace(" ", "") for s in parts(whole) for label in s.placing.labels}
        missing = [c.label for c in whole.data.countries.values() if c.label.replace(" ", "") not in named]
        weighty = [c.label for c in whole.data.countries.values() if c.kind in ("leader", "host")]
        assert not set(missing) & set(weighty)
        states = len(whole.data.countries)
        most = states // ((1.5 if whole.narrow else 3) if states > CROWD else (8 if whole.narrow else 30))
        assert len(missing) <= most, missing
