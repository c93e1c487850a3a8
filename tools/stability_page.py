"""The page on what stays stable: fields of the JSON answers and codes, read from the types that make them."""

from __future__ import annotations

import typing
from typing import Any

import msgspec

from foedus.claims import Verdicts
from foedus.ground import terms
from foedus.measures.network import Exposure
from foedus.measures.over_time.one_alliance import AllianceYear
from foedus.measures.profile import Profile
from foedus.measures.reliability.both import Kept
from foedus.measures.side_by_side import Comparison
from foedus.measures.strength.burden import Burden
from foedus.measures.voting import VotingPower
from foedus.response.shape import Answer

#: Each command with the type of what its --json prints.
ANSWERS: dict[str, type] = {
    "show": Profile,
    "compare": Comparison,
    "invoke": Answer,
    "claims check": Verdicts,
    "vulnerability": Exposure,
    "power": VotingPower,
    "burden": Burden,
    "reliability": Kept,
    "years": AllianceYear,
}
CODES = {
    "threat": terms.Threat,
    "response": terms.ResponseKind,
    "status of a member": terms.Status,
    "obligation": terms.Obligation,
    "procedure": terms.Procedure,
    "request": terms.Request,
    "stance": terms.Stance,
}
HEAD = """# What stays stable

Made by `python tools/build_reference.py` from the types of the answers; a test holds it against what the commands print.

Three versions stand in every answer, since each changes for reasons of its own. `record.software` is the code's. `record.version` and `record.date` are
the record's: the number grows when a fact is added or mended, and a figure may change with it. `model.version` is the model's, in answers that forecast:
another model gives other chances from the same record. To cite an answer, give all three, and the seed.

**Stable** are the names of the commands and their options, the names and types of the JSON fields below, the codes below, the exit codes (0 answered, 1 the
audit found something, 2 not asked rightly or not to be had), and the names that `foedus.__all__` lists with their arguments. What is unknown is
`null`. Fields and codes may be *added* at any time: read by name, and pass over what you do not know.

**Not stable** are the sentences on the terminal and in briefs, their layout and pictures, the order of lists that the field does not promise, the JSON of
`cases`, `record export`, `record diff`, `data list` and `data show` (they follow the format of the record and of the catalogue), and modules that a package's front does not offer.

**How a change is announced.** A field, code, option or name that is to go or to mean something else stands in CHANGELOG under "Interface change" for one
minor version before it does, with what takes its place; both work in between where both can. A figure that changes stands under "Results change" with before and after.
Until version 1.0 a minor version may do so; from then on only a major one.

## Fields by command

`fields` are those of the object that `--json` prints (`years`: of each object of the list); a type in brackets has its own line below.

| command | fields |
|---|---|
"""


def structs_in(kind: Any) -> list[type[msgspec.Struct]]:
    """The structs that a type is made of, outermost first."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return [kind]
    return [found for part in typing.get_args(kind) for found in structs_in(part)]


def fields_of(kind: type) -> dict[str, list[type[msgspec.Struct]]]:
    """The fields of a struct by the names that JSON has, each with the structs in it."""
    return {f.encode_name: structs_in(f.type) for f in msgspec.structs.fields(kind)}


def kinds() -> dict[str, type[msgspec.Struct]]:
    """All structs inside the answers, by name; two of one name would share a line, and are refused."""
    found: dict[str, type[msgspec.Struct]] = {}
    ahead = list(ANSWERS.values())
    while ahead:
        for inner in (kind for kinds in fields_of(ahead.pop()).values() for kind in kinds):
            if inner.__name__ not in found:
                found[inner.__name__] = inner
                ahead.append(inner)
            elif found[inner.__name__] is not inner:
                raise ValueError(f"two types of an answer are named {inner.__name__}")
    return found


def line(kind: type) -> str:
    """The fields of a struct as a sentence."""
    told = []
    for name, inner in fields_of(kind).items():
        types = ", ".join(dict.fromkeys(k.__name__ for k in inner))
        told.append(f"`{name}`" + (f" [{types}]" if types else ""))
    return ", ".join(told)


def page() -> str:
    """The whole page."""
    lines = [f"| `{command}` | {line(kind)} |" for command, kind in ANSWERS.items()]
    lines += ["", "| type | fields |", "|---|---|"]
    lines += [f"| {name} | {line(kind)} |" for name, kind in sorted(kinds().items())]
    lines += ["", "## Codes", "", "| of | codes |", "|---|---|"]
    lines += [f"| {name} | {', '.join(f'`{c}`' for c in typing.get_args(code))} |" for name, code in CODES.items()]
    return HEAD + "\n".join(lines) + "\n"
