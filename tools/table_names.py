"""Names of states that CLDR lacks or that an editor prints otherwise, successors, and German names of capitals."""

from __future__ import annotations

NAMES: dict[str, tuple[str, str]] = {
    "SUN": ("Soviet Union", "Sowjetunion"),
    "DDR": ("East Germany", "DDR"),
    "YUG": ("Yugoslavia", "Jugoslawien"),
    "SCG": ("Serbia and Montenegro", "Serbien und Montenegro"),
    "CSK": ("Czechoslovakia", "Tschechoslowakei"),
    "VDR": ("South Vietnam", "Südvietnam"),
    "YMD": ("South Yemen", "Südjemen"),
    "KGZ": ("Kyrgyzstan", "Kirgistan"),
    "XKX": ("Kosovo", "Kosovo"),
    "TUR": ("Turkey", "Türkei"),
    "USA": ("United States", "USA"),
    "GBR": ("United Kingdom", "Großbritannien"),
    "BIH": ("Bosnia and Herzegovina", "Bosnien und Herzegowina"),
    "CIV": ("Ivory Coast", "Elfenbeinküste"),
    "COD": ("DR Congo", "DR Kongo"),
    "COG": ("Congo", "Kongo"),
    "MMR": ("Myanmar", "Myanmar"),
    "PSE": ("Palestine", "Palästina"),
    "TLS": ("East Timor", "Osttimor"),
    "HKG": ("Hong Kong", "Hongkong"),
    "MAC": ("Macao", "Macau"),
}
SUCCESSORS = {"SUN": "RUS", "DDR": "DEU", "YUG": "SCG", "SCG": "SRB", "CSK": "CZE", "VDR": "VNM", "YMD": "YEM"}
CAPITALS_DE = {
    "Moscow": "Moskau", "Washington D.C.": "Washington", "Yerevan": "Eriwan", "Dushanbe": "Duschanbe", "Bishkek": "Bischkek",
    "Tashkent": "Taschkent", "Ashgabat": "Aschgabat", "Tbilisi": "Tiflis", "Chisinau": "Chișinău", "Kiev": "Kyjiw",
    "Warsaw": "Warschau", "Prague": "Prag", "Bucharest": "Bukarest", "Belgrade": "Belgrad", "Athens": "Athen", "Rome": "Rom",
    "Lisbon": "Lissabon", "Brussels": "Brüssel", "Copenhagen": "Kopenhagen", "Luxembourg": "Luxemburg", "Beijing": "Peking",
    "Tehran": "Teheran", "Damascus": "Damaskus", "Cairo": "Kairo", "Tokyo": "Tokio", "Vienna": "Wien",
}  # fmt: skip
