"""The line to the central service is back while families stand at the desk."""

from typing import Final

TITLE: Final = "途中でネットがつながった"
STORY: Final = "受付の途中で電波がもどりました。次は森さんの番です。受付を止めずに送ります。"
SEND: Final = (
    "Ctrl+X で送受信を始め、終わるのを待たずに mori と入力して森さんをさがします。"
    "届くと右上が「未送信 0」。「保留 1」は、手が空いたら要確認でひらきます。"
)
GOES_ON: Final = ("森 千尋",)
DONE: Final = ("未送信 0", "保留 1")
MENDED: Final = "ベビーカーで来る予定"
REFUSED: Final = "迎えは14時ごろ"
OF_THE_OTHER: Final = "双子用の席を希望"
