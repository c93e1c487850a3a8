"""The sources of a panel as one cites them: each set with its version, terms and address, as text or BibTeX."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.datasets.catalogue import DataSet, get_set, get_table
from foedus.ground.errors import QueryError
from foedus.ground.version import __version__

FORMS = ("text", "bibtex")
#: What TeX reads as an instruction.
_TEX = str.maketrans({c: f"\\{c}" for c in "&%$#_{}"} | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"})


def sets_of(tables: Iterable[str]) -> list[DataSet]:
    """The sets that the tables are of, each once, in order."""
    return [get_set(name) for name in dict.fromkeys(get_table(table).set for table in tables)]


def cited(tables: Iterable[str], own: Iterable[str] = (), form: str = "text") -> str:
    """The sources of a panel made of these tables; `own` are tables of one's own, which are named and no more."""
    if form not in FORMS:
        raise QueryError(f"there is no form {form!r} of citations", hint=f"use {' or '.join(FORMS)}")
    sets, brought = sets_of(tables), list(dict.fromkeys(own))
    if form == "bibtex":
        return (
            "\n".join([*map(_bibtex, sets), _software(), *(f"% a table of one's own: {name}" for name in brought)])
            + "\n"
        )
    lines = [
        f"{s.title}, version {s.version}. {s.citation} {_address(s)} Terms: {s.terms} ({s.terms_state})." for s in sets
    ]
    lines += [f"Joined with Foedus {__version__}."]
    return "\n\n".join([*lines, *(f"{name}: a table of one's own." for name in brought)]) + "\n"


def _address(found: DataSet) -> str:
    return f"https://doi.org/{found.doi}." if found.doi else f"{found.address}."


def _bibtex(found: DataSet) -> str:
    fields = {
        "title": f"{{{found.title.translate(_TEX)}}}", "version": found.version.translate(_TEX),
        "author": f"{{{found.publisher.translate(_TEX)}}}", "doi": found.doi, "url": found.address,
        "note": f"{found.citation} Terms: {found.terms} ({found.terms_state})".translate(_TEX),
    }  # fmt: skip
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{found.id},\n{body}\n}}\n"


def _software() -> str:
    fields = f"  title = {{Foedus}},\n  author = {{{{The Foedus authors}}}},\n  version = {{{__version__}}}"
    return f"@software{{foedus,\n{fields}\n}}\n"
