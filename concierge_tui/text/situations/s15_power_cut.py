"""The power went; a family wrote on paper."""

from typing import Final

TITLE: Final = "停電のあと"
STORY: Final = (
    "停電の間に、小田さん(妊婦さん)が紙の登録用紙に書きました。用紙の番号は KMR-003-W です。"
)
OPEN: Final = "F3 で当日参加をひらき、ふりがな「おだ みお」をローマ字で入力して Enter。"
CUT: Final = "また停電です。ここでは Esc で離れます。書きかけは残っています。"
AGAIN: Final = (
    "F3 で続きから。ふりがなと名前を Enter でとばし、電話 09001235555 のあと"
    " Enter を5回押して同意の欄へ進みます。"
)
NUMBER: Final = (
    "紙の同意書は「はい」です。Space で選び、Tab で用紙の番号へ。KMR-003-W と入力します。"
)
SAVE: Final = "Ctrl+S で登録して受け付けます。番号はそのまま記録になります。"
OPENED: Final = ("当日参加", "おだ みお")
LEFT: Final = ("さがす",)
RESTORED: Final = ("おだ みお", "読み上げてください")
TYPED: Final = ("KMR-003-W",)
DONE: Final = ("1名を受け付けました",)
KANA: Final = "オダ ミオ"
"""How the mother's name is kept."""
FORM: Final = "KMR-003-W"
