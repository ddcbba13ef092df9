"""A family that does not want to be registered any more."""

from typing import Final

TITLE: Final = "登録をやめたい"
STORY: Final = "サントスさん。「引っ越します。登録をやめて、わたしたちのことを消してください。」"
SEARCH: Final = "santos と入力して、サントスさんを出します。"
OPEN: Final = "F8 で同意をひらきます。登録と連絡の行が選ばれています。"
WITHDRAW: Final = "F9 でやめます。何が起きて何が残るかが出るので、読み上げます。"
CONFIRM: Final = "その場で聞いたので Enter。もう一度 Enter で「やめる」を押します。"
SLIP: Final = "控えを紙にするなら Enter。いまは Esc で受付にもどります。"
SHOWN: Final = ("Santos家", "まだ聞いていない")
OPENED: Final = ("同意", "登録と連絡", "預け合いの体験")
EXPLAINED: Final = ("同意をやめる", "残るもの", "その場で聞いた")
DONE: Final = ("同意をおやめになったことを記録しました", "やめた同意")
BACK: Final = ("さがす", "同意をやめたことを記録しました")
NAME: Final = "Santos"
