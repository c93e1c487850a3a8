"""Names of states and capitals in English and German, where CLDR and the sources need an editor's hand.

Countries are named by CLDR (Babel) unless listed here; German follows the usage of German editors.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from babel import Locale

#: id -> (English, German), in place of CLDR's name or where CLDR has none.
NAMES = {
    "ANM": ("Annam", "Annam"),
    "AUH": ("Austria-Hungary", "Österreich-Ungarn"),
    "BAD": ("Baden", "Baden"),
    "BAV": ("Bavaria", "Bayern"),
    "BIH": ("Bosnia and Herzegovina", "Bosnien und Herzegowina"),
    "BRN": ("Brunei", "Brunei"),
    "CIV": ("Ivory Coast", "Elfenbeinküste"),
    "COD": ("Democratic Republic of the Congo", "Demokratische Republik Kongo"),
    "COG": ("Republic of the Congo", "Republik Kongo"),
    "CPV": ("Cape Verde", "Kap Verde"),
    "CSK": ("Czechoslovakia", "Tschechoslowakei"),
    "CZE": ("Czechia", "Tschechien"),
    "DDR": ("East Germany", "DDR"),
    "GCL": ("Gran Colombia", "Großkolumbien"),
    "HAN": ("Hanover", "Hannover"),
    "HSE": ("Electoral Hesse", "Kurhessen"),
    "HSG": ("Grand Duchy of Hesse", "Großherzogtum Hessen"),
    "JOS": ("Korea (Joseon)", "Korea (Joseon)"),
    "MEC": ("Mecklenburg-Schwerin", "Mecklenburg-Schwerin"),
    "MOD": ("Modena", "Modena"),
    "OFS": ("Orange Free State", "Oranje-Freistaat"),
    "PAP": ("Papal States", "Kirchenstaat"),
    "PMA": ("Parma", "Parma"),
    "SAX": ("Saxony", "Sachsen"),
    "SIC": ("Two Sicilies", "Königreich beider Sizilien"),
    "TBT": ("Tibet", "Tibet"),
    "TRA": ("Transvaal", "Transvaal"),
    "TUS": ("Tuscany", "Toskana"),
    "UPC": ("Federal Republic of Central America", "Zentralamerikanische Bundesrepublik"),
    "WRT": ("Württemberg", "Württemberg"),
    "ZAN": ("Zanzibar", "Sansibar"),
    "GBR": ("United Kingdom", "Großbritannien"),
    "KGZ": ("Kyrgyzstan", "Kirgistan"),
    "MDA": ("Moldova", "Moldau"),
    "MMR": ("Myanmar", "Myanmar"),
    "SCG": ("Serbia and Montenegro", "Serbien und Montenegro"),
    "SUN": ("Soviet Union", "Sowjetunion"),
    "TLS": ("East Timor", "Osttimor"),
    "TUR": ("Turkey", "Türkei"),
    "USA": ("United States", "USA"),
    "VDR": ("North Vietnam", "Nordvietnam"),
    "VCT": ("St. Vincent and the Grenadines", "St. Vincent und die Grenadinen"),
    "YMD": ("South Yemen", "Südjemen"),
    "YUG": ("Yugoslavia", "Jugoslawien"),
}

#: (id, COW code) -> names of a span in which the state of that id was something narrower.
SPAN_NAMES: dict[tuple[str, int | None], tuple[str, str]] = {
    ("DEU", 260): ("West Germany", "Bundesrepublik Deutschland"),
    ("VNM", 817): ("South Vietnam", "Südvietnam"),
    ("YEM", 678): ("North Yemen", "Nordjemen"),
}


class Period(NamedTuple):
    """What a state was called before `until`, the day on which it took another name; its capital where not the list's."""

    id: str
    until: dt.date
    names: tuple[str, str]
    capital: tuple[str, str] | None = None
    place: tuple[float, float] = (0.0, 0.0)


#: Names of earlier times, the lists' number being one. Until: Versailles 1871, the Italian crown of 1861, the Turkish
#: republic of 1923, the Compromise with Hungary of 1867 (laws of 21 December), the decrees of 1935 (Iran), 1939 (Thailand), 1929 (Yugoslavia).
PERIODS = (
    Period("AUH", dt.date(1867, 12, 21), ("Austrian Empire", "Kaisertum Österreich")),
    Period("DEU", dt.date(1871, 1, 18), ("Prussia", "Preußen")),
    Period("IRN", dt.date(1935, 3, 21), ("Persia", "Persien")),
    Period("ITA", dt.date(1861, 3, 17), ("Sardinia-Piedmont", "Sardinien-Piemont")),
    Period("THA", dt.date(1939, 6, 24), ("Siam", "Siam")),
    Period(
        "TUR", dt.date(1923, 10, 29), ("Ottoman Empire", "Osmanisches Reich"), ("Constantinople", "Konstantinopel"),
        (41.0082, 28.9784),
    ),
    Period(
        "YUG", dt.date(1929, 10, 3),
        ("Kingdom of Serbs, Croats and Slovenes", "Königreich der Serben, Kroaten und Slowenen"),
    ),
)  # fmt: skip

#: The sources' capital -> (English, German); unlisted names are the same in both languages.
CAPITALS = {
    "Accra": ("Accra", "Accra"),
    "Addis Ababa": ("Addis Ababa", "Addis Abeba"),
    "Algiers": ("Algiers", "Algier"),
    "Ashgabat": ("Ashgabat", "Aschgabat"),
    "Asuncion": ("Asunción", "Asunción"),
    "Athens": ("Athens", "Athen"),
    "Baghdad": ("Baghdad", "Bagdad"),
    "Belgrade": ("Belgrade", "Belgrad"),
    "Bishkek": ("Bishkek", "Bischkek"),
    "Bogota": ("Bogotá", "Bogotá"),
    "Brasilia": ("Brasília", "Brasília"),
    "Brussels": ("Brussels", "Brüssel"),
    "Bucharest": ("Bucharest", "Bukarest"),
    "Cairo": ("Cairo", "Kairo"),
    "Chisinau": ("Chișinău", "Chișinău"),
    "Copenhagen": ("Copenhagen", "Kopenhagen"),
    "Damascus": ("Damascus", "Damaskus"),
    "Djibouti": ("Djibouti", "Dschibuti"),
    "Dushanbe": ("Dushanbe", "Duschanbe"),
    "East Berlin": ("East Berlin", "Ost-Berlin"),
    "Guatemala City": ("Guatemala City", "Guatemala-Stadt"),
    "Hannover": ("Hanover", "Hannover"),
    "Florence": ("Florence", "Florenz"),
    "Munich": ("Munich", "München"),
    "Naples": ("Naples", "Neapel"),
    "Torino": ("Turin", "Turin"),
    "Zanzibar City": ("Zanzibar City", "Sansibar-Stadt"),
    "Havana": ("Havana", "Havanna"),
    "Jakarta": ("Jakarta", "Jakarta"),
    "Kathmandu": ("Kathmandu", "Kathmandu"),
    "Khartoum": ("Khartoum", "Khartum"),
    "Kiev": ("Kyiv", "Kiew"),
    "Kuwait City": ("Kuwait City", "Kuwait-Stadt"),
    "Lisbon": ("Lisbon", "Lissabon"),
    "Lome": ("Lomé", "Lomé"),
    "Luxembourg City": ("Luxembourg", "Luxemburg"),
    "Male": ("Malé", "Malé"),
    "Mexico City": ("Mexico City", "Mexiko-Stadt"),
    "Mogadishu": ("Mogadishu", "Mogadischu"),
    "Moscow": ("Moscow", "Moskau"),
    "Muscat": ("Muscat", "Maskat"),
    "N'Djamena": ("N’Djamena", "N’Djamena"),
    "Nicosia": ("Nicosia", "Nikosia"),
    "Nouakchott": ("Nouakchott", "Nouakchott"),
    "Nuku'alofa": ("Nukuʻalofa", "Nukuʻalofa"),
    "Panama City": ("Panama City", "Panama-Stadt"),
    "Port-of-Spain": ("Port of Spain", "Port of Spain"),
    "Prague": ("Prague", "Prag"),
    "Pristina": ("Pristina", "Pristina"),
    "Pyongyang": ("Pyongyang", "Pjöngjang"),
    "Reykjavik": ("Reykjavík", "Reykjavík"),
    "Riyadh": ("Riyadh", "Riad"),
    "Rome": ("Rome", "Rom"),
    "San Jose": ("San José", "San José"),
    "Sanaa": ("Sanaa", "Sanaa"),
    "Santiago": ("Santiago", "Santiago de Chile"),
    "Sao Tome": ("São Tomé", "São Tomé"),
    "Singapore": ("Singapore", "Singapur"),
    "Tashkent": ("Tashkent", "Taschkent"),
    "Tbilisi": ("Tbilisi", "Tiflis"),
    "Tehran": ("Tehran", "Teheran"),
    "Tirana": ("Tirana", "Tirana"),
    "Tokyo": ("Tokyo", "Tokio"),
    "Tripoli": ("Tripoli", "Tripolis"),
    "Ulaanbaatar": ("Ulaanbaatar", "Ulan Bator"),
    "Vienna": ("Vienna", "Wien"),
    "Vientiane": ("Vientiane", "Vientiane"),
    "Warsaw": ("Warsaw", "Warschau"),
    "Washington D.C.": ("Washington, D.C.", "Washington, D.C."),
    "Yaounde": ("Yaoundé", "Yaoundé"),
    "Yerevan": ("Yerevan", "Jerewan"),
}

#: id -> (latitude, longitude) where the source gives the middle of the country, not of the capital.
COORDINATES = {
    "ANM": (16.4637, 107.5909),
    "BRA": (-15.7939, -47.8828),
    "SAU": (24.6877, 46.7219),
    "TUN": (36.8065, 10.1815),
}


def period_of(state: str, since: dt.date) -> Period | None:
    """The period of an earlier name that the day `since` lies in, if any."""
    return next((p for p in PERIODS if p.id == state and since < p.until), None)


def state_names(state: str, cow: int | None, alpha2: str) -> tuple[str, str]:
    """English and German name of a state in the span of a COW code."""
    if (state, cow) in SPAN_NAMES:
        return SPAN_NAMES[state, cow]
    if state in NAMES:
        return NAMES[state]
    english, german = (Locale(language).territories[alpha2] for language in ("en", "de"))
    return english.replace(" & ", " and "), german.replace(" & ", " und ")


def capital_names(state: str, cow: int | None, source: str) -> tuple[str, str]:
    """English and German name of a capital; Saigon was renamed only after the end of South Vietnam."""
    if cow == 817:
        return "Saigon", "Saigon"
    if state == "ANM":
        return "Huế", "Huế"  # the source has Saigon, which was French from 1862 on
    return CAPITALS.get(source, (source, source))
