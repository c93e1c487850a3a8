"""A report of the evidence, told: into files where they are named, else on the terminal."""

from __future__ import annotations

import sys
from pathlib import Path


def tell(report: str, md: Path | None, html: Path | None, lang: str) -> None:
    """Write the report as Markdown and as a page, or print it where neither is asked for."""
    from foedus.cli.stream import emit
    from foedus.cli.terminal import told
    from foedus.ground.errors import QueryError
    from foedus.ground.write import write_whole

    files = [(md, report)] if md else []
    if html:
        from foedus.brief import report_page

        files.append((html, report_page(report, lang)))
    for path, content in files:
        try:
            write_whole(path, content)
        except OSError as error:
            raise QueryError(
                f"{path} cannot be written", why=error.strerror or str(error), hint="choose another file"
            ) from None
        sys.stderr.write(told("written", lang, path=path.resolve()) + "\n")
    if not files:
        emit(report)
