"""Every link of the site, followed: to a file that is there, and to a mark inside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from posixpath import dirname, normpath
from urllib.parse import unquote

from foedus.web.site.manifest import NAME

ID = re.compile(r'\bid="([^"]*)"')
LED = re.compile(r'\b(?:href|src|action|srcset|data|poster)="([^"]*)"')
#: What stands inside a drawing leads to a part of it.
DRAWN = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


def broken(folder: Path, pages: Iterable[str]) -> Iterator[str]:
    """What is wrong with the links of the pages, a sentence each: where it stands, and where it does not lead."""
    marks: dict[str, set[str]] = {}
    later: list[tuple[str, str, str]] = []
    for file in pages:
        text = (folder / file).read_text("utf-8")
        bare = DRAWN.sub("", text)
        marks[file] = set(ID.findall(bare))
        for link in map(unescape, dict.fromkeys(LED.findall(bare))):
            if link.startswith(("https://", "http://", "data:")):
                continue
            path, _, mark = link.partition("#")
            goal = normpath(f"{dirname(file)}/{unquote(path)}".lstrip("/")) if path else file
            if link.startswith("/") or ":" in path or goal.startswith("..") or goal == NAME:
                yield f"{file}: {link} does not stay in the site"
            elif path and not (folder / goal).is_file():
                yield f"{file}: {link} leads to no file"
            elif mark:
                later.append((file, goal, mark))
    for file, goal, mark in later:
        if goal in marks and mark not in marks[goal]:
            yield f"{file}: there is no {mark!r} in {goal}"
