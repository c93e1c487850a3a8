"""Where in the files a finding of the audit stands, found again from the name of the entry that it begins with.

The types keep no lines, so the text is searched: for the entry by its id, then step by step for what the name says
inside it. A step that is not found leaves the line of the last one that was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from foedus.record.load import PARTS

NAME = re.compile(rf"({'|'.join(PARTS)})\[([^\]]*)\]((?:\.\w+(?:\[[^\]]*\])?)*)")
STEP = re.compile(r"\.(\w+)(?:\[([^\]]*)\])?")
HEAD = re.compile(r'\s*\[\[?\s*"?([\w.-]+)')
#: Parts whose files hold one entry each, and those that hold a list `[[part]]`; the ids of sources are headers.
SINGLE = ("alliances", "invocations")
#: The keys that may give an entry the name it has in a finding.
TELLING = ("id", "state")


def located(findings: Iterable[str], folder: Path) -> list[str]:
    """The findings, each with file and line before it where they can be told."""
    texts: dict[str, list[tuple[Path, list[str]]]] = {}
    made = []
    for finding in findings:
        name = NAME.match(finding)
        if name is None:
            made.append(finding)
            continue
        part = name[1]
        if part not in texts:
            paths = sorted((folder / part).glob("*.toml"))
            texts[part] = [(path, path.read_text("utf-8").splitlines()) for path in paths]
        where = _entry(texts[part], part, name[2])
        if where is None:
            made.append(finding)
            continue
        path, lines, first, last = where
        line = _inside(lines, first, last, "" if part in SINGLE else part, STEP.findall(name[3]))
        made.append(f"{path}:{line + 1}: {finding}")
    return made


def _entry(texts: list[tuple[Path, list[str]]], part: str, key: str) -> tuple[Path, list[str], int, int] | None:
    """The file of an entry, its lines, and the span of them that is the entry's."""
    named = re.compile(rf'\s*id\s*=\s*"{re.escape(key)}"')
    for path, lines in texts:
        if part == "sources":
            spans = _blocks(lines, 0, len(lines), key)
        elif part in SINGLE:
            own = next((n for n, line in enumerate(lines) if HEAD.match(line)), len(lines))
            spans = [(0, len(lines))] if any(named.match(line) for line in lines[:own]) else []
        else:
            listed = _blocks(lines, 0, len(lines), part)
            spans = [(first, last) for first, last in listed if any(named.match(row) for row in lines[first:last])]
        if spans:
            return path, lines, *spans[0]
    return None


def _inside(lines: list[str], first: int, last: int, prefix: str, steps: list[tuple[str, str]]) -> int:
    """The line to which the steps lead inside an entry, as far as they do."""
    for name, tag in steps:
        inner = f"{prefix}.{name}" if prefix else name
        blocks = _blocks(lines, first, last, inner)
        if not blocks:
            rows = range(first, next((n for n in range(first + 1, last) if HEAD.match(lines[n])), last))
            return next((n for n in rows if re.match(rf"\s*{name}\s*=", lines[n])), first)
        chosen = blocks[0]
        if tag.isdigit():
            chosen = blocks[min(int(tag), len(blocks) - 1)]
        elif tag:
            telling = re.compile(rf'\s*(?:{"|".join(TELLING)})\s*=\s*"{re.escape(tag)}"')
            chosen = next((b for b in blocks if any(telling.match(row) for row in lines[b[0] : b[1]])), chosen)
        (first, last), prefix = chosen, inner
    return first


def _blocks(lines: list[str], first: int, last: int, name: str) -> list[tuple[int, int]]:
    """The spans of the tables of a name, each with those inside it."""
    heads = [(n, found[1]) for n in range(first, last) if (found := HEAD.match(lines[n]))]
    ends = [n for n, head in heads if not head.startswith(f"{name}.")]
    return [(n, next((end for end in ends if end > n), last)) for n, head in heads if head == name]
