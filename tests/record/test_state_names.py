"""Names of today's states are CLDR's, but for those that editors print otherwise (listed, so that none slips in)."""

from __future__ import annotations

import pytest
from babel import Locale

from foedus.record.tables import read_states

TWO = {
    "ARM": "AM", "AZE": "AZ", "BLR": "BY", "CHN": "CN", "CZE": "CZ", "DEU": "DE", "EST": "EE", "FRA": "FR", "GEO": "GE",
    "GRC": "GR", "HUN": "HU", "IRN": "IR", "ISL": "IS", "ITA": "IT", "KAZ": "KZ", "LTU": "LT", "LVA": "LV", "MDA": "MD",
    "MKD": "MK", "MNE": "ME", "NLD": "NL", "POL": "PL", "ROU": "RO", "RUS": "RU", "SVK": "SK", "SWE": "SE", "TJK": "TJ",
    "TKM": "TM", "UKR": "UA", "USA": "US", "UZB": "UZ", "KGZ": "KG", "TUR": "TR", "GBR": "GB",
}  # fmt: skip
#: Where an editor departs from CLDR: Turkey in English, Kirgistan in German.
EDITED = {
    ("TUR", "en"): "Turkey",
    ("KGZ", "de"): "Kirgistan",
    ("MDA", "de"): "Moldau",
    ("USA", "de"): "USA",
    ("GBR", "de"): "Großbritannien",
}


@pytest.mark.parametrize("state", TWO)
def test_names_are_those_of_cldr_or_of_the_guide(state):
    found = read_states()[state][-1]
    for lang, name in (("en", found.name_en), ("de", found.name_de)):
        expected = EDITED.get((state, lang), Locale(lang).territories[TWO[state]])
        assert name == expected
