"""A fever just before a trial."""

from typing import Final

TITLE: Final = "体験の前の発熱"
STORY: Final = "西村さんが蒼太くんを預かる体験の前です。母の里奈さんが「少し熱いかも」と言います。"
HALL: Final = "F6 で会場、番号で「体験」へ。確認中の体験が出ます。"
OPEN: Final = "Enter で安全確認、もう一度 Enter で、残っている「体温・体調」へ。"
MEASURE: Final = "体温 378 を入れて Enter。37.5度以上なので、きょうの体験はしません。"
LISTED: Final = ("西村家", "佐藤家", "確認中")
ASKED: Final = ("体温・体調", "蒼太")
OFF: Final = ("はじめられません", "37.5度以上")
TENTHS: Final = 378
"""What is measured, in tenths of a degree."""
