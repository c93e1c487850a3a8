"""`foedus record stats --frame`: the frame of occasions as tables in both languages and as JSON."""

from __future__ import annotations

import json

from command_line import call


def test_the_frame_is_told_in_both_languages_and_for_machines(capsys):
    code, english, _ = call(capsys, "record", "stats", "--frame")
    _, german, _ = call(capsys, "record", "stats", "--frame", "--lang", "de")
    assert code == 0 and "coup" in english and "Putschversuch" in german
    assert "docs/reference/frames.md" in english.replace("\n", "")
    told = json.loads(call(capsys, "record", "stats", "--frame", "--json")[1])
    assert told["whole"]["drawn"] == sum(one["drawn"] for one in told["by_alliance"])
    assert {one["group"] for one in told["by_kind"]} == {"force", "civil-war", "coup", "fellow"}
