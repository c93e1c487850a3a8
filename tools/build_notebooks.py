"""Run the text notebooks under docs/notebooks; write what they answer, pages and pictures, and a notebook to open.

python tools/build_notebooks.py [NAME...]            run them all, or those named, and write
python tools/build_notebooks.py --check [NAME...]    say what differs, exit 1 if anything does; exit 2 if a cell fails

A notebook is a Python file in Jupytext's percent format; beside it stands the same as .ipynb, without answers, for who
opens it in Jupyter. Each runs in a fresh kernel in its own folder. A cell tagged
"fold" has its code folded away on the page. Pages must not change from run to run or from machine to machine: an
address of an object or a path of this machine on a page is an error, and so is a picture without alternative text.
"""

from __future__ import annotations

import os
import re
import sys
import warnings
from html import escape
from pathlib import Path
from typing import Any

from foedus.ground.write import write_whole

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "notebooks"
NOTEBOOKS = ("csto-nato", "who-balances-whom", "soldiers-and-protest")
SECONDS = 120
CHART = "application/vnd.vegalite+json"
#: What the kernel is told first, out of sight: charts are handed over as specifications, not drawn.
SETUP = f"""import altair
altair.renderers.register("page", lambda spec, **options: {{"{CHART}": spec}})
altair.renderers.enable("page");"""
#: Kernels of the measures run in their plain form: no compiling, and the same sums on every processor.
ENVIRONMENT = {"NUMBA_DISABLE_JIT": "1", "PYTHONHASHSEED": "0", "NO_COLOR": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
#: Where kernels are compiled all the same: millions of steps of whole numbers, and no sums to differ.
COMPILED = {"soldiers-and-protest": {"NUMBA_DISABLE_JIT": "0"}}
UNSTEADY = re.compile(r"\bat 0x[0-9a-fA-F]{4,}|/home/|/tmp/|/Users/|" + re.escape(str(ROOT)))


class PageError(Exception):
    """A notebook gave something that does not belong on a page."""


def run(path: Path) -> Any:
    """The notebook with its outputs; a failing cell raises `nbclient.exceptions.CellExecutionError`."""
    import jupytext
    from nbclient import NotebookClient
    from nbformat.v4 import new_code_cell

    notebook = jupytext.read(path)
    notebook.cells.insert(0, new_code_cell(SETUP, id="setup"))  # type: ignore[no-untyped-call]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of the kernel's own machinery
        client = NotebookClient(
            notebook,
            timeout=SECONDS,
            kernel_name="python3",
            resources={"metadata": {"path": str(path.parent)}},
            extra_arguments=["--IPKernelApp.log_level=ERROR"],  # it warns that it listens on this machine
        )
        client.execute(env=os.environ | ENVIRONMENT | COMPILED.get(path.stem, {}))
    del notebook.cells[0]
    return notebook


def picture(spec: dict[str, Any]) -> tuple[str, str, str]:
    """File name, SVG and alternative text of a chart; the text and the title go into the SVG too."""
    import vl_convert

    file, text = spec.get("usermeta", {}).get("file"), spec.get("description")
    title = next((found for found in _titles(spec) if "subtitle" in found), None)
    if not (file and text and title):
        raise PageError("a picture lacks a file name, a title with its measure, or alternative text")
    if not any(str(line).startswith("Source") for found in _titles(spec) for line in _lines(found["text"])):
        raise PageError(f"picture {file}: no line says its source")
    svg = vl_convert.vegalite_to_svg(spec, vl_version=_version(spec))
    head, rest = svg.split(">", 1)
    names = f'<title id="{file}-title">{escape(" ".join(_lines(title["text"])))}</title><desc id="{file}-text">{escape(text)}</desc>'
    return file, f'{head} role="img" aria-labelledby="{file}-title {file}-text">{names}{rest}\n', text


def _version(spec: dict[str, Any]) -> str:
    found = re.search(r"/v(\d+\.\d+)[^/]*\.json", spec["$schema"])
    if not found:
        raise PageError(f"no version of Vega-Lite in {spec['$schema']}")
    return found[1]


def _titles(spec: Any) -> list[dict[str, Any]]:
    """All titles of a chart and of its parts that are written out, outermost first."""
    found = [spec["title"]] if isinstance(spec.get("title"), dict) else []
    return found + [t for key in ("vconcat", "hconcat", "concat") for part in spec.get(key, ()) for t in _titles(part)]


def _lines(text: str | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else text


def page(notebook: Any, name: str) -> dict[str, str]:
    """The Markdown page and the pictures of a notebook that has run, by file name."""
    made: dict[str, str] = {}
    parts = [f"<!-- Made from {name}.py by tools/build_notebooks.py: change that file, then run it. -->"]
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            parts.append(cell.source)
        elif cell.cell_type == "code" and cell.source.strip():
            code = f"```python\n{cell.source}\n```"
            folded = "fold" in cell.metadata.get("tags", ())
            parts.append(f"<details><summary>Code</summary>\n\n{code}\n\n</details>" if folded else code)
            parts += [_shown(output, name, made) for output in cell.outputs]
    made[f"{name}.md"] = "\n\n".join(part.strip("\n") for part in parts) + "\n"
    for file, content in made.items():
        if found := UNSTEADY.search(content):
            raise PageError(f"{file} holds {found[0]!r}, which differs from run to run or between machines")
    return made


def _shown(output: Any, name: str, made: dict[str, str]) -> str:
    """One output as Markdown; a picture is put into `made`."""
    if output.output_type == "stream":
        if output.name == "stderr":
            raise PageError(f"{name} wrote to stderr: {output.text.strip()[:300]}")
        return f"```text\n{output.text.rstrip()}\n```"
    data = output.data
    if CHART in data:
        file, svg, text = picture(data[CHART])
        if f"{name}-{file}.svg" in made:
            raise PageError(f"{name} has two pictures named {file}")
        made[f"{name}-{file}.svg"] = svg
        alternative = text.replace("[", "(").replace("]", ")").replace("\n", " ")
        return f"![{alternative}]({name}-{file}.svg)"
    if "text/markdown" in data:
        return str(data["text/markdown"])
    return f"```text\n{data['text/plain'].rstrip()}\n```"


def to_open(path: Path) -> str:
    """The notebook as Jupyter opens it: its cells, numbered, without what they answered."""
    import jupytext
    import nbformat

    notebook = jupytext.read(path)
    notebook.metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    for number, cell in enumerate(notebook.cells, 1):
        cell.id = f"cell-{number}"
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)) + "\n"  # type: ignore[no-untyped-call]


def left_over(name: str, made: dict[str, str], folder: Path) -> list[Path]:
    """Pictures of the notebook in the folder that it makes no longer."""
    return [path for path in sorted(folder.glob(f"{name}-*.svg")) if path.name not in made]


#: How far a place in a picture may lie off: the renderer measures words by the fonts of the machine that it runs on.
SLACK_PX = 2.0
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
#: What a reader is told: the words between the marks, and those for who cannot see them.
TOLD = re.compile(r">[^<]*<|aria-[a-z]+=\"[^\"]*\"")


def same(file: str, committed: str, made: str) -> bool:
    """Whether a file is what was made; in a picture, places may be off by what another font of the same name makes."""
    if committed == made or not file.endswith(".svg"):
        return committed == made
    if NUMBER.sub("#", committed) != NUMBER.sub("#", made) or TOLD.findall(committed) != TOLD.findall(made):
        return False
    pairs = zip(NUMBER.findall(committed), NUMBER.findall(made), strict=True)
    return all(abs(float(a) - float(b)) <= SLACK_PX for a, b in pairs)


def compare(name: str, made: dict[str, str], folder: Path = FOLDER) -> list[str]:
    """The files of a notebook that are not there, are not what it makes, or are left over."""
    differing = [
        file
        for file, content in made.items()
        if not (folder / file).is_file() or not same(file, (folder / file).read_text("utf-8"), content)
    ]
    return differing + [path.name for path in left_over(name, made, folder)]


def write(name: str, made: dict[str, str], folder: Path = FOLDER) -> None:
    """Write the files of a notebook, and remove pictures that it makes no longer."""
    for path in left_over(name, made, folder):
        path.unlink()
        print(f"removed: {path.name}")
    for file, content in made.items():
        write_whole(folder / file, content)
        print(f"written: {file}")


def main(arguments: list[str]) -> int:
    """Run the notebooks; write their pages, or compare them with what is there."""
    check = "--check" in arguments
    names = [a for a in arguments if a != "--check"] or list(NOTEBOOKS)
    if unknown := [n for n in names if n not in NOTEBOOKS]:
        print(f"there is no notebook {', '.join(unknown)}; there are {', '.join(NOTEBOOKS)}")
        return 2
    differing: list[str] = []
    for name in names:
        try:
            made = page(run(FOLDER / f"{name}.py"), name) | {f"{name}.ipynb": to_open(FOLDER / f"{name}.py")}
        except Exception as error:
            print(f"{name} failed: {error}")
            return 2
        print(f"executed: {name}")
        if check:
            differing += compare(name, made)
        else:
            write(name, made)
    if differing:
        print("out of date (run: make notebooks):", ", ".join(differing))
    elif check:
        print("the notebooks are up to date")
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
