"""The end of a meetup."""

from typing import Final

TITLE: Final = "会を締める"
STORY: Final = "会が終わりました。署名がひとつ残っていて、退場の記録のない家庭もあります。"
OPEN: Final = "F6 で会場をひらき、「締め」の番号({})を押します。赤い行が残りです。"
SIGN: Final = "Enter でひらき、4(署名)、2(紙に署名)、Enter。お母さんは紙に書きました。"
BACK: Final = "Esc で締めにもどり、Ctrl+S。残りは「いる」家庭だけです。"
LOOK: Final = "見まわりました。だれもいません。2。締めの記録が出ます。"
OPENED: Final = ("署名まだ", "浜口 凪(浜口家)", "まだいる")
SIGNED: Final = ("署名済", "浜口 詩織")
ASKED: Final = ("会場を見まわってください", "だれもいない")
CLOSED: Final = ("締めました", "五つの数", "来場", "登録", "つながり", "体験")
