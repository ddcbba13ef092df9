"""The organiser's basis of a roster; what is read aloud stands in `wordings/`."""

import hashlib
from typing import Final

VERSION: Final = "2026-11"

VERSION_LINE: Final = "版:"
"""How the first line of a text that is read aloud begins."""

ORGANISER_BASIS: Final = (
    "主催者が申込みのときに、会の運営と連絡のために使うことを本人に知らせて集めた名簿です。"
)


def text_hash(text: str) -> str:
    """Return the hash that a consent keeps of the text that was read."""
    return hashlib.sha256(text.encode()).hexdigest()
