"""A grandmother who collects and has lost the slip."""

from typing import Final

TITLE: Final = "控えをなくしたお迎え"
STORY: Final = "石川さんの祖母キヨさん。「拓海を迎えに来ました。控えは、なくしてしまって。」"
HALL: Final = "F6 で会場をひらきます。お子さんは、スタッフがお預かり中です。"
BOARD: Final = "番号で「お預かり」へ。お預かり中の子が上に出ます。"
WHO: Final = "拓海さんが選ばれています。Enter で、渡してよい人の一覧を出します。"
PROVE: Final = (
    "2 のキヨさん。身分証を見たら 1、控えはないので 2、名前と誕生日を言えたら 1、帰るので 1。"
)
BACK: Final = "Esc で、お迎えの画面にもどります。"
GIVE: Final = "Enter で渡します。控えがなくても、確かめたことが記録に残ります。"
SLIP: Final = "家に控えがないと困るので、F11 で同じ番号の控えを出します。"
HALL_SHOWN: Final = ("お預かり", "どの子がだれといるか")
BOARD_SHOWN: Final = ("石川 拓海", "預かり中")
WHO_SHOWN: Final = ("石川 キヨ", "一覧にない人")
PROVEN: Final = ("子どもの名前と誕生日を言えた", "このまま帰る")
GIVEN: Final = ("石川 キヨさんと帰りました",)
SLIP_SHOWN: Final = ("控え", "石川", "刷り直しても変わりません")
BACK_SHOWN: Final = ("F11 で刷り直せます",)
