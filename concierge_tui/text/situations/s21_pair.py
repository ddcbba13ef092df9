"""Two families come to a trial."""

from typing import Final

TITLE: Final = "2家庭をつないで、体験をはじめる"
STORY: Final = "西村さんが、佐藤さんの2人のお子さまを30分預かります。親子で会って話しました。"
HALL: Final = "F6 で会場、番号で「体験」、F3 で新しい体験。"
CHOOSE: Final = "預かる家庭 nish を入れて Enter、預ける家庭 sato r を入れて Enter。"
PLAN: Final = "Enter で「会った子」へ、12。Enter で「伝え合い」へ、1234。Ctrl+S で安全確認へ。"
LINK: Final = "「つながり」がまだです。Enter でひらきます。"
READ: Final = "Esc で安全確認へ。Enter で、アレルギーを西村さんに読んでもらいます。"
AGREE: Final = "「読みました」を → で選んで Enter。Esc で画面をもどします。"
START: Final = "不可がなくなりました。Ctrl+S ではじめます。"
SEARCH: Final = ("預かる家庭を選ぶ",)
PLANNED: Final = ("体験の予定", "西村家 ← 佐藤家")
JUDGED: Final = ("はじめられません", "まだつながっていません")
LINK_OPENED: Final = ("つながり  西村家 と 佐藤家", "相手に向ける")
ALLERGY: Final = ("ア レ ル ギ ー", "読 み ま し た")
READY: Final = ("はじめられます",)
STARTED: Final = ("体験中", "体験をはじめました")
