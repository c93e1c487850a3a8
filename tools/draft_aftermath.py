"""Draft what followed the recorded calls from two published sets: who governed (Archigos), when fighting ended (UCDP).

Usage: python tools/draft_aftermath.py FOLDER [--check]

FOLDER holds the published files. It writes `leaders.toml` and `fighting.toml` under `src/foedus/record/data/aftermath/`;
what a person looked up stands in the other files there, and comes first: a call that `looked-up.toml` tells of the
office of is left out of `leaders.toml`. Who governed is the leader in office on the day before the call (four days
before a coup, which often comes before the call); a call whose day is not known, or that was not made for the leader
of the list (`NOT_THE_LEADER`), is left out. Which episode of fighting belongs to which call was judged by reading
(`EPISODES`): no rule finds that.
"""

from __future__ import annotations

import datetime as dt
import sys
import warnings
from pathlib import Path
from typing import Any

from foedus.datasets.catalogue import get_table
from foedus.datasets.tidy import tidy
from foedus.ground.toml import read_toml
from foedus.ground.write import write_whole
from foedus.record.case import Invocation
from foedus.record.load import DATA, load
from foedus.record.tables import states

OUT = DATA / "aftermath"
#: The list of leaders speaks from this year to the end of 2015.
FIRST, LAST = 1875, dt.date(2015, 12, 31)
HOW = {
    "Regular": "regular", "Irregular": "ousted", "Foreign": "removed-from-abroad", "Natural Death": "died",
    "Retired Due to Ill Health": "regular", "Suicide": "died",
}  # fmt: skip
#: Calls that were made by or for somebody else than the leader of the list.
NOT_THE_LEADER = (
    "WP-1989-ROU", "CEMAC-2003-03-CAF", "WP-1956-HUN-KADAR", "ECOWAS-2010-CIV", "FRA-TGO-1991", "SUN-AFG-1979-03-AFG",
    "SUN-AFG-1979-04-AFG", "SUN-AFG-1979-07-AFG", "SUN-AFG-1979-12-KARMAL", "SEATO-1965-VNM", "OAS-1965-DOM",
    "GBR-OMN-1970-OMN", "OECS-1983-GRD",
)  # fmt: skip
#: Episodes of fighting in the list of terminations, by call.
EPISODES = {
    "GBR-OMN-1957-OMN": 25801, "AL-1958-LBN": 26001, "SEATO-1960-LAO": 26201, "SEATO-1961-LAO": 26201,
    "OAU-1964-COD": 28301, "SEATO-1965-VNM": 29301, "OAS-1965-DOM": 29001, "FRA-EQUATORIAL-1968-TCD": 28801,
    "GBR-OMN-1970-OMN": 31701, "AL-1976-LBN": 26002, "SUN-AFG-1979-04-AFG": 33301, "SUN-AFG-1979-07-AFG": 33301,
    "SUN-AFG-1979-12-KARMAL": 33301, "SUN-AFG-1989-AFG": 33301, "OAU-1979-TCD": 28802, "OAU-1981-TCD": 28802,
    "OAU-1982-TCD": 28802, "FRA-DJI-1991": 37901, "CIS-1992-NKR": 38801, "CIS-1992-MDA": 39401,
    "OAU-1992-RWA": 37401, "CIS-1992-TJK": 39501, "CST-1993-TJK": 39501, "CIS-1996-TJK": 39501,
    "CIS-1993-GEO": 38001, "OAU-1996-BDI": 28703, "FRA-ENTENTE-2002-CIV": 41901, "ECOWAS-2002-CIV": 41901,
    "AU-2003-BDI": 28703, "ECOWAS-2003-LBR": 34103, "OAS-2004-HTI": 38103, "AU-2004-SDN": 30903,
    "FRA-EQUATORIAL-2006-CAF": 41602, "AU-2007-SOM": 33704, "IGAD-2009-SOM": 33704, "SADC-2012-COD": 28306,
    "ECCAS-2012-CAF": 41603, "IGAD-2013-SSD": 1134501, "AL-2015-YEM": 23004, "SUN-SYR-2015-SYR": 29903,
    "FRA-GAB-1964": 28401, "ECOWAS-1997-SLE": 38201, "ECOWAS-1998-GNB": 41001, "ECOWAS-2012-MLI": 1134702,
    "LCBC-2014-NGA": 29703, "LCBC-2015-CMR": 35303, "ECCAS-2015-CMR": 35303, "AL-2015-LBY": 1369401,
    "LCBC-2016-NER": 1363901, "SADC-2020-MOZ": 1484501, "SADC-1998-LSO": 41101,
}  # fmt: skip
#: How a reader of each language knows those whom the list names by their last name, or in another spelling.
NAMES = {
    "Abdoulkarim": ("Mohamed Taki Abdoulkarim",), "Akila Saleh Issa": ("Aguila Saleh",),
    "Al-Bashir": ("Omar al-Bashir", "Umar al-Baschir"), "Aristide": ("Jean-Bertrand Aristide",),
    "Arthur": ("Owen Arthur",), "Bakiyev": ("Kurmanbek Bakiyev", "Kurmanbek Bakijew"),
    "Bashar al-Assad": ("Bashar al-Assad", "Baschar al-Assad"), "Betancourt": ("Rómulo Betancourt",),
    "Biya": ("Paul Biya",), "Buyoya": ("Pierre Buyoya",), "Chamoun": ("Camille Chamoun",), "Conte": ("Lansana Conté",),
    "Dioncounda Traore": ("Dioncounda Traoré",), "Doe": ("Samuel Doe",), "Dubcek": ("Alexander Dubček",),
    "Erdogan": ("Recep Tayyip Erdoğan",), "Eyadema": ("Gnassingbé Eyadéma",), "Faisal II": ("Faisal II", "Faisal II."),
    "Francis Joseph I": ("Francis Joseph I", "Franz Joseph I."), "Francois Bozize": ("François Bozizé",),
    "Gero": ("Ernő Gerő",), "Gouled Aptidon": ("Hassan Gouled Aptidon",), "Habyarimana": ("Juvénal Habyarimana",),
    "Hollande": ("François Hollande",), "Howard": ("John Howard",),
    "Hussein Ibn Talal El-Hashim": ("King Hussein", "König Hussein"),
    "Iskandrov": ("Akbarsho Iskandarov", "Akbarscho Iskandarow"), "Jaruzelski": ("Wojciech Jaruzelski",),
    "Kabbah": ("Ahmad Tejan Kabbah",), "Kania": ("Stanisław Kania",), "Kasavubu": ("Joseph Kasavubu",),
    "Kemakeza": ("Allan Kemakeza",), "Konan Bedie": ("Henri Konan Bédié",), "Maga": ("Hubert Maga",),
    "Mamedov": ("Yaqub Mammadov", "Jagub Mamedow"), "Mba": ("Léon M’ba",), "Mendes-France": ("Pierre Mendès France",),
    "Mokhehle": ("Ntsu Mokhehle",), "Mosisili": ("Pakalitha Mosisili",),
    "Najibullah": ("Mohammad Najibullah", "Mohammed Nadschibullah"), "Ntibantunganya": ("Sylvestre Ntibantunganya",),
    "Nyerere": ("Julius Nyerere",), "Otunbayeva": ("Roza Otunbayeva", "Rosa Otunbajewa"),
    "Oueddei": ("Goukouni Oueddei",), "Patasse": ("Ange-Félix Patassé",), "Rakhmonov": ("Emomali Rahmon",),
    "Sa`id ibn Taimur": ("Said bin Taimur",), "Sambi": ("Ahmed Abdallah Sambi",), "Sarkis": ("Elias Sarkis",),
    "Shevardnadze": ("Eduard Shevardnadze", "Eduard Schewardnadse"), "Siphandon": ("Khamtay Siphandone",),
    "Snegur": ("Mircea Snegur",), "Taylor": ("Charles Taylor",), "Thabane": ("Thomas Thabane",),
    "Tombalbaye": ("François Tombalbaye",), "Ulufa'alu": ("Bartholomew Ulufa’alu",),
    "Vieira": ("João Bernardo Vieira",), "Youlou": ("Fulbert Youlou",), "Zelaya": ("Manuel Zelaya",),
    "Putin": ("Vladimir Putin", "Wladimir Putin"), "Khrushchev": ("Nikita Khrushchev", "Nikita Chruschtschow"),
    "Brezhnev": ("Leonid Brezhnev", "Leonid Breschnew"), "Stalin": ("Joseph Stalin", "Josef Stalin"),
    "Nicholas II": ("Nicholas II", "Nikolaus II."), "Mao Tse-Tung": ("Mao Zedong",), "Qaddafi": ("Muammar Gaddafi",),
    "Nasser": ("Gamal Abdel Nasser",), "Sadat": ("Anwar Sadat", "Anwar as-Sadat"), "Gandhi, I.": ("Indira Gandhi",),
    "Chiari, Roberto": ("Roberto Chiari",), "Quiros, Daniel": ("Daniel Quirós",),
    "Guardia Jr., E.": ("Ernesto de la Guardia",), "Al-Assad H.": ("Hafez al-Assad", "Hafis al-Assad"),
    "Wilhelm II": ("Wilhelm II", "Wilhelm II."), "Shinzo Abe": ("Shinzo Abe", "Shinzō Abe"),
    "Hee Park": ("Park Chung-hee",), "Lee Myung Bak": ("Lee Myung-bak",),
}  # fmt: skip
ENDED = {
    1: ("by a peace agreement", "durch ein Friedensabkommen"), 2: ("by a ceasefire", "durch eine Waffenruhe"),
    3: ("with the victory of the government", "mit dem Sieg der Regierung"),
    4: ("with the victory of the other side", "mit dem Sieg der Gegenseite"),
    5: ("by dying down", "durch Abflauen"), 6: ("because one side ceased to exist", "weil es eine Seite nicht mehr gab"),
}  # fmt: skip


def day(value: Any) -> dt.date:
    """A day of the R file: text, or days since 1970."""
    return (
        dt.date.fromisoformat(value[:10]) if isinstance(value, str) else dt.date(1970, 1, 1) + dt.timedelta(int(value))
    )


def entry(**fields: str) -> str:
    lines = ["[[aftermath]]"]
    for name, value in fields.items():
        lines.append(f"{name} = {value}" if value.startswith(("{", "[")) else f'{name} = "{value}"')
    return "\n".join(lines) + "\n"


def leaders(folder: Path, own: set[str]) -> str:
    """Who governed on the eve of each call, and until when."""
    import rdata

    path = next(folder.rglob(get_table("archigos").file))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        (frame,) = rdata.read_rda(path).values()
    spells: dict[int, list[tuple[dt.date, dt.date, str, str, str]]] = {}
    for row in frame.itertuples():
        spell = (day(row.startdate), day(row.enddate), str(row.leader), str(row.exit), str(row.leadid))
        spells.setdefault(int(row.gwcode), []).append(spell)
    found = []
    for case in sorted(load().invocations.values(), key=lambda c: c.id):
        if case.id not in own and case.id not in NOT_THE_LEADER and case.date.first.year >= FIRST:
            found += _of(case, spells)
    return HEAD.format(what="Who governed on the eve of each call and until when, by Archigos 4.1") + "\n".join(found)


def _of(case: Invocation, spells: dict[int, list[tuple[dt.date, dt.date, str, str, str]]]) -> list[str]:
    eve = case.date.first - dt.timedelta(4 if case.threat == "coup" else 1)
    codes = {s.gw for s in states().get(case.victim or case.by, ()) if s.gw and s.since.first <= case.date.last}
    there = [s for code in codes if code for s in spells.get(code, ()) if s[0] <= eve < s[1]]
    inside = [s for code in codes if code for s in spells.get(code, ()) if case.date.first < s[0] <= case.date.last]
    if len(there) != 1 or (inside and not case.date.precise) or eve > LAST:
        return []
    _, end, name, way, who = there[0]
    both = NAMES.get(name, (name.replace("`", "’"),))
    shared = {"case": case.id, "person": f'{{ en = "{both[0]}", de = "{both[-1]}" }}'}
    tail = {"sources": '["aft-archigos-4-1"]'}
    if way == "Still in Office":
        return [
            entry(
                id=f"{case.id}/in-office",
                what="in-office",
                date=LAST.isoformat(),
                known=LAST.isoformat(),
                **shared,
                **tail,
            )
        ]
    if way not in HOW:
        return []
    told = [
        entry(
            id=f"{case.id}/out-of-office",
            what="out-of-office",
            date=end.isoformat(),
            how=HOW[way],
            known=end.isoformat(),
            **shared,
            **tail,
        )
    ]
    back = min(
        (s[0] for code in codes if code for s in spells.get(code, ()) if s[4] == who and s[0] > end), default=None
    )
    if back is not None and back - case.date.first < dt.timedelta(1827):
        told.append(
            entry(
                id=f"{case.id}/back-in-office",
                what="back-in-office",
                date=back.isoformat(),
                known=back.isoformat(),
                **shared,
                **tail,
            )
        )
    return told


def fighting(folder: Path) -> str:
    """When the fighting ended, or that it went on at the end of the list."""
    table = get_table("ucdp-termination")
    rows = tidy(next(folder.rglob(table.file)).read_bytes(), table).sort("year").to_dicts()
    episodes: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        episodes.setdefault(row["conflictep_id"], []).append(row)
    found = []
    for case, number in sorted(EPISODES.items()):
        # The set numbers some outbreaks of its last year as the episode that had ended.
        last = next((row for row in episodes[number] if row["confterm"]), episodes[number][-1])
        shared, tail = {"case": case}, {"sources": '["aft-ucdp-termination-3"]'}
        if not last["confterm"]:
            year = str(last["year"])
            found.append(
                entry(
                    id=f"{case}/fighting-going-on",
                    what="violence-going-on",
                    date=f"{year}-12-31",
                    known=f"{year}-12-31",
                    **shared,
                    **tail,
                )
            )
            continue
        en, de = ENDED[last["outcome"]]
        text = f'{{ en = "ended {en}", de = "endete {de}" }}'
        # Precision 1 to 3 is a day to within weeks; beyond that only the year is known.
        when = last["ependdate"].isoformat() if (last["ependprec"] or 9) <= 2 else str(last["year"])
        found.append(
            entry(
                id=f"{case}/fighting-ended",
                what="violence-ended",
                date=when,
                text=text,
                known=f"{last['year'] + 1}-12-31",
                **shared,
                **tail,
            )
        )
    return HEAD.format(
        what="When the fighting ended, by the UCDP Conflict Termination Dataset 3-2021 (CC BY 4.0): known once a year has passed without it"
    ) + "\n".join(found)


HEAD = "# {what}.\n# Written by tools/draft_aftermath.py; not by hand.\n\n"


def main(arguments: list[str]) -> int:
    folder, check = Path(arguments[0]), "--check" in arguments
    path = OUT / "looked-up.toml"
    own = {e["case"] for e in read_toml(path)["aftermath"] if e["what"].endswith("office")} if path.exists() else set()
    stale = []
    for name, text in (("leaders.toml", leaders(folder, own)), ("fighting.toml", fighting(folder))):
        if check and (OUT / name).read_text("utf-8") != text:
            stale.append(name)
        elif not check:
            write_whole(OUT / name, text)
    if stale:
        print("not what the published files give: " + ", ".join(stale))
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
