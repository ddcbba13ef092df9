"""Siblings of whom one is too young for the trial, and twins."""

from typing import Final

TITLE: Final = "きょうだいと双子(1歳になる前)"
STORY: Final = "2歳と10か月のきょうだい。続いて10か月の双子です。「体験はできますか。」"
SIBLINGS: Final = (
    "ogawa と入力します。蓮くんの横に、体験ができる日が出ます。参加は二人ともできます。"
)
SIBLINGS_IN: Final = "日付を伝えて、Enter で受け付けます。"
TWINS: Final = "次は双子です。mori と入力します。同じ誕生日でも別の子です。"
TWINS_IN: Final = "Enter で三人を受け付けます。"
SIBLINGS_SHOWN: Final = ("2歳5か月", "10か月", "体験は ", " から")
TWINS_SHOWN: Final = ("葵", "藍", "体験は ", " から")
DONE: Final = ("3名を受け付けました",)
