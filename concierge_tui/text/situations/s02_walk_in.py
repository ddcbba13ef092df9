"""A family without a booking."""

from typing import Final

TITLE: Final = "予約のないご家族"
STORY: Final = (
    "「友だちに聞いて来ました。三田です。予約はしていません。」お子さんは芽衣ちゃん一人です。"
)
OPEN: Final = "F3 で当日参加の紙をひらきます。"
WHO: Final = (
    "ふりがな「みた ゆい」をローマ字で入力して Enter。漢字は Enter でとばし、"
    "電話 09001239876 を入力して Enter。"
)
CHILD: Final = (
    "お子さん「めい」、生年月日 R5.6.1、アレルギーは 1(なし)。二人目は Enter でとばします。"
)
EMERGENCY: Final = "緊急連絡先 09001239877 を入力して Enter。だれ、きっかけは Enter でとばせます。"
CONSENT: Final = "同意の文を読み上げます。「はい」なら Enter。登録して、その場で受け付けます。"
OPENED: Final = ("当日参加", "緊急連絡先")
WHO_SHOWN: Final = ("みた ゆい", "09001239876")
CHILD_SHOWN: Final = ("めい", "R5.6.1")
READ: Final = ("09001239877", "読み上げてください")
DONE: Final = ("2名を受け付けました", "次回は")
KANA: Final = "ミタ ユイ"
"""How the mother's name is kept."""
