"""Words over the hidden screen: they tell nobody what lies behind it."""

from typing import Final

PIN: Final = "PIN"
WORDS: Final = "スタッフの PIN で、画面にもどります。"
KEYS: Final = "Enter 開く  Esc 時計にもどる"
NO_PIN: Final = "PIN がまだありません。Enter を押すと、合言葉の画面へ進みます。"
