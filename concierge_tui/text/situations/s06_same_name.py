"""Two mothers of the same name."""

from typing import Final

TITLE: Final = "同じ名前のお母さんが二人"
STORY: Final = (
    "「田中美咲です。」名簿には二人います。お子さんの誕生日をたずねると「11月30日です。」"
)
SEARCH: Final = "tana と入力します。どちらも選ばれていないことを確かめます。"
CHOOSE: Final = "11/30 のお子さんがいる方を、番号を続けて打って選びます。"
CHECK_IN: Final = "住んでいるところも確かめて、Enter で受け付けます。"
SHOWN: Final = ("7/12", "11/30", "岩槻区")
CHOSEN: Final = ("紬",)
DONE: Final = ("2名を受け付けました",)
