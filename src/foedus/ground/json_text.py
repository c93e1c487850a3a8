"""One encoder of answers as JSON, for the command line and for the web: equal objects give equal bytes."""

from __future__ import annotations

from typing import Any

import msgspec

from foedus.ground.toml import encode


def json_text(value: Any) -> str:
    """A value as indented JSON text; dates of the record as they stand there."""
    return msgspec.json.format(msgspec.json.encode(value, enc_hook=encode), indent=2).decode()
