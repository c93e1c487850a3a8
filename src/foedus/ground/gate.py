"""Data through msgspec's gate into typed entries, one thread at a time.

msgspec builds what it knows of a type when it first meets it, and two threads that build the same one at once end the
process with a segmentation fault (seen with 0.22). A server meets its types in threads.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Any

import msgspec

_GATE = RLock()
Hook = Callable[[type, Any], Any]


def typed(data: Any, kind: Any, hook: Hook | None = None) -> Any:
    """Plain data as `kind`; raises as `msgspec.convert` does."""
    with _GATE:
        return msgspec.convert(data, kind, dec_hook=hook)


def typed_json(content: Any, kind: Any, hook: Hook | None = None) -> Any:
    """JSON (any bytes-like object) as `kind`; raises as `msgspec.json.decode` does."""
    with _GATE:
        return msgspec.json.decode(content, type=kind, dec_hook=hook)
