"""A reading that turns out to be wrong."""

from typing import Final

TITLE: Final = "ふりがなの間違い"
STORY: Final = "予約の長谷川裕子さん。「ゆうこ、ではなくて、ひろこ、と読みます。」"
SEARCH: Final = "hase と入力して、長谷川さんを出します。"
OPEN: Final = "F2 で家庭を直します。"
WRITE: Final = "ふりがなの欄に hasegawa hiroko と入力します。前の読みと入れ替わります。"
SAVE: Final = "Ctrl+S で保存します。前の読みでも探せます。"
REPRINT: Final = (
    "F11 で控えを出し直します。番号は前と同じです。F11 のあとで Esc を押すと受付にもどります。"
)
SHOWN: Final = ("長谷川 裕子", "はせがわ ゆうこ")
OPENED: Final = ("家庭を直す", "ふりがな")
WRITTEN: Final = ("hasegawa hiroko",)
DONE: Final = ("はせがわ ひろこ",)
NEW: Final = "ハセガワ ヒロコ"
OLD: Final = "ハセガワ ユウコ"
OLD_READING: Final = "はせがわ ゆうこ"
"""What somebody types who knows only the old reading."""
