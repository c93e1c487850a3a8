"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from foedus.cli import completion

Alliance = Annotated[
    str,
    typer.Argument(help="Id or name, e.g. CSTO, OVKS, NATO.", metavar="ALLIANCE", autocompletion=completion.alliances),
]
On = Annotated[Optional[str], typer.Option("--on", help="Day the question is about, YYYY-MM-DD.")]  # noqa: UP045
Known = Annotated[Optional[str], typer.Option("--known", help="Day by which it had to be known.")]  # noqa: UP045
Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
LANG_HELP = "Language: de or en; FOEDUS_LANG sets it for good."
LangOption = Annotated[str, typer.Option("--lang", help=LANG_HELP, show_default=False)]
Without = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option("--without", help="Leave out a member (repeat for more), e.g. RUS.", autocompletion=completion.states),
]
Html = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--html", help="Write a self-contained HTML brief to this file."),
]
Figures = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--figures", help="Write every picture to this folder: SVG, PNG, its data as CSV, a page to embed."),
]
Markdown = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--md", help="Write the brief as Markdown to this file."),
]
Pdf = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--pdf", help="Write the brief to this file as A4 pages (extra pdf)."),
]
Tables = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--tables", help="Write every table to this folder as CSV."),
]
Citation = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--citation", help="Write how this answer is cited: a .bib file (BibTeX) or .json (CSL-JSON)."),
]
ReportMarkdown = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--md", help="Write the report as Markdown to this file."),
]
ReportHtml = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--html", help="Write the report as a self-contained HTML page to this file."),
]
