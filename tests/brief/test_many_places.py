"""Many places at once are projected as one by one, and land is left out of a map only where none of it can show."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foedus.brief.graphics import map as drawing
from foedus.brief.graphics.projection import EqualArea, View
from foedus.brief.graphics.topology import countries

LON, LAT = st.floats(-180, 180), st.floats(-90, 90)
PLACES = st.lists(st.tuples(LON, LAT), max_size=20)


@given(lon=LON, lat=LAT, places=PLACES)
def test_places_are_projected_together_as_each_alone(lon, lat, places):
    projection = EqualArea(lon, lat)
    alone = [point for place in places if (point := projection.point(*place)) is not None]
    assert projection.points(places) == alone


@given(
    centre=st.tuples(LON, st.floats(-60, 75)),
    reach=st.floats(3, 40),
    code=st.sampled_from(["398", "643", "840", "242", "010"]),
)
def test_the_path_of_a_country_is_that_drawn_from_every_point(centre, reach, code):
    lon, lat = centre
    view = View.on([(lon, lat), (lon, lat + reach / 2), (lon + reach, lat)], 300, 200, 20)
    every = []
    for ring in countries()[code]:
        points = []
        for place in ring:
            point = view.at(*place)
            far = point and (
                not points or drawing.hypot(point[0] - points[-1][0], point[1] - points[-1][1]) >= drawing.FINEST_STEP
            )
            points += [point] if far else []
        if len(points) > 2 and drawing._overlaps(points, view) and drawing._area(points) >= drawing.SMALLEST_AREA:
            every.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z")
    assert drawing._path(code, view) == "".join(every)
