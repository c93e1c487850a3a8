"""What pages load beside themselves: styles and scripts from `static/`, with a hash in the name and kept for ever."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from foedus.brief.page.render import style

FOLDER = Path(__file__).parent / "static"
MEDIA = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}


@cache
def files() -> dict[str, tuple[bytes, str]]:
    """Every file by its hashed name, with its media type; `brief.css` is the style of the brief itself."""
    found = {"brief.css": style().encode()}
    found |= {p.name: p.read_bytes() for p in sorted(FOLDER.iterdir()) if p.suffix in MEDIA}
    return {_hashed(name, content): (content, MEDIA[Path(name).suffix]) for name, content in found.items()}


@cache
def static(name: str) -> str:
    """The address of a file under its hashed name; KeyError for one that is not there."""
    stem, _, ending = name.rpartition(".")
    hashed = next((n for n in files() if n.rsplit(".", 2)[0] == stem and n.endswith(f".{ending}")), None)
    if hashed is None:
        raise KeyError(name)
    return f"/static/{hashed}"


def _hashed(name: str, content: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{sha256(content).hexdigest()[:12]}.{ending}"
