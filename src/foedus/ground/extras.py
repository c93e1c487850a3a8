"""Extras: packages that not every answer needs, and how to add them to the very installation that is running.

The name Foedus is on no package index, so no command printed here asks an index for it: the extra's own packages are
named one by one.
"""

from __future__ import annotations

import re
import sys
from importlib.util import find_spec
from pathlib import Path

from foedus.ground.errors import FoedusError

#: The modules of each extra (pyproject.toml has the packages) without which what it is for does not work at all;
#: numba is not among them, since kernels answer without it, more slowly, nor pyreadstat, which only SPSS files need.
EXTRAS: dict[str, tuple[str, ...]] = {
    "tables": ("polars",),
    "data": ("networkx", "openpyxl", "pandas", "polars", "pooch", "pyarrow", "rdata"),
    "png": ("vl_convert",),
    "notebooks": ("altair", "ipykernel", "jupytext", "nbformat", "polars"),
    "pdf": ("weasyprint",),
    "web": ("python_multipart", "starlette", "uvicorn"),
    "ensembles": ("scipy", "xarray"),
    "cluster": ("distributed", "SALib", "scipy", "xarray"),
}
#: What each is for, as an error says it.
PURPOSE = {
    "tables": "answers as tables",
    "data": "published data files and the panels made of them",
    "png": "pictures in pixels",
    "notebooks": "notebooks and their charts",
    "pdf": "pages on paper",
    "web": "pages in a browser",
    "ensembles": "crises drawn many times over",
    "cluster": "sweeps over assumptions on several workers",
}


class MissingExtraError(FoedusError):
    """What was asked for needs packages that are not installed here; no file and no question is at fault."""


def need(extra: str) -> None:
    """Raise `MissingExtraError`, with the command that mends it, unless the modules of the extra are there."""
    gone = [module for module in EXTRAS[extra] if not _there(module)]
    if gone:
        raise MissingExtraError(
            f"this needs {', '.join(gone)}, not installed here",
            why=f"{PURPOSE[extra]}: that is the extra {extra!r}, which {sys.executable} does not have",
            hint=how_to_add(extra),
        )


def explained(error: ModuleNotFoundError) -> FoedusError | None:
    """The error of a module of some extra that is not there, in words; None for any other module."""
    module = (error.name or "").split(".")[0]
    extra = next((e for e in ("data", *EXTRAS) if module in EXTRAS[e]), None)
    if extra is None:
        return None
    return MissingExtraError(
        f"this needs {module}, not installed here",
        why=f"{PURPOSE[extra]}: that is the extra {extra!r}, which {sys.executable} does not have",
        hint=how_to_add(extra),
    )


def how_to_add(extra: str) -> str:
    """The command that adds an extra to this installation: made by make, pipx, uv or pip."""
    prefix = Path(sys.prefix)
    if (prefix / ".demo").is_file() and not (prefix / ".setup").is_file():
        return "make setup, in the folder of the Makefile that made this environment"
    names = " ".join(f'"{name}"' for name in packages(extra))
    if (prefix / "pipx_metadata.json").is_file():
        return f"pipx inject {prefix.name} {names}"
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    if find_spec("pip") is None:
        return f"uv pip install --python {python} {names}"
    return f"{python} -m pip install {names}"


def packages(extra: str) -> list[str]:
    """The packages of an extra as this installation declares them; from a bare source folder, without versions."""
    from importlib.metadata import PackageNotFoundError, distribution  # costs more than the rest of this file

    try:
        declared = distribution("foedus").requires or []
    except PackageNotFoundError:
        declared = []
    belongs = re.compile(rf"""^\s*([^;]+?)\s*;.*\bextra\s*==\s*["']{extra}["']""")
    return [found[1].replace(" ", "") for d in declared if (found := belongs.match(d))] or list(EXTRAS[extra])


def _there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):  # a parent that fails, or a module that something else has put out of reach
        return False
