"""Somebody comes for a child and is not on the list."""

from typing import Final

TITLE: Final = "一覧にない人のお迎え"
STORY: Final = "男の人が来て、「藤井光の父です。連れて帰ります。」"
HALL: Final = "F6 で会場、番号で「お預かり」をひらきます。光さんはスタッフがお預かり中です。"
WHO: Final = "光さんが選ばれています。Enter。男の人の名前は、一覧にありません。"
OTHER: Final = "0 を押します。赤い画面のことばを、そのまま読み上げます。"
BOARD_SHOWN: Final = ("藤井 光", "預かり中")
WHO_SHOWN: Final = ("藤井 梢", "一覧にない人")
RED: Final = ("お渡しできません", "申し訳ありません", "責任者に知らせた", "110")
NAMES: Final = ("藤井", "光", "亮", "梢", "0900")
"""What must not stand there, since he may be reading along."""
