"""Words of the preference cards (希望カード); no word tells what somebody answered."""

from collections.abc import Mapping
from typing import Final

TITLE: Final = "希望カード"
WORDS: Final = "また会いたい人。答えは見えません"
EMPTY: Final = "会場にいる家庭がありません。"
ENTER: Final = "紙から写す"
FACE: Final = "相手に向ける"
CLOSE: Final = "おわる"
DONE: Final = "済"
OPEN: Final = "まだ"
BEGUN: Final = "途中"
NEW: Final = "入れた"
NOBODY: Final = "まだ、ほかの家庭と会っていません。"
HOW: Final = "1 ◎  2 ○  3 △  4 ×。数字で次の行へ進みます。書いていない行は ↓ でとばします。"
HIDDEN: Final = "答えは画面に出ません。まちがえた行は、もう一度入れると置きかわります。"
HELD_DOWN: Final = "数字のキーが押されたままでした。はじめの一つだけを残しました。"
KEPT: Final = "希望カードを預かりました。"

HEADING: Final[Mapping[str, str]] = {
    "ja": "また会いたいですか",
    "easy": "また あいたいですか",
    "en": "Would you like to meet again?",
}
ABOUT: Final[Mapping[str, str]] = {"ja": "{}さん", "easy": "{}さん", "en": "{}"}
WITH_AGES: Final[Mapping[str, str]] = {
    "ja": "(お子さん {})",
    "easy": "(こども {})",
    "en": "(children: {})",
}
"""Behind one name that two families share."""
PROMISE: Final[Mapping[str, str]] = {
    "ja": "答えは、相手の方にもほかの方にも見えません。",
    "easy": "あなたの こたえは、だれにも みせません。",
    "en": "Nobody else will see your answer.",
}
CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    "A": {"ja": "◎ ぜひ", "easy": "◎ ぜひ", "en": "◎ Yes!"},
    "B": {"ja": "○ はい", "easy": "○ はい", "en": "○ Yes"},
    "C": {"ja": "△ ふつう", "easy": "△ ふつう", "en": "△ So-so"},
    "X": {"ja": "× いいえ", "easy": "× いいえ", "en": "× No"},
}


def answered(done: int, total: int) -> str:
    """Say how much of a card is filled in."""
    return f"{done}/{total}"


def stands(done: int, total: int) -> str:
    """Say on the list of the hall how many families have answered."""
    return f"{done}/{total}家庭" if total else ""


def kept(name: str) -> str:
    """Say that a card was taken; not what stands on it."""
    return f"{name}さんの{KEPT}"
