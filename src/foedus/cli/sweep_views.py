"""What the command of sweeps prints, draws and tells while it works."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.brief.figures.of_sweeps import end_told, moving, sweep_figures, t, value_told
from foedus.brief.text.sweeps import most, stands, still, sweep_page
from foedus.cli.terminal import console, grid
from foedus.ground.numbers import number

if TYPE_CHECKING:
    from foedus.crisis.sweep.report import SweepReport
    from foedus.crisis.sweep.spec import SweepSpec


def worked(spec: SweepSpec, workers: int, scheduler: str) -> SweepReport:
    """The sweep, with a bar on standard error where somebody looks."""
    from foedus.crisis.run import cores
    from foedus.crisis.sweep.cluster import cluster
    from foedus.crisis.sweep.report import sweep

    out = console(error=True)
    with cluster(workers or cores(), scheduler) as client:
        if not out.is_terminal:
            return sweep(client, spec)
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

        with Progress(BarColumn(), TaskProgressColumn(), TimeRemainingColumn(), console=out, transient=True) as bar:
            task = bar.add_task("", total=None)
            return sweep(client, spec, lambda done, of: bar.update(task, completed=done, total=of))


def told_by() -> dict[str, str]:
    """Model, illustration and record, as a source names them."""
    from foedus.crisis.plan import VERSION
    from foedus.record.version import VERSION as RECORD
    from foedus.response.model import model_named

    return {"model": model_named().version, "crisis": VERSION, "record": RECORD}


def write(found: SweepReport, spec: Path, md: Path | None, figures: Path | None, lang: str, *, quiet: bool) -> None:
    """The page with its charts beside it, and the charts with their data in a folder."""
    if md is None and figures is None:
        return
    from foedus.cli.files import write_files, write_pictures

    charts = {figure.name: figure for figure in sweep_figures(found, lang, told_by())}
    if figures:
        write_pictures(charts, figures, lang, quiet=quiet)
    if md:
        beside = {f"{md.stem}-{name.removeprefix('sweep-')}.svg": figure for name, figure in charts.items()}
        page = sweep_page(found, lang, spec.as_posix(), beside)
        files: list[tuple[Path, bytes | str]] = [(md.parent / name, figure.svg) for name, figure in beside.items()]
        write_files([(md, page), *files], lang, quiet=quiet)


def sweep(found: SweepReport, lang: str) -> None:
    """For each answer where it stands, what moves it most, and a table of what moves it at all."""
    out = console()
    for answer in found.spec.answers:
        out.print(t(f"answer.{answer}", lang), style="bold")
        out.print(f"{stands(found, answer, lang)} {most(found, answer, lang)}")
        if rest := still(found, answer, lang):
            out.print(rest, style="dim")
        index = t("total" if found.spec.method == "sobol" else "effect", lang)
        table = grid(t("varies", lang), t("alone", lang), index, right=(2,))
        overall, names = found.overall[answer], [f.name for f in found.factors]
        for bar in moving(found, answer):
            ends = zip(bar.ends, bar.factor.ends, strict=True)
            alone = "; ".join(f"{end_told(bar, end, lang)}: {value_told(answer, x, lang)}" for x, end in ends)
            i = names.index(bar.factor.name)
            share = t("none", lang) if overall is None else number(overall.effect[i], lang, 2)
            table.add_row(t(f"factor.{bar.factor.name}", lang), alone, share)
        if table.row_count:
            out.print(table)
        out.print("")
