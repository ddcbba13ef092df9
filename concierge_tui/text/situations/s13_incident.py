"""A nosebleed, and later a bump on the head."""

from typing import Final

TITLE: Final = "鼻血と、頭を打った"
STORY: Final = "澪ちゃんが鼻血。しばらくして、弟の湊くんが椅子から落ちて頭を打ちました。"
OPEN: Final = "F6 で会場をひらき、F4。だれの欄に kazama mio と入力して Enter。"
NOSE: Final = "1(鼻血)、1(軽微)、3(押さえて止めた)。Ctrl+S で残します。"
AGAIN: Final = "湊くん。F4、kazama minato、Enter。"
HEAD: Final = "4(頭を打った)、3(重大)。緊急カードが出ます。上から順に話します。"
OPENED: Final = ("ヒヤリ・事故", "風間 澪(風間家)", "鼻血")
KEPT: Final = ("澪 鼻血(軽微)を残しました",)
CHOSEN: Final = ("風間 湊(風間家)",)
CARD: Final = (
    "緊急カード",
    "救急です",
    "住所は さいたま市緑区美園",
    "風間 湊 1歳",
    "アレルギー あり(卵)",
    "090-0119-1212",
    "要差替",
)
MIO: Final = "カザマ ミオ"
MINATO: Final = "カザマ ミナト"
