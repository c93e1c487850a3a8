"""What is kept is what was made: edited, damaged, foreign and half-written files are never believed."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ground import parsed as keeping
from foedus.ground.parsed import cache_folder, parsed, trusted

MADE = {"a": [1, 2], "b": []}


@pytest.fixture(params=["copied", "mapped"])
def source(tmp_path, monkeypatch, request):
    if request.param == "mapped":
        monkeypatch.setattr(keeping, "LARGE_BYTES", 1)
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "source.txt"
    path.write_text("as it was")
    return path


def keep(source, name="thing", made=None):
    return parsed(name, [source], dict[str, list[int]], lambda: MADE if made is None else made)


def kept(name="thing"):
    return sorted(cache_folder().glob(f"{name}-*.json"))


def test_what_was_kept_is_used(source):
    assert keep(source) == MADE
    assert keep(source, made={}) == MADE


@given(data=st.data())
def test_no_single_changed_byte_is_believed(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("kept")
    (folder / "source.txt").write_text("x")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOEDUS_CACHE", str(folder / "cache"))
        patch.setattr(keeping, "LARGE_BYTES", data.draw(st.sampled_from([1, 10**6])))
        keep(folder / "source.txt")
        (path,) = kept()
        content = bytearray(path.read_bytes())
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] ^= data.draw(st.integers(1, 255))
        path.write_bytes(bytes(content))
        assert keep(folder / "source.txt", made={"c": [3]}) in ({"c": [3]}, MADE)
        digest, _, body = path.read_bytes().partition(b"\n")
        assert digest.decode() == keeping.sha256(body).hexdigest()


@pytest.mark.parametrize("cut", [0, 10, 33, 40])
def test_a_file_that_was_cut_off_or_edited_is_made_anew(source, cut):
    keep(source)
    (path,) = kept()
    path.write_bytes(path.read_bytes()[:cut])
    assert keep(source, made={"c": [3]}) == {"c": [3]}
    path.write_bytes(path.read_bytes().replace(b"[3]", b"[4]"))
    assert keep(source) == MADE


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners on this system")
def test_a_folder_of_somebody_else_is_neither_read_nor_written(source, monkeypatch):
    keep(source)
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert not trusted(cache_folder())
    assert keep(source, made={"c": [3]}) == {"c": [3]}
    assert keep(source, name="other") == MADE
    assert kept("other") == []


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners on this system")
def test_a_folder_that_anybody_may_write_to_is_not_believed(source):
    keep(source)
    cache_folder().chmod(0o777)
    assert keep(source, made={"c": [3]}) == {"c": [3]}
    cache_folder().chmod(0o755)
    assert keep(source, made={"c": [3]}) == MADE


def test_a_user_without_a_home_is_answered(source, monkeypatch):
    def homeless():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(keeping, "cache_folder", homeless)
    assert keep(source) == MADE


def test_what_killed_runs_left_goes_and_what_is_being_written_stays(source):
    keep(source)
    old, new, other = (cache_folder() / n for n in (".thing-1.json.abc", ".thing-2.json.def", ".things-1.json.abc"))
    for path in (old, new, other):
        path.write_text("half")
    before = time.time() - keeping.ABANDONED_SECONDS - 10
    os.utime(old, (before, before))
    os.utime(other, (before, before))
    source.write_text("as it is now")
    keep(source)
    assert [path.exists() for path in (old, new, other)] == [False, True, True]


def test_names_that_begin_alike_do_not_replace_each_other(source):
    keep(source, "rules.a")
    keep(source, "rules.a-b")
    source.write_text("as it is now")
    keep(source, "rules.a")
    assert len(kept("rules.a-b")) == 1


def test_the_collector_is_as_it_was_afterwards(source):
    keep(source)
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError):
        parsed("broken", [source], dict, lambda: 1 / 0)
    assert gc.isenabled()
    assert kept("broken") == []


WRITER = """
import sys
from pathlib import Path
from foedus.ground.parsed import parsed
while True:
    for path in Path(sys.argv[2]).glob("thing-*.json"):
        path.unlink(missing_ok=True)
    parsed("thing", [Path(sys.argv[1])], dict[str, list[int]], lambda: {"a": list(range(50_000))})
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of another kind")
def test_a_run_killed_while_it_writes_leaves_all_or_nothing(source):
    expected = {"a": list(range(50_000))}
    for turn in range(4):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(source), str(cache_folder())])
        time.sleep(0.35 + 0.013 * turn)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        assert keep(source, made=expected) == expected
