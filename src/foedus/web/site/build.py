"""Make a site: what has changed since the folder was last written, by several processes, each file whole."""

from __future__ import annotations

import multiprocessing as mp
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path

from msgspec import structs

from foedus.ground.write import write_whole
from foedus.web.site.files_of import relative
from foedus.web.site.inputs import inputs_of
from foedus.web.site.links import broken
from foedus.web.site.manifest import Manifest, SiteError, Written, hashed, keep, opened, untouched
from foedus.web.site.pages import made
from foedus.web.site.plan import Leaf, Plan
from foedus.web.site.search import search_files
from foedus.web.static import files as static_files
from foedus.web.words import told

#: Told after every few pages: how many of how many are done.
Step = Callable[[int, int], None]
#: Seconds after which what was written so far is noted, so that a run that is killed need not begin again.
NOTE_SECONDS = 5.0
#: How many broken links an error names.
NAMED = 5


@dataclass(frozen=True, slots=True)
class Built:
    """What a run did: pages made, pages left as they were, files removed, maps drawn, links followed without fault."""

    made: int
    kept: int
    removed: int
    maps: int
    seconds: float


def build(plan: Plan, folder: Path, jobs: int = 1, step: Step | None = None) -> Built:
    """Write the site of a plan into a folder and follow every link of it.

    Raises `SiteError` for a folder that is no site, for a file in it that is not as it was written, and for a link that
    leads nowhere; `OSError` where the folder cannot be written.
    """
    begin = time.perf_counter()
    manifest = opened(folder)
    wanted = {leaf.file: inputs_of(leaf, plan) for leaf in plan.leaves}
    if len({f.casefold() for f in wanted}) < len(wanted):
        raise RuntimeError("two pages of the site have one name on some systems")
    fresh = {file for file, old in manifest.pages.items() if _stands(folder, file, old, wanted)}
    groups = _groups(leaf for leaf in plan.leaves if leaf.file not in fresh)
    folder.mkdir(parents=True, exist_ok=True)
    keep(folder, manifest)
    done, total, maps, noted = 0, sum(map(len, groups)), 0, time.monotonic()
    try:
        for pages, new in _written(groups, plan, folder, jobs):
            for file, page in pages.items():
                manifest.pages[file] = structs.replace(page, inputs=wanted[file])
            done, maps = done + len(pages), maps + new
            if step:
                step(done, total)
            if time.monotonic() - noted > NOTE_SECONDS:
                keep(folder, manifest)
                noted = time.monotonic()
    finally:
        keep(folder, manifest)
    manifest.beside = _beside(plan, folder, manifest)
    removed = _tidied(folder, manifest, wanted)
    keep(folder, manifest)
    _followed(folder, [*manifest.pages, "index.html"])
    return Built(done, len(fresh & wanted.keys()), removed, maps, time.perf_counter() - begin)


def _stands(folder: Path, file: str, old: Written, wanted: dict[str, str]) -> bool:
    """Whether a page need not be made: of the same inputs, there as it was written, and its maps too."""
    there = untouched(folder, file, old.content)
    return there and wanted.get(file) == old.inputs and all((folder / m).is_file() for m in old.maps)


def _groups(leaves: Iterable[Leaf]) -> list[list[Leaf]]:
    """The pages to make, those that share maps and answers together."""
    found: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        found.setdefault(leaf.group, []).append(leaf)
    return list(found.values())


def _written(groups: list[list[Leaf]], plan: Plan, folder: Path, jobs: int) -> Iterator[tuple[dict[str, Written], int]]:
    """Make and write groups of pages, in this process or in several; gives each group's pages and its new maps."""
    if jobs <= 1 or len(groups) < 2:
        for group in groups:
            for leaf in group:
                yield _write([leaf], plan, folder)
        return
    context = mp.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(groups)), context, _begin, (plan, folder)) as pool:
        # The longest first, so that no process is left alone with one at the end.
        waiting: set[Future[tuple[dict[str, Written], int]]] = {
            pool.submit(_work, group) for group in sorted(groups, key=len, reverse=True)
        }
        try:
            while waiting:
                ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in ready)
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


_HERE: list[tuple[Plan, Path]] = []


def _begin(plan: Plan, folder: Path) -> None:  # pragma: no cover (runs in processes of its own)
    _HERE[:] = [(plan, folder)]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the business of the process that asked
    threading.Thread(target=_until_alone, daemon=True).start()


def _until_alone() -> None:  # pragma: no cover (runs in processes of its own)
    """End this process when the one that asked has gone, however it went."""
    parent = mp.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(group: list[Leaf]) -> tuple[dict[str, Written], int]:  # pragma: no cover (runs in processes of its own)
    return _write(group, *_HERE[0])


def _write(group: list[Leaf], plan: Plan, folder: Path) -> tuple[dict[str, Written], int]:
    pages: dict[str, Written] = {}
    new = 0
    for leaf in group:
        page = made(leaf, plan)
        for file, content in page.maps.items():
            if not (folder / file).is_file():
                write_whole(folder / file, content)
                new += 1
        write_whole(folder / leaf.file, page.content)
        pages[leaf.file] = Written(inputs="", content=hashed(page.content), maps=tuple(page.maps))
    return pages, new


def _beside(plan: Plan, folder: Path, manifest: Manifest) -> dict[str, str]:
    """Styles, scripts, the search index and the first page; written where they differ from what is there."""
    found: dict[str, bytes] = {f"static/{name}": content for name, (content, _) in static_files().items()}
    found |= {name: text.encode("utf-8") for name, text in search_files(plan)}
    found["index.html"] = _first(plan).encode("utf-8")
    for file, content in found.items():
        known = manifest.beside.get(file, "")
        if not (known and untouched(folder, file, known) and known == hashed(content)):
            write_whole(folder / file, content)
    return {file: hashed(content) for file, content in found.items()} | {
        old: known for old, known in manifest.beside.items() if old not in found
    }


def _first(plan: Plan) -> str:
    """The page of the folder itself: one link to each language."""
    style = next(f"static/{name}" for name in static_files() if name.startswith("brief."))
    links = "\n".join(
        f'<li><a href="{relative("index.html", f"{lang}/index.html")}" hreflang="{lang}" lang="{lang}">'
        f"{escape(told('base', f'in-{lang}', lang))}: {escape(told('site', 'choose', lang))}</a></li>"
        for lang in plan.langs
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{plan.langs[0]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>Foedus</title>\n'
        f'<link rel="stylesheet" href="{style}">\n</head>\n<body>\n<main>\n<h1>Foedus</h1>\n<ul>\n{links}\n</ul>\n'
        "</main>\n</body>\n</html>\n"
    )


def _tidied(folder: Path, manifest: Manifest, wanted: dict[str, str]) -> int:
    """Remove pages, maps and other files that were ours and belong to the site no longer."""
    gone = [file for file in manifest.pages if file not in wanted]
    for file in gone:
        del manifest.pages[file]
    shown = {m for page in manifest.pages.values() for m in page.maps}
    gone += [f"maps/{p.name}" for p in sorted((folder / "maps").glob("*.svg")) if f"maps/{p.name}" not in shown]
    for file in gone:
        (folder / file).unlink(missing_ok=True)
        with suppress(OSError):  # not empty
            (folder / file).parent.rmdir()
    return len(gone)


def _followed(folder: Path, pages: Iterable[str]) -> None:
    faults = list(broken(folder, pages))
    if faults:
        raise SiteError(
            f"{len(faults)} links of the site lead nowhere",
            why="; ".join(faults[:NAMED]),
            hint="this is a fault of the program: please report it",
        )
