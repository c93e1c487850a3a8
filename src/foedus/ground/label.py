"""A text in both languages of the product."""

from __future__ import annotations

from foedus.ground.strict import Strict


class Label(Strict, kw_only=True, frozen=True):
    """The same words in English and in German, each written as an editor of that language would."""

    en: str
    de: str

    def text(self, lang: str) -> str:
        """The words in a language, `en` or `de`."""
        return self.de if lang == "de" else self.en
