"""A mother who does not come back in time."""

from typing import Final

TITLE: Final = "時間にもどらない保護者"
STORY: Final = "グエンさんが、約束の時間から10分たってももどりません。ミンさんはスタッフといます。"
HALL: Final = "F6 で会場、番号で「お預かり」へ。時間を過ぎた子が上に出ます。"
OPEN: Final = "F2 で、かける人の一覧が出ます。"
CALL: Final = "1 で母の番号が出ます。出なければ 2。"
TELL: Final = "責任者に知らせたら 1。約束の時間も、もどった時間も、両方残ります。"
BACK: Final = "Esc でお預かりへ。もどられたら Enter で渡します。"
LATE: Final = ("グエン ミン", "10分過ぎ")
OPENED: Final = ("ようす・連絡", "責任者")
CALLED: Final = ("電話を記録しました",)
TOLD: Final = ("責任者に知らせたことを記録しました",)
BACK_SHOWN: Final = ("10分過ぎ", "責任者に知らせた")
