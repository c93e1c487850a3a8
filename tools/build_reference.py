"""Write the pages of the reference that repeat what the code knows: data sets, sources, outcomes, readings, six rulings.

Usage: python tools/build_reference.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

import outcomes_page
import readings_page
import six_rulings
import stability_page
from foedus.datasets.catalogue import catalogue, fingerprints
from foedus.ground.write import write_whole
from foedus.measures.over_time.panel_columns import all_sources
from markdown_cell import cell

DOCS = Path(__file__).resolve().parent.parent / "docs"


def years(coverage: tuple[int, int] | None) -> str:
    return f"{coverage[0]} to {coverage[1]}" if coverage else ""


def data_sets() -> str:
    """The page of data sets, by topic."""
    sets = sorted(catalogue().values(), key=lambda s: (s.topic, s.id))
    count = sum(len(s.tables) for s in sets)
    lines = [
        "# Data sets",
        "",
        "Made by `python tools/build_reference.py` from `src/foedus/datasets/catalogue/`; `foedus data show SET` tells more: files with their",
        "sha256, columns with type, unit, codes and meaning, quirks. Foedus ships none of these files. Terms: *stated* were read at the source or its",
        "repository, *known* are the publisher's usual ones, not read again, *not found* means: cite, and ask before passing on. No address could be",
        "tried from the machine on which the catalogue was written, unless a day is given. Many publishers give no address of a file; then `data fetch`",
        "takes a copy in a public repository, at a fixed commit, and refuses it unless it is the file known here, byte for byte or column for column.",
        "",
        f"{len(sets)} sets, {count} tables, {sum(len(t.columns) for s in sets for t in s.tables.values()):,} documented columns; "
        f"{sum(bool(s.downloads) for s in sets)} sets with an address to fetch from.",
        "",
    ]
    topic = ""
    for owner in sets:
        if owner.topic != topic:
            topic = owner.topic
            lines += [
                f"## {topic.capitalize()}",
                "",
                "| set | what | version | years | tables (rows) | terms | cite |",
                "|---|---|---|---|---|---|---|",
            ]
        tables = ", ".join(
            f"{short} ({fingerprints()[t.file].rows:,})" if t.file in fingerprints() else short
            for short, t in owner.tables.items()
        )
        what = f"[{cell(owner.title)}]({owner.address}), {cell(owner.publisher)}"
        terms = f"{cell(owner.terms)} ({owner.terms_state})"
        lines.append(
            f"| `{owner.id}` | {what} | {cell(owner.version)} | {years(owner.coverage)} | {tables} | {terms} | {cell(owner.citation)} |"
        )
        following = sets[sets.index(owner) + 1 :]
        if not following or following[0].topic != topic:
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def sources() -> str:
    """The page of sources that panels can be joined with."""
    lines = [
        "# Sources of panels",
        "",
        "Made by `python tools/build_reference.py`. Short names for `foedus dyads --with ...`, `foedus state-years --with ...` and `Panel.add(...)`. The id of any",
        "table of states, pairs or their years ([data sets](data-sets.md)) is a source too; its columns come with the set's name before them.",
        "",
        "| source | adds | to | from | verb of peacesciencer |",
        "|---|---|---|---|---|",
    ]
    for name, verb in all_sources().items():
        tables = ", ".join(f"`{t}`" for t in (*verb.tables, *verb.own.values()))
        peer = f"`{verb.peer}`" if verb.peer else ""
        lines.append(f"| `{name}` | {cell(verb.text)} | {', '.join(verb.units)} | {tables} | {peer} |")
    return "\n".join(lines) + "\n"


PAGES = {
    "reference/data-sets.md": data_sets,
    "reference/panel-sources.md": sources,
    "reference/outcomes.md": outcomes_page.page,
    "reference/readings.md": readings_page.page,
    "reference/six-rulings.md": six_rulings.page,
    "reference/stability.md": stability_page.page,
}


def main(check: bool) -> int:
    stale = []
    for name, make in PAGES.items():
        path, text = DOCS / name, make()
        if check:
            stale += [name] if not path.exists() or path.read_text(encoding="utf-8") != text else []
        else:
            write_whole(path, text)
            print(f"written: docs/{name}")
    if stale:
        print(f"not up to date: {', '.join(stale)} (run python tools/build_reference.py)")
    elif check:
        print("the reference is up to date")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
