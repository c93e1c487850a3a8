"""A sound record of one alliance as text files, and ways to damage it."""

from __future__ import annotations

from pathlib import Path

SOURCES = """\
[a-source]
title = "Treaty"
publisher = "P"
kind = "treaty"
read = "full"
url = "https://example.org/a"

[b-source]
title = "Report"
publisher = "P"
kind = "press"
read = "part"
url = "https://example.org/b"
"""

ALLIANCE = """\
id = "TEST"
kind = "treaty"
founded = "1992-05-15"
known = "1992-05-15"
sources = ["a-source"]

[[names]]
name = { en = "Test Treaty", de = "Testvertrag" }
short = { en = "TT", de = "TV" }
since = "1992-05-15"
known = "1992-05-15"
sources = ["a-source"]

[[treaties]]
id = "test"
role = "founding"
title = { en = "T", de = "V" }
signed = "1992-05-15"
known = "1992-05-15"
sources = ["a-source"]

[[members]]
state = "ARM"
status = "member"
since = "1994-04-20"
known = "1992-05-15"
sources = ["a-source"]

[[members]]
state = "KAZ"
status = "member"
since = "1994-04-20"
known = "1992-05-15"
sources = ["a-source"]

[[forces]]
id = "force"
name = { en = "F", de = "F" }
kind = "regional"
since = "2001"
known = "2001"
sources = ["b-source"]

[[forces.strength]]
best = 1300
known = "2001"
sources = ["b-source"]

[[forces.strength]]
low = 1500
high = 2000
known = "2002"
sources = ["b-source"]
"""

CASE = """\
id = "TEST-2000-ARM"
alliance = "TEST"
by = "ARM"
date = "2000-01-02"
title = { en = "A", de = "A" }
summary = { en = "A", de = "A" }
threat = "coup"
asked = "troops"
request = "formal"
frame = "request"
places = ["ARM"]
known = "2000-01-02"
sources = ["a-source"]

[response]
kind = "declined"
text = { en = "No.", de = "Nein." }
known = "2000-01-03"
sources = ["b-source"]
"""

THREATS = """\
[[threats]]
id = "one"
state = "ARM"
threat = "coup"
hit = false
source_state = "KAZ"
text = { en = "t", de = "t" }
according_to = { en = "t", de = "t" }
since = "2000"
known = "2000"
sources = ["a-source"]

[[threats]]
id = "two"
state = "KAZ"
threat = "coup"
hit = false
source_state = "ARM"
text = { en = "t", de = "t" }
according_to = { en = "t", de = "t" }
since = "2000"
known = "2000"
sources = ["a-source"]
"""

FILES = {
    "sources/a.toml": SOURCES,
    "alliances/test.toml": ALLIANCE,
    "invocations/a.toml": CASE,
    "threats/a.toml": THREATS,
}


def line_of(path: Path, text: str, nth: int = 1) -> int:
    """The line of the nth line that holds `text`."""
    return [n for n, row in enumerate(path.read_text("utf-8").splitlines(), 1) if text in row][nth - 1]


def damage(path: Path, old: str, new: str, nth: int = 1) -> None:
    """Replace the nth `old` by `new`."""
    parts = path.read_text("utf-8").split(old)
    path.write_text(old.join(parts[:nth]) + new + old.join(parts[nth:]), "utf-8")
