"""A file of one's own that is no TOML is named for what it is."""

from __future__ import annotations

import os

import pytest

from command_line import call
from foedus.ground.errors import RecordError
from foedus.ground.toml import read_toml

FILES = {
    "a byte order mark": (b"\xef\xbb\xbfid = 1\n", "begins with a byte order mark", ":1:"),
    "UTF-16": ("id = 1\n".encode("utf-16"), "not UTF-8", ":1:"),
    "a letter of another encoding": (b'a = 1\nb = "\xfc"\n', "not UTF-8", ":2:"),
    "5,000 digits": (b"id = " + b"9" * 5_000 + b"\n", "too long", ""),
    "deep nesting": (b"id = " + b"[" * 50_000 + b"]" * 50_000 + b"\n", "nested too deeply", ""),
    "deep tables": (b"id = " + b"{a=" * 20_000 + b"1" + b"}" * 20_000 + b"\n", "nested too deeply", ""),
    "no TOML": (b"id = \n", "not valid TOML", ":1:"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_named_with_its_line(tmp_path, capsys, name):
    content, says, at = FILES[name]
    path = tmp_path / "own.toml"
    path.write_bytes(content)
    with pytest.raises(RecordError, match=says) as error:
        read_toml(path)
    assert at in str(error.value)
    code, out, err = call(capsys, "claims", "check", str(path))
    assert (code, out) == (2, "")
    assert says in err and "Traceback" not in err


def test_a_pipe_is_not_waited_for(tmp_path, capsys):
    pipe = tmp_path / "own.toml"
    os.mkfifo(pipe)
    code, _, err = call(capsys, "claims", "check", str(pipe))
    assert code == 2
    assert "no regular file" in err


def test_a_file_that_is_not_there_or_a_folder_says_so(tmp_path, capsys):
    assert "there is no claim set" in call(capsys, "claims", "check", str(tmp_path / "none.toml"))[2]
    (tmp_path / "folder.toml").mkdir()
    assert "no regular file" in call(capsys, "claims", "check", str(tmp_path / "folder.toml"))[2]
