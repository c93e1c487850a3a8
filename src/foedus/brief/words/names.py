"""Names inside sentences: with the article that the language wants, in the case the sentence needs."""

from __future__ import annotations

from foedus.record.alliance import Name
from foedus.world import World

#: States that take an article: German gender (f, m, n) or plural (p), and the name used in running text if another.
GERMAN: dict[str, tuple[str, str]] = {
    "ARE": ("p", "Vereinigten Arabischen Emirate"), "CHE": ("f", "Schweiz"), "COD": ("f", "DR Kongo"),
    "CSK": ("f", "Tschechoslowakei"), "DDR": ("f", "DDR"), "GBR": ("", "Großbritannien"), "IRN": ("m", "Iran"),
    "IRQ": ("m", "Irak"), "LBN": ("m", "Libanon"), "MNG": ("f", "Mongolei"), "NLD": ("p", "Niederlande"),
    "PHL": ("p", "Philippinen"), "SDN": ("m", "Sudan"), "SUN": ("f", "Sowjetunion"), "SVK": ("f", "Slowakei"),
    "TUR": ("f", "Türkei"), "UKR": ("f", "Ukraine"), "USA": ("p", "USA"), "YEM": ("m", "Jemen"),
}  # fmt: skip
ENGLISH = {"ARE", "GBR", "NLD", "PHL", "SUN", "USA"}
ARTICLES = {
    "nom": {"f": "die", "m": "der", "n": "das", "p": "die"},
    "acc": {"f": "die", "m": "den", "n": "das", "p": "die"},
    "dat": {"f": "der", "m": "dem", "n": "dem", "p": "den"},
    "gen": {"f": "der", "m": "des", "n": "des", "p": "der"},
}
DATIVE_PLURAL = {"Niederlande": "Niederlanden"}


def state(world: World, code: str, lang: str, case: str = "nom") -> str:
    """A state's name in running text: "the United States", "die Türkei", "in der Türkei" (case "dat")."""
    if lang == "en":
        name = world.name(code)
        return f"the {name}" if code in ENGLISH else name
    gender, name = GERMAN.get(code, ("", world.name(code, "de")))
    if not gender:
        return name
    if case == "dat" and gender == "p":
        name = DATIVE_PLURAL.get(name, name)
    return f"{ARTICLES[case][gender]} {name}"


def alliance(name: Name, lang: str, case: str = "nom") -> str:
    """An alliance's short name in running text: "the CSTO", "NATO", "die OVKS", "den Warschauer Pakt"."""
    if lang == "de":
        return f"{ARTICLES[case][name.gender_de]} {_declined(name.short.de, case, name.gender_de)}"
    return name.short.en if name.short.en in ("NATO", "SEATO", "CENTO") else f"the {name.short.en}"


def _declined(short: str, case: str, gender: str) -> str:
    """ "Warschauer Pakt" takes an -s in the genitive; abbreviations do not."""
    if case == "gen" and gender in "mn" and not short.isupper():
        return f"{short}s" if not short.endswith("s") else short
    return short


def upper_first(text: str) -> str:
    """The text with its first letter as at the start of a sentence."""
    return text[:1].upper() + text[1:]
