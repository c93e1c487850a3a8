"""An answer as JSON: the bytes of the command line's --json."""

from __future__ import annotations

from typing import Any

from foedus.ground.json_text import json_text
from foedus.web.route import Body

#: Where the interface stands; a change that breaks a reader gets the next number.
ROOT = "/api/v1"


def json_body(value: Any) -> Body:
    """A value as a JSON answer."""
    return Body(f"{json_text(value)}\n".encode("utf-8", "backslashreplace"), "application/json")
