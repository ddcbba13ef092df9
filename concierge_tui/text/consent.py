"""What is read aloud before details are kept; a changed text gets a new version."""

import hashlib
from typing import Final

VERSION: Final = "2026-11"

VERSION_LINE: Final = "版:"
"""How the first line of a text that is read aloud begins."""

SPOKEN: Final = (
    "お名前、ご連絡先、お子さまのことを、この会の運営と、あとのご連絡のために登録します。"
    "本部(AsMama)にも送ります。運用は株式会社ソニックガーデンです。"
    "ほかの目的には使わず、いつでもやめられます。よろしいですか。"
)

ORGANISER_BASIS: Final = (
    "主催者が申込みのときに、会の運営と連絡のために使うことを本人に知らせて集めた名簿です。"
)


def text_hash(text: str) -> str:
    """Return the hash that a consent keeps of the text that was read."""
    return hashlib.sha256(text.encode()).hexdigest()
