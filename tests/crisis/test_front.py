"""War day by day beside the law followed in small steps, and what holds in every run."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.attrition.lanchester import SQUARE, course
from foedus.crisis import front
from foedus.crisis.keyed import LANES

DAYS = 6


def followed(
    soldiers: float, tolls: tuple[float, float], fights: float = 1.0, breaks: float = 1.0, foe: float = 60_000
):
    path, events = np.zeros((4, DAYS, LANES), np.float32), np.full((4, 1), -1, np.int32)
    one = [np.array([x], np.float32) for x in (soldiers, 1, 0.5)]
    drawn = np.array([[1.0], [0.5], [tolls[0]], [tolls[1]], [fights], [breaks]], np.float32)
    law = front.squared(drawn[2], drawn[3])
    front.war(0, DAYS, 1, 0, *one, drawn, law, np.float32(40_000), np.float32(foe), path, events, 0)
    return path[:, :, 0], events[:, 0]


@settings(max_examples=10)
@given(soldiers=st.floats(0, 20_000), a=st.floats(0.001, 0.05), b=st.floats(0.001, 0.05))
def test_it_is_lanchesters_square_law(soldiers, a, b):
    path, _ = followed(soldiers, (a, b))
    there = np.concatenate([[0], path[0]])
    landed = np.stack([np.diff(there), np.zeros(DAYS)], axis=1)
    slow = course(SQUARE, (40_000, 30_000), a, b, landed, to_the_end=False)
    assert np.stack([path[1], path[2]], axis=1) == pytest.approx(slow[1:], rel=2e-4)
    alone = course(SQUARE, (40_000, 30_000), a, b, np.zeros((DAYS, 2)), to_the_end=False)
    assert path[3] == pytest.approx(alone[1:, 0], rel=2e-4)


def test_without_a_day_of_fighting_nobody_falls():
    path, events = followed(1000.0, (0.05, 0.05), fights=0.0)
    assert path[1].tolist() == [40_000, 40_500, 41_000, 41_000, 41_000, 41_000]
    assert (path[2] == 30_000).all() and events.tolist() == [-1] * 4


def test_a_side_that_has_lost_its_share_breaks_off_and_the_fighting_ends():
    path, events = followed(0.0, (0.0, 0.05), breaks=0.1)
    assert events.tolist() == [-1, 1, -1, 1], "30,000 lose 2,000 a day: a tenth is gone on the second"
    assert path[2, 1:].tolist() == [path[2, 1]] * 5


def test_what_kills_nobody_moves_nobody():
    assert front.squared([0.0], [0.0])[:, 0].tolist() == [1, 0, 1, 0, 0]


def test_who_has_come_counts_in_what_the_own_side_has_lost():
    path, events = followed(20_000, (0.08, 0.01), breaks=0.25, foe=90_000)
    # Of those it began with it would never have lost a quarter.
    assert (path[1] >= 0.75 * 40_000).all()
    assert events[0] == np.argmax(path[1] < 0.75 * (40_000 + path[0])) == 4
