"""The files of a brief: page, text, sheets of paper, pictures, tables and citation, written whole."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.cli.terminal import told
from foedus.ground.errors import QueryError
from foedus.ground.write import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from foedus.brief import Brief
    from foedus.brief.graphics.figure import Figure

#: What is made of a brief in one file; two of them cannot go to the same one.
SINGLE = ("html", "md", "pdf", "citation")


def write(brief: Brief, wanted: Mapping[str, Path], lang: str, *, quiet: bool) -> None:
    """Write the files that are wanted ("html", "md", "pdf", "figures", "tables", "citation") and say where they are.

    None is written before all of them are made. What is said goes to stderr, so that pipes stay clean.
    """
    _apart(wanted)
    write_files(_made(brief, wanted, lang), lang, quiet=quiet)


def write_pictures(pictures: Mapping[str, Figure], folder: Path, lang: str, *, quiet: bool) -> None:
    """Write pictures with their data to a folder, each whole."""
    write_files(_pictures(pictures, folder, lang), lang, quiet=quiet)


def write_files(files: list[tuple[Path, bytes | str]], lang: str, *, quiet: bool) -> None:
    """Write files, each whole, and say where they are."""
    for path, content in files:
        try:
            write_whole(path, content)
        except OSError as error:
            raise QueryError(
                f"{path} cannot be written", why=error.strerror or str(error), hint="choose another file"
            ) from None
        if not quiet:
            sys.stderr.write(told("written", lang, path=path.resolve()) + "\n")


def _made(brief: Brief, wanted: Mapping[str, Path], lang: str) -> list[tuple[Path, bytes | str]]:
    files: list[tuple[Path, bytes | str]] = []
    if path := wanted.get("citation"):
        files.append((path, brief.cited(_form(path))))  # first, since its ending may be refused
    if path := wanted.get("html"):
        files.append((path, brief.html))
    if path := wanted.get("md"):
        files.append((path, brief.markdown))
    if path := wanted.get("pdf"):
        files.append((path, brief.pdf()))
    if path := wanted.get("figures"):
        files += _pictures(brief.pictures, path, lang, brief.embedded)
    if path := wanted.get("tables"):
        files += [(path / f"{name}.csv", grid.to_csv()) for name, grid in brief.tables.items()]
    return files


def _apart(wanted: Mapping[str, Path]) -> None:
    """Two files of one name would replace each other."""
    seen: dict[Path, str] = {}
    for name in SINGLE:
        if path := wanted.get(name):
            if other := seen.get(path.resolve()):
                raise QueryError(
                    f"--{other} and --{name} name the same file, {path}",
                    why="the second would replace the first",
                    hint="name two files",
                )
            seen[path.resolve()] = name


def _form(path: Path) -> str:
    """The form of a citation, by its file's ending."""
    from foedus.brief.page.cited import FORMS

    if path.suffix.lower() not in FORMS:
        raise QueryError(
            f"{path} does not say what kind of citation is wanted",
            hint="end its name in .bib (BibTeX) or .json (CSL-JSON)",
        )
    return FORMS[path.suffix.lower()]


def _pictures(
    pictures: Mapping[str, Figure], folder: Path, lang: str, embedded: Callable[[str], str] | None = None
) -> list[tuple[Path, bytes | str]]:
    """Every picture in three forms, and `embedded` as a page of its own; without PNG where nothing can render it."""
    from foedus.brief.graphics.raster import can_render

    files: list[tuple[Path, bytes | str]] = []
    for name, figure in pictures.items():
        files += [(folder / f"{name}.svg", figure.svg), (folder / f"{name}.csv", figure.to_csv())]
        files += [(folder / f"{name}.html", embedded(name))] if embedded else []
        files += [(folder / f"{name}.png", figure.png())] if can_render() else []
    if not can_render():
        sys.stderr.write(told("no-png", lang) + "\n")
    return files
