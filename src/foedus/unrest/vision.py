"""What an agent sees: the sites within its vision on a torus, and how boards are laid out so that they are read fast.

A board of bits is cut into words of 64. A word holds four rows of a tile, 16 columns of each (three and 21 for the
farthest vision); neighbouring words overlap by so many columns that whatever column one stands in, one word holds all
columns in view. So a view of 15 rows is five or six words, which lie side by side in memory. A board of bytes has a
margin that repeats the other side, so that a site in view is found by one sum.
"""

from __future__ import annotations

from functools import cache
from math import floor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

#: The farthest vision: a view is no wider than a row of a word.
FARTHEST = 8.99
#: Tiles that a view has at least room for.
TILES = 5
#: Boards: where rebels and cops stand.
KINDS = 2


def sees(down: int, right: int, vision: float, shape: str) -> bool:
    """Whether a site so many rows and columns away is seen; one's own is not.

    "disc": at most `vision` away in a straight line (1.7 gives the eight neighbours, 7 gives 148 sites).
    "diamond": at most `vision` steps north, south, east and west (7 gives 112 sites).
    """
    if down == right == 0:
        return False
    if shape == "disc":
        return down * down + right * right <= vision * vision
    return abs(down) + abs(right) <= vision


@cache
def offsets(vision: float, shape: str) -> NDArray[np.int32]:
    """The sites seen, int32 (S, 2): rows down and columns right, by rows."""
    reach = floor(vision)
    span = range(-reach, reach + 1)
    return np.array([(d, r) for d in span for r in span if sees(d, r, vision, shape)], dtype=np.int32).reshape(-1, 2)


class Tiling(NamedTuple):
    """How a grid of H rows and W columns is cut, as numbers for kernels.

    The boards are flat, `size` words: those of the three kinds lie side by side, word by word, then tile by tile. The
    word of a window around column x begins at `windows`[x, 0] and is moved down by `windows`[x, 1] bits. Column x has
    the bits `marks`[x] (uint64 (W, N)) in the words that begin at `spots`[x] (int32 (W, N)), the last of all being
    nobody's. Row y is in tile `rows`[y, 0], moved up by `rows`[y, 1] bits. Who stands in row y sees the tiles `near`[y]
    (int32 (H, K)), from the northernmost on. A tile has `tall` rows, and a row of a word `pitch` columns.
    """

    size: int
    tall: int
    pitch: int
    windows: NDArray[np.int32]
    spots: NDArray[np.int32]
    marks: NDArray[np.uint64]
    rows: NDArray[np.int32]
    near: NDArray[np.int32]


def _cut(reach: int) -> tuple[int, int]:
    return (4, 16) if reach <= 7 else (3, 21)


def _tiles_near(height: int, reach: int) -> list[list[tuple[int, list[tuple[int, int]]]]]:
    """The tiles seen from each row, as many for all, each with its rows in view: (row of the tile, rows down)."""
    tall, _ = _cut(reach)
    every: list[list[tuple[int, list[tuple[int, int]]]]] = []
    for y in range(height):
        found: list[tuple[int, list[tuple[int, int]]]] = []
        for down in range(-reach, reach + 1):
            tile, row = divmod((y + down) % height, tall)
            if not found or found[-1][0] != tile or row == 0:
                found.append((tile, []))
            found[-1][1].append((row, down))
        every.append(found)
    most = max(TILES, *map(len, every))
    return [found + [(found[-1][0], [])] * (most - len(found)) for found in every]


@cache
def tiling(height: int, width: int, reach: int) -> Tiling:
    """The cut of a grid that is larger than a view."""
    tall, pitch = _cut(reach)
    stride = pitch - 2 * reach
    blocks, long = (width - 1) // stride + 1, ((height - 1) // tall + 1) * KINDS
    standing: list[dict[int, int]] = [{} for _ in range(width)]
    for block in range(blocks):
        for bit in range(pitch):
            words = standing[(block * stride + bit - reach) % width]
            words[block] = words.get(block, 0) | 1 << bit
    most = max(map(len, standing))
    spots, marks = np.full((width, most), blocks * long, np.int32), np.zeros((width, most), np.uint64)
    for x, words in enumerate(standing):
        spots[x, : len(words)], marks[x, : len(words)] = np.array([*words]) * long, [*words.values()]
    return Tiling(
        (blocks + 1) * long, tall, pitch,
        np.array([(x // stride * long, x % stride) for x in range(width)], np.int32), spots, marks,
        np.array([(y // tall, y % tall * pitch) for y in range(height)], np.int32),
        np.array([[tile for tile, _ in tiles] for tiles in _tiles_near(height, reach)], np.int32),
    )  # fmt: skip


@cache
def views(vision: float, cop_vision: float, shape: str, height: int, reach: int) -> NDArray[np.uint64]:
    """The bits that citizens, and after them cops, see from each row in the tiles near it, uint64 (2 H, K)."""
    near, (_, pitch) = _tiles_near(height, reach), _cut(reach)
    found = np.zeros((2 * height, len(near[0])), np.uint64)
    for first, far in ((0, vision), (height, cop_vision)):
        wide = dict.fromkeys(range(-reach, reach + 1), 0)
        for down, right in offsets(far, shape).tolist():
            wide[down] |= 1 << (right + reach)
        for y, tiles in enumerate(near):
            for k, (_, lanes) in enumerate(tiles):
                found[first + y, k] = sum(wide[down] << (row * pitch) for row, down in lanes)
    return found


class Margin(NamedTuple):
    """A board of bytes with a margin of `reach` sites that repeat those on the other side; B = width + 2 reach.

    Site (y, x) is at `down`[y, 0] + `across`[x, 0], and again at `down`[y, 1] and `across`[x, 1] where it lies near an
    edge (int32 (H, 2), (W, 2); twice the same elsewhere).
    """

    size: int
    down: NDArray[np.int32]
    across: NDArray[np.int32]


@cache
def margin(height: int, width: int, reach: int) -> Margin:
    """Where the sites of a grid are on a board with a margin."""

    def places(count: int) -> NDArray[np.int32]:
        sites = np.arange(count)
        again = np.where(sites < reach, sites + count, np.where(sites >= count - reach, sites - count, sites))
        return np.stack([sites, again], axis=1).astype(np.int32) + np.int32(reach)

    broad = width + 2 * reach
    return Margin((height + 2 * reach) * broad, places(height) * np.int32(broad), places(width))
