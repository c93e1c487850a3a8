"""The record has releases of its own, numbered upwards; the newest is the one that answers name."""

from __future__ import annotations

import pytest

from command_line import call
from foedus.ground.errors import RecordError
from foedus.record.releases import releases
from foedus.record.version import DATE, VERSION

RELEASE = '[[releases]]\nversion = "{}"\ndate = "{}"\nchanges = {{ en = "c", de = "c" }}\n'


def written(folder, *found):
    (folder / "releases.toml").write_text("\n".join(RELEASE.format(*one) for one in found))
    return folder


def test_the_newest_release_is_the_one_that_answers_name():
    newest = releases()[-1]
    assert (newest.version, newest.date.text) == (VERSION, DATE)
    assert newest.date.precise


def test_releases_are_read_in_order(tmp_path):
    assert releases(tmp_path) == []
    found = releases(written(tmp_path, ("1", "2026-01-01"), ("2", "2026-01-01"), ("10", "2026-02-01")))
    assert [r.version for r in found] == ["1", "2", "10"]


@pytest.mark.parametrize("second", [("1", "2026-02-01"), ("2", "2025-12-31"), ("two", "2026-02-01")])
def test_a_release_that_does_not_follow_is_refused(tmp_path, second):
    with pytest.raises(RecordError, match="does not follow") as error:
        releases(written(tmp_path, ("1", "2026-01-01"), second))
    assert error.value.hint and "releases.toml" in error.value.where


@pytest.mark.parametrize("text", ["", "releases = 1\n", '[[releases]]\nversion = "1"\n', "[[releases]\n"])
def test_a_damaged_file_is_named_with_its_line(tmp_path, text):
    (tmp_path / "releases.toml").write_text(text)
    with pytest.raises(RecordError) as error:
        releases(tmp_path)
    assert "releases.toml:1" in error.value.where


def test_stats_and_version_say_which_record_this_is(capsys):
    assert f"record {VERSION} of {DATE}" in call(capsys, "--version")[1]
    for lang, says in (("en", f"Version {VERSION} of "), ("de", f"Version {VERSION} vom ")):
        out = call(capsys, "record", "stats", "--lang", lang)[1]
        assert out.startswith(says)
        assert releases()[-1].changes.text(lang)[:40] in " ".join(out.split())
