"""Names of states and capitals in English and German, where CLDR and the sources need an editor's hand.

Countries are named by CLDR (Babel) unless listed here; German follows the usage of German editors.
"""

from __future__ import annotations

from babel import Locale

#: id -> (English, German), in place of CLDR's name or where CLDR has none.
NAMES = {
    "BIH": ("Bosnia and Herzegovina", "Bosnien und Herzegowina"),
    "BRN": ("Brunei", "Brunei"),
    "CIV": ("Ivory Coast", "Elfenbeinküste"),
    "COD": ("Democratic Republic of the Congo", "Demokratische Republik Kongo"),
    "COG": ("Republic of the Congo", "Republik Kongo"),
    "CPV": ("Cape Verde", "Kap Verde"),
    "CSK": ("Czechoslovakia", "Tschechoslowakei"),
    "CZE": ("Czechia", "Tschechien"),
    "DDR": ("East Germany", "DDR"),
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
SPAN_NAMES = {
    ("DEU", 260): ("West Germany", "Bundesrepublik Deutschland"),
    ("VNM", 817): ("South Vietnam", "Südvietnam"),
    ("YEM", 678): ("North Yemen", "Nordjemen"),
}

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
    "BRA": (-15.7939, -47.8828),
    "SAU": (24.6877, 46.7219),
    "TUN": (36.8065, 10.1815),
}


def state_names(state: str, cow: int, alpha2: str) -> tuple[str, str]:
    """English and German name of a state in the span of a COW code."""
    if (state, cow) in SPAN_NAMES:
        return SPAN_NAMES[state, cow]
    if state in NAMES:
        return NAMES[state]
    english, german = (Locale(language).territories[alpha2] for language in ("en", "de"))
    return english.replace(" & ", " and "), german.replace(" & ", " und ")


def capital_names(state: str, cow: int, source: str) -> tuple[str, str]:
    """English and German name of a capital; Saigon was renamed only after the end of South Vietnam."""
    if cow == 817:
        return "Saigon", "Saigon"
    return CAPITALS.get(source, (source, source))
