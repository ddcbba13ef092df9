"""A fire drill in the middle of the meetup."""

from typing import Final

TITLE: Final = "避難訓練の点呼"
STORY: Final = "火災報知器が鳴りました。訓練です。外に出て、全員いるかを確かめます。"
OPEN: Final = "F5。どの画面からでも、いまいる人の一覧が出ます。"
BEGIN: Final = "もう一度 F5、訓練なので 2。点呼が始まります。"
TICK: Final = "一番上の家庭の顔を見たら Enter。見つかった家庭は下へ移ります。"
END: Final = "練習なので Ctrl+S、右矢印で「終える」を選んで Enter。"
OPENED: Final = ("いまいる人",)
BEGUN: Final = ("点呼(訓練)", "点呼を始めました")
TICKED: Final = ("点呼(訓練)", "印を書きかえました")
ASKED: Final = ("点呼(訓練)を終えました",)
