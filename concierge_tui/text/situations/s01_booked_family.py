"""A booked family."""

from typing import Final

TITLE: Final = "予約のご家族"
STORY: Final = "お母さんが子ども二人と来ました。「10時に予約した佐藤です。」"
SEARCH: Final = "さがす欄に sato と入力します。半角のままで大丈夫です。"
CHECK_IN: Final = "三人とも印が付いています。Enter で受け付けます。"
SHOWN: Final = ("佐藤 里奈", "蒼太", "花", "卵")
DONE: Final = ("3名を受け付けました", "テーブル3", "次回は")
