"""A family that brings a friend."""

from typing import Final

TITLE: Final = "お友だちを連れて来たご家族"
STORY: Final = "予約の西村さんが「お友だちの小池さんも一緒です」。小池さんは登録がありません。"
SEARCH: Final = "nish と入力して、招いた西村さんを出します。"
OPEN: Final = "Ctrl+B で、お友だちの当日参加の紙をひらきます。"
WHO: Final = (
    "ふりがな「こいけ れい」をローマ字で入力して Enter。漢字は Enter でとばし、"
    "電話 09001236543 を入力して Enter。"
)
CHILD: Final = (
    "お子さん「めい」、生年月日 R5.6.1、アレルギーは 1(なし)。Ctrl+S で同意の文へ進みます。"
)
CONSENT: Final = "同意の文を読み上げます。「はい」なら Enter。西村さんはお迎えできないままです。"
SHOWN: Final = ("西村 香",)
OPENED: Final = ("お友だちの当日参加", "西村家")
WHO_SHOWN: Final = ("こいけ れい", "09001236543")
READ: Final = ("めい", "R5.6.1", "まだ登録していません")
DONE: Final = ("2名を受け付けました",)
KANA: Final = "コイケ レイ"
"""How the friend's name is kept."""
