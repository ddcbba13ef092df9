"""What the purposes are called; what is read aloud of them stands in `wordings/`."""

import hashlib
from typing import Final

VERSION: Final = "2026-11"

VERSION_LINE: Final = "版:"
"""How the first line of a text that is read aloud begins."""

ORGANISER_BASIS: Final = (
    "主催者が申込みのときに、会の運営と連絡のために使うことを本人に知らせて集めた名簿です。"
)


PURPOSES: Final = {
    "registration": "登録と連絡",
    "trial": "預け合いの体験",
    "contact": "お知らせ",
    "reuse": "写真・ことば・絵",
}
"""What each purpose is called, the same on every screen, paper and page."""


def text_hash(text: str) -> str:
    """Return the hash that a consent keeps of the text that was read."""
    return hashlib.sha256(text.encode()).hexdigest()
