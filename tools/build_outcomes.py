"""Count what followed in the published sets and write `src/foedus/outcomes/figures.toml`.

Usage: python tools/build_outcomes.py FOLDER [--check]

FOLDER holds the publishers' files. Only counts, shares and intervals are written, with each set's version, the day on
which it was published, its citation and its terms.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.datasets.catalogue import get_set, get_table
from foedus.datasets.tidy import tidy
from foedus.ground.label import Label
from foedus.ground.write import write_whole
from foedus.outcomes.counted import campaigns, civil_war, peacekeeping
from foedus.outcomes.figures import FILE, CountedFigure

if TYPE_CHECKING:
    import polars as pl

#: The day, month or year in which each set was published in this version.
PUBLISHED = {
    "ucdp-termination": "2021", "navco": "2020-03", "mass-mobilization": "2020-07-31", "powell-thyne": "2020-10-13",
    "ceasefire-spells": "2020", "hultman-kathman-shannon": "2013-10", "kathman-peacekeeping": "2019-12",
    "un-peacekeeping-missions": "2024-02-19",
}  # fmt: skip
#: What each set is, in words of a sentence.
TITLES = {
    "ucdp-termination": ("UCDP’s list of how conflicts ended", "UCDPs Liste der Konfliktenden"),
    "navco": ("NAVCO’s list of campaigns", "NAVCOs Liste der Kampagnen"),
    "mass-mobilization": ("Mass Mobilization’s list of protests", "die Protestliste von Mass Mobilization"),
    "powell-thyne": ("Powell and Thyne’s list of coups", "Powells und Thynes Liste der Putsche"),
    "ceasefire-spells": ("ceasefires with and without peacekeepers", "Waffenruhen mit und ohne Friedenstruppen"),
    "hultman-kathman-shannon": ("civilians killed by month", "getötete Zivilisten nach Monat"),
    "kathman-peacekeeping": ("United Nations soldiers by month", "UN-Soldaten nach Monat"),
    "un-peacekeeping-missions": ("the United Nations’ list of their missions", "die Missionsliste der Vereinten Nationen"),
}  # fmt: skip
#: The last year that the list of terminations reaches.
LAST_YEAR = 2020


def figures(folder: Path) -> list[CountedFigure]:
    """Every figure, in the order in which a page tells them."""
    paths = {path.name: path for path in folder.rglob("*") if path.is_file()}

    def table(name: str) -> pl.DataFrame:
        found = get_table(name)
        return tidy(paths[found.file].read_bytes(), found)

    episodes = civil_war.episodes(table("ucdp-termination"))
    navco = table("navco")
    return [
        *campaigns.campaign_figures(navco),
        *campaigns.campaign_figures(navco, since=2010),
        *campaigns.protest_figures(table("mass-mobilization")),
        *campaigns.coup_figures(table("powell-thyne")),
        *civil_war.raw_figures(episodes),
        *civil_war.matched_figures(civil_war.matched(episodes, LAST_YEAR)),
        *peacekeeping.ceasefire_figures(table("ceasefire-spells")),
        *peacekeeping.killing_figures(table("hultman-kathman-shannon")),
        *peacekeeping.speed_figures(peacekeeping.built_up(table("kathman-peacekeeping"))),
        *peacekeeping.stay_figures(
            table("un-peacekeeping-missions"), dt.date.fromisoformat(PUBLISHED["un-peacekeeping-missions"])
        ),
    ]


def written(found: list[CountedFigure]) -> str:
    """The table as TOML."""
    lines = ["# Counted by tools/build_outcomes.py from the publishers' files; not by hand.", ""]
    for key, known in PUBLISHED.items():
        owner = get_set(key)
        title = Label(en=TITLES[key][0], de=TITLES[key][1])
        told = {
            "id": key,
            "title": title,
            "version": owner.version,
            "known": known,
            "citation": owner.citation,
            "terms": owner.terms,
        }
        lines += ["[[sets]]", *(f"{name} = {_value(value)}" for name, value in told.items()), ""]
    for figure in found:
        told = {name: getattr(figure, name) for name in figure.__struct_fields__}
        plain = {n: v for n, v in told.items() if v not in (None, "")}
        lines += ["[[figures]]", *(f"{name} = {_value(value)}" for name, value in plain.items()), ""]
    return "\n".join(lines)


def _value(value: object) -> str:
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    if isinstance(value, Label):
        return f"{{ en = {_value(value.en)}, de = {_value(value.de)} }}"
    if isinstance(value, tuple):
        return "[" + ", ".join(_value(v) for v in value) + "]"
    return str(round(value, 4)) if isinstance(value, float) else str(value)


def main(arguments: list[str]) -> int:
    text = written(figures(Path(arguments[0])))
    if "--check" in arguments:
        same = FILE.read_text("utf-8") == text
        print("as shipped" if same else f"{FILE} is not what the files give: run tools/build_outcomes.py")
        return 0 if same else 1
    write_whole(FILE, text)
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
