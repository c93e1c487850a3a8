"""A file is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from foedus.ground.write import write_whole


def broken(*_args, **_kwargs):
    raise OSError("no space left on device")


def test_text_and_bytes_are_written_into_new_folders(tmp_path):
    path = tmp_path / "a" / "b" / "brief.md"
    write_whole(path, "Brüssel")
    assert path.read_bytes() == "Brüssel".encode()
    write_whole(path, b"\x00")
    assert path.read_bytes() == b"\x00"
    assert [p.name for p in path.parent.iterdir()] == ["brief.md"]
    assert path.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(("owner", "step"), [(os, "fdopen"), (Path, "replace"), (Path, "chmod")])
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


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts open files through /proc")
def test_a_write_that_fails_leaves_no_file_open(tmp_path, monkeypatch):
    before = len(os.listdir("/proc/self/fd"))
    with monkeypatch.context() as patch:
        patch.setattr(os, "fdopen", broken)
        with pytest.raises(OSError, match="no space left"):
            write_whole(tmp_path / "brief.md", "new")
    assert len(os.listdir("/proc/self/fd")) == before
