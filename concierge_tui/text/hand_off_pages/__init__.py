"""The words of the page on which a family registers by telephone, in each language."""

from collections.abc import Mapping
from typing import Final

from concierge_tui.text.hand_off_pages import easy, en, ja

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "ja": ja.WORDS,
    "easy": easy.WORDS,
    "en": en.WORDS,
}
NAMES: Final = {"ja": "日本語", "easy": "やさしい にほんご", "en": "English"}
"""What each language calls itself."""
TAGS: Final = {"ja": "ja", "easy": "ja", "en": "en"}
"""The `lang` that a screen reader goes by."""


def asked_for(header: str) -> str:
    """Return the language to begin with: what the telephone asks for first."""
    first = header.partition(",")[0].strip().lower()
    return "ja" if not first or first.startswith(("ja", "*")) else "en"
