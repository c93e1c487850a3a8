"""A file is written whole or not at all; what is no regular file is written into, never replaced."""

from __future__ import annotations

import os
import stat
import threading
import time
from pathlib import Path

import pytest

from foedus.ground import write as writing
from foedus.ground.write import whole, whole_folder, write_whole


def broken(*_args, **_kwargs):
    raise OSError("no space left on device")


@pytest.fixture
def umask():
    """Set the umask for one test: `umask(0o077)`."""
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_text_and_bytes_are_written_into_new_folders(tmp_path, umask):
    path = tmp_path / "a" / "b" / "brief.md"
    write_whole(path, "Brüssel")
    assert path.read_bytes() == "Brüssel".encode()
    write_whole(path, b"\x00")
    assert path.read_bytes() == b"\x00"
    assert [p.name for p in path.parent.iterdir()] == ["brief.md"]
    assert mode(path) == 0o644


@pytest.mark.parametrize(("mask", "expected"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_what_the_umask_allows(tmp_path, umask, mask, expected):
    umask(mask)
    write_whole(tmp_path / "new", "x")
    assert mode(tmp_path / "new") == expected


@pytest.mark.parametrize("kept", [0o600, 0o640, 0o755])
def test_a_file_that_is_there_keeps_its_mode(tmp_path, kept):
    path = tmp_path / "old"
    path.write_text("old")
    path.chmod(kept)
    write_whole(path, "new")
    assert (path.read_text(), mode(path)) == ("new", kept)


def test_links_are_followed_also_in_a_row_and_to_what_is_not_there_yet(tmp_path):
    (tmp_path / "far").mkdir()
    goal, near, first = tmp_path / "far" / "goal", tmp_path / "near", tmp_path / "first"
    near.symlink_to(Path("far") / "goal")
    first.symlink_to(near)
    for text in ("one", "two"):
        write_whole(first, text)
        assert goal.read_text() == text
        assert first.is_symlink() and near.is_symlink()
    first.unlink()
    first.symlink_to(first)
    with pytest.raises(OSError):
        write_whole(first, "round in a circle")


def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path):
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for path in (pipe, link):
        read = []
        reader = threading.Thread(target=lambda into=read: into.append(pipe.read_text()))
        reader.start()
        write_whole(path, "through the pipe")
        reader.join(10)
        assert read == ["through the pipe"]
        assert stat.S_ISFIFO(pipe.stat().st_mode) and link.is_symlink()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link", "pipe"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such devices")
def test_a_device_is_written_into_and_stays_a_device(tmp_path):
    link = tmp_path / "nothing"
    link.symlink_to("/dev/null")
    for path in (Path("/dev/null"), link):
        write_whole(path, "x")
        assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    assert link.is_symlink()
    with pytest.raises(OSError):
        write_whole(Path("/dev/full"), "x" * 10_000)
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no such folder")
def test_an_open_file_of_the_shell_is_written_into_under_its_device_name(tmp_path):
    path = tmp_path / "out"
    with path.open("wb") as held:
        write_whole(Path(f"/dev/fd/{held.fileno()}"), "to the file that is held open")
        inode = os.fstat(held.fileno()).st_ino
    assert path.read_text() == "to the file that is held open"
    assert path.stat().st_ino == inode


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path, "x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("owner", "step"), [(os, "open"), (Path, "replace"), (Path, "chmod"), (Path, "write_bytes")])
def test_a_write_that_fails_leaves_the_old_file_and_no_remains(tmp_path, monkeypatch, owner, step):
    path = tmp_path / "brief.md"
    write_whole(path, "old")
    with monkeypatch.context() as patch:
        patch.setattr(owner, step, broken)
        with pytest.raises(OSError, match="no space left"):
            write_whole(path, "new")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["brief.md"]


def test_an_interrupt_leaves_no_remains(tmp_path, monkeypatch):
    def interrupted(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            write_whole(tmp_path / "brief.md", "new")
    assert list(tmp_path.iterdir()) == []


def test_parts_of_killed_runs_are_cleared_once_they_are_old(tmp_path):
    goal = tmp_path / "table.arrow"
    with whole(goal) as part:
        left, fresh = part.with_name(part.name.replace(".part", "0.part")), part.with_name(f".{goal.name}.f.part")
        other = tmp_path / ".other.0.part"
        for path in (left, fresh, other):
            path.write_text("half")
        long_ago = time.time() - writing.STALE - 60
        os.utime(left, (long_ago, long_ago))
        os.utime(other, (long_ago, long_ago))
        part.write_text("whole")
    write_whole(goal, "whole again")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([goal.name, fresh.name, other.name])


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts open files through /proc")
def test_a_write_that_fails_leaves_no_file_open(tmp_path, monkeypatch):
    before = len(os.listdir("/proc/self/fd"))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", broken)
        with pytest.raises(OSError, match="no space left"):
            write_whole(tmp_path / "brief.md", "new")
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_folder_is_there_whole_or_not_at_all(tmp_path):
    goal = tmp_path / "new" / "folder"
    with whole_folder(goal) as part:
        (part / "a.txt").write_text("x")
        assert not goal.exists()
    assert [p.name for p in goal.iterdir()] == ["a.txt"]
    for held in (goal, tmp_path / "file"):
        (tmp_path / "file").write_text("x")
        with pytest.raises(OSError), whole_folder(held) as part:
            (part / "b.txt").write_text("x")
    with pytest.raises(ValueError), whole_folder(tmp_path / "never") as part:
        raise ValueError
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "new"]
    assert [p.name for p in goal.iterdir()] == ["a.txt"]
    left = tmp_path / ".empty.0123456789ab.part"
    left.mkdir()
    (left / "half.txt").write_text("x")
    os.utime(left, (0, 0))
    (tmp_path / "empty").mkdir()
    with whole_folder(tmp_path / "empty"):
        assert not left.exists()
