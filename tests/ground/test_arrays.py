"""Arrays that ship: what is damaged is refused with why, whichever way it is damaged."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.ground.arrays import read_arrays


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.npz"
    np.savez_compressed(path, x=np.arange(1000.0), y=np.ones(3))
    return path


def test_the_named_arrays_are_read(file):
    found = read_arrays(file, ("x",))
    assert found.keys() == {"x"} and found["x"].sum() == 499500


@pytest.mark.parametrize("part", [b"", b"PK", b"no arrays"])
def test_what_is_no_file_of_arrays_is_refused(file, part):
    file.write_bytes(part)
    with pytest.raises(ValueError, match=r"."):
        read_arrays(file, ("x",))


def test_one_cut_off_or_turned_round_inside_is_refused(file):
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ValueError, match="zip"):
        read_arrays(file, ("x",))
    file.write_bytes(whole[:200] + bytes(255 - b for b in whole[200:260]) + whole[260:])
    with pytest.raises(ValueError, match=r"."):
        read_arrays(file, ("x",))


def test_a_missing_array_and_a_missing_file_are_told(file, tmp_path):
    with pytest.raises(ValueError, match="z"):
        read_arrays(file, ("z",))
    with pytest.raises(ValueError, match="No such file"):
        read_arrays(tmp_path / "none.npz", ("x",))


def test_objects_are_never_loaded(tmp_path):
    np.savez(tmp_path / "o.npz", x=np.array([{}], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        read_arrays(tmp_path / "o.npz", ("x",))
