"""The part of a situation in which two families are linked."""

from typing import Final

FACE: Final = "Enter で、画面を一つ目のご家庭に向けます。番号は、ご家庭どうしで聞きます。"
ONE: Final = "佐藤さんは「よん・さん・に・いち」と答えます。西村さんがその4けたを入れて Enter。"
OTHER: Final = "Enter で佐藤さんに渡します。西村さんは「ゼロ・なな・ゼロ・なな」。入れて Enter。"
"""The numbers are said aloud, as families do: they never stand on the screen in digits."""
BACK: Final = "Enter を2回。練習では PIN なしで、画面がもどります。"
FACED: Final = ("1 / 4",)
HANDED_ON: Final = ("2 / 4",)
BOTH: Final = ("4 / 4",)
MADE: Final = ("成立", "どこにも残っていません")
