"""Another concierge takes the desk over."""

from typing import Final

TITLE: Final = "次の人に引き継ぐ"
STORY: Final = "午後は、交代 あおいさんが受付です。いまの様子を伝えて、交代します。"
OPEN: Final = "F6 で会場をひらき、「引き継ぎ」の番号({})を押します。"
PINS: Final = (
    "枠の中を声に出して読み、受ける人を確かめて Enter。"
    "渡す人のPIN(1234)、Enter。受ける人のPIN(5678)、Enter。"
)
OPENED: Final = ("いま会場に", "預かり中", "交代 あおい")
DONE: Final = ("ここからは交代 あおいさんの名前で残ります",)
TAKER: Final = "交代 あおい"
