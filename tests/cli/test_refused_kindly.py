"""What cannot be asked is refused in the reader's words: no trace, no words of the machine, nothing dropped in silence."""

from __future__ import annotations

import re

import pytest

from command_line import call

HEAD = "by,alliance,on,threat\n"
ROW = "KAZ,CSTO,2022-01-05,internal-unrest\n"


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e999", "0", "-1", "9"])
@pytest.mark.parametrize("option", ["--vision", "--citizens", "--cops", "--legitimacy", "--then"])
def test_a_figure_that_is_no_figure_makes_no_run_of_unrest(capsys, option, value):
    code, _, error = call(capsys, *f"unrest --runs 1 --days 2 --arrival 1 {option} {value}".split())
    assert code in (0, 2)
    assert value in ("0", "9") or code == 2
    assert "Traceback" not in error


def test_soldiers_do_not_arrive_after_the_last_day(capsys):
    code, out, error = call(capsys, *["unrest", "--runs", "1", "--days", "5", "--arrival", "6"])
    assert (code, out) == (2, "")
    assert "--arrival 6" in error
    assert call(capsys, *["unrest", "--runs", "1", "--days", "5", "--arrival", "5"])[0] == 0


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("content", [None, b"\x00\xff\xfe", b"by,by,on\nA,B,C\n"])
def test_a_file_of_questions_that_cannot_be_read_is_refused_in_words(tmp_path, capsys, content, lang):
    file = tmp_path / "questions.csv"
    if content is not None:
        file.write_bytes(content)
    code, _, error = call(capsys, "invoke", "--from", str(file), "--lang", lang)
    assert code == 2
    assert not any(word in error for word in ("Errno", "codec", "Traceback"))
    assert lang == "en" or "cannot" not in error


@pytest.mark.parametrize("option", ["--html", "--md", "--figures"])
def test_a_brief_asked_of_a_file_of_questions_is_refused_and_not_dropped(tmp_path, capsys, option):
    file = tmp_path / "questions.csv"
    file.write_text(HEAD + ROW, encoding="utf-8")
    code, out, error = call(capsys, "invoke", "--from", str(file), option, str(tmp_path / "out"), "--runs", "200")
    assert (code, out) == (2, "")
    assert option in error


@pytest.mark.parametrize(
    ("asked", "named", "foreign"),
    [
        ("--by COM --alliance SADC --on 1997-09-03", "Komoren (COM)", "Comoros"),
        ("--by DDR --alliance NATO --on 2010-01-01", "DDR (DDR)", "East Germany"),
        ("--by GRC --alliance OAS --on 2010-01-01", "Griechenland (GRC)", "Greece"),
    ],
)
def test_german_errors_call_states_by_their_german_names(capsys, asked, named, foreign):
    code, _, error = call(capsys, "invoke", *asked.split(), *["--threat", "coup", "--lang", "de"])
    assert code == 2
    assert named in error
    assert foreign not in error


@pytest.mark.parametrize("lang", ["en", "de"])
def test_an_unknown_place_is_called_a_place_and_the_hint_is_about_it(capsys, lang):
    asked = "invoke --by RUS --alliance RUS-PRK --on 2024-12-20 --threat external-attack --place Zzyzx"
    code, _, error = call(capsys, *asked.split(), "--lang", lang)
    assert code == 2
    assert "--place" in error
    assert "CSTO" not in error


def test_an_alliance_without_known_members_is_not_counted_as_none(capsys):
    told = call(capsys, *["show", "AU", "--on", "2005-01-01", "--known", "2001-01-01"])[1]
    assert "no member is known of" in told.splitlines()[0]


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("invoke kazakhstan-2022 --html {}", "folder"), ("record export {}", "file.txt"),
        ("evidence log list --log {}", "folder"), ("evidence log list --log {}", "none"),
        ("evidence log list --log {}", "file.txt"), ("record diff {}", "broken.zip"), ("invoke --from {}", "folder"),
        ("invoke kazakhstan-2022 --md {}", "file.txt/x.md"), ("unrest --runs 1 --days 2 --svg {}", "folder"),
    ],
)  # fmt: skip
def test_what_the_machine_says_of_a_file_is_said_in_german_too(tmp_path, capsys, command, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04broken")
    code, _, error = call(capsys, *command.format(tmp_path / name).split(), "--lang", "de")
    reason = next((line for line in error.splitlines() if "Grund:" in line), "")
    assert code == 2
    assert not any(f" {word} " in f"{reason} " for word in ("is", "a", "not", "No", "File", "file", "invalid", "such"))


@pytest.mark.parametrize(
    ("command", "page"),
    [
        ("claims check {}", "claims-format.md"),
        ("evidence log add {} --log new.jsonl", "forecast-log.md"),
    ],
)
def test_a_file_of_ones_own_that_does_not_fit_points_to_its_own_page(tmp_path, capsys, command, page):
    file = tmp_path / "own.toml"
    file.write_text('[[wrong]]\nid = "x"\n', encoding="utf-8")
    code, _, error = call(capsys, *command.format(file).split())
    assert code == 2
    assert page in error
    assert "record audit" not in error


def test_a_file_of_claims_with_another_ending_is_not_called_missing(tmp_path, capsys):
    file = tmp_path / "claims.txt"
    file.write_text("", encoding="utf-8")
    code, _, error = call(capsys, "claims", "check", str(file))
    assert code == 2
    assert "ends in .toml" in error


@pytest.mark.parametrize(
    "asked",
    [
        "invoke --alliance OAS --by CUB --on 1970-01-01 --threat coup",
        "invoke --alliance NATO --by DDR --on 2010-01-01 --threat coup", "show AU --on 2200-01-01",
    ],
)  # fmt: skip
def test_spans_of_time_are_german_words_in_german_errors(capsys, asked):
    code, _, error = call(capsys, *asked.split(), "--lang", "de")
    assert code == 2
    assert not re.search(r"(?<!--on )\b\d{4}-\d{2}-\d{2}\b", error)
    assert " to " not in error
    assert " bis " in error


def test_page_and_text_in_one_file_are_refused_before_one_is_lost(tmp_path, capsys):
    file = tmp_path / "brief.html"
    code, _, _ = call(capsys, *["brief", "AUKUS", "--on", "2026-01-01"], "--html", str(file), "--md", str(file))
    assert code == 2
    assert not file.exists()
