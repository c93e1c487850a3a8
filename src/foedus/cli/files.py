"""The files of a brief: page, text and pictures, written whole."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.cli.terminal import told
from foedus.ground.errors import QueryError
from foedus.ground.write import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedus.brief import Brief
    from foedus.brief.graphics.figure import Figure


def write(brief: Brief, html: Path | None, md: Path | None, figures: Path | None, lang: str, *, quiet: bool) -> None:
    """Write the brief's files whole and say where they are (on stderr, so that pipes stay clean)."""
    files: list[tuple[Path, bytes | str]] = []
    files += [(html, brief.html)] if html else []
    files += [(md, brief.markdown)] if md else []
    if figures:
        files += _pictures(brief.pictures, figures, lang)
    if html and md and html.resolve() == md.resolve():
        raise QueryError(
            f"{html} cannot be the page and the text at once",
            why="the second would replace the first",
            hint="name two files",
        )
    write_files(files, lang, quiet=quiet)


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


def _pictures(pictures: Mapping[str, Figure], folder: Path, lang: str) -> list[tuple[Path, bytes | str]]:
    """Every picture in three forms; without PNG, and with a word on how to have it, where nothing can render it."""
    from foedus.brief.graphics.raster import can_render

    files: list[tuple[Path, bytes | str]] = []
    for name, figure in pictures.items():
        files += [(folder / f"{name}.svg", figure.svg), (folder / f"{name}.csv", figure.to_csv())]
        files += [(folder / f"{name}.png", figure.png())] if can_render() else []
    if not can_render():
        sys.stderr.write(told("no-png", lang) + "\n")
    return files
