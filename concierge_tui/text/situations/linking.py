"""The part of a situation in which two families are linked."""

from typing import Final

FACE: Final = "Enter で、画面を一つ目のご家庭に向けます。番号は、ご家庭どうしで聞きます。"
ONE: Final = "一つ目のご家庭が、相手の携帯電話の下4けたを入れて Enter。数字は隠れます。"
OTHER: Final = "Enter のあと、二つ目のご家庭に渡します。相手の下4けたを入れて Enter。"
BACK: Final = "Enter を2回。練習では PIN なしで、画面がもどります。"
FACED: Final = ("1 / 4",)
HANDED_ON: Final = ("2 / 4",)
BOTH: Final = ("4 / 4",)
MADE: Final = ("成立", "どこにも残っていません")
