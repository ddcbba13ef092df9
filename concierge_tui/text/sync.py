"""Words of the sync with the central service, and of joining it."""

from datetime import datetime
from typing import Final

from concierge_tui.text.times import today_or_stamp

TITLE: Final = "本部との送受信"
SYNC: Final = "送受信する"
ENROL: Final = "本部につなぐ"
SYNCING: Final = "送受信しています"
NO_CENTRAL: Final = "この端末に保存済み。本部は未設定です"
NO_CENTRAL_MORE: Final = (
    "本部で登録コードをもらったら「本部につなぐ」を選んでください。\n"
    "つながなくても受付はこのまま使えます。"
)
PRACTICE: Final = "練習のデータです。本部には送られません"
PRACTICE_MORE: Final = "本番をはじめると、ここから本部に送れます。"
ENROLLED: Final = "送るのは手の空いたときでかまいません。受付はいつでも使えます。"
NEVER: Final = "まだ送受信していません"
SET_ASIDE: Final = "本部が受け取らなかった記録"
NOTHING_SET_ASIDE: Final = "受け取られなかった記録はありません。"
CANCELLED: Final = "途中で止めました。送れた分は届いています。続きは次に送ります。"

UNSENT: Final = "未送信"
DELIVERED: Final = "返事待ち"
RECEIVED: Final = "受領済み"
WITHHELD: Final = "同意待ち"
WAITING: Final = "続き待ち"
UNREAD: Final = "更新待ち"
CONFLICTS: Final = "食い違い"
REFUSED: Final = "要確認"

EXPLAINED: Final = {
    UNSENT: "この端末だけにあります",
    DELIVERED: "送りましたが、本部の受領がまだです",
    RECEIVED: "本部が受け取りました",
    WITHHELD: "同意をもらうまで送りません",
    WAITING: "ほかの端末の記録が届くと使えます",
    UNREAD: "新しい版の記録です。更新すると読めます",
    CONFLICTS: "F2 の要確認で選んでください",
    REFUSED: "下の理由を見て、本部に確かめてください",
}

ENROL_TITLE: Final = "本部につなぐ"
ENROL_INTRO: Final = (
    "本部でもらったアドレスと登録コードを入力してください。\nコードは15分だけ使えます。"
)
ADDRESS: Final = "本部のアドレス"
ADDRESS_HINT: Final = "例: https://honbu.example.jp"
CODE: Final = "登録コード"
CODE_HINT: Final = "英数字12文字。ハイフンはなくてもかまいません。"
ENROL_BUTTON: Final = "つなぐ"
ENROLLING: Final = "本部に登録しています"
ADDRESS_EMPTY: Final = "本部のアドレスを入力してください。"
CODE_EMPTY: Final = "登録コードを入力してください。"
COMPARE_TITLE: Final = "言葉を読み合わせてください"
COMPARE_WORDS: Final = (
    "本部の画面にも六つの言葉が出ています。電話で順に読み合わせてください。\n"
    "一つでも違うときは送らずに、責任者に知らせてください。"
)
SAME: Final = "同じでした"
LATER: Final = "あとで確かめる"
ENROL_PRACTICE: Final = "練習のデータは本部につなげません。本番をはじめてから行ってください。"

_NOUNS: Final = {
    "family": "家庭",
    "person": "人",
    "meetup": "会",
    "visit": "来場",
    "consent": "同意",
    "staff": "スタッフ",
    "task": "あとで",
    "problem": "名簿の直し",
    "proposal": "名簿の変更",
    "roster": "名簿",
    "area": "地域",
}


def count(number: int) -> str:
    """Return how many records."""
    return f"{number:,}件"


def enrolled_at(url: str) -> str:
    """Say which central service this laptop belongs to."""
    return f"本部に登録済みです。{url}"


def done(pushed: int, pulled: int, pending: int, withheld: int = 0) -> str:
    """Say what a sync did."""
    rest = "すべて本部に届きました。"
    if pending:
        rest = f"未送信が{pending:,}件残っています。"
    elif withheld:
        rest = f"同意待ちの{withheld:,}件はこの端末に残しました。"
    return f"送信 {pushed:,}件、受信 {pulled:,}件。{rest}"


def refused(number: int) -> str:
    """Say how many records were not taken."""
    return f"{number:,}件は受け取られませんでした。下の理由を見てください。"


def last(at: int | None, now: datetime) -> str:
    """Say when the last sync was."""
    return f"前回 {today_or_stamp(at, now)}" if at else NEVER


def noun(kind: str) -> str:
    """Return what a record is about."""
    return _NOUNS.get(kind.partition(".")[0], "記録")


def enrolled(area: str) -> str:
    """Say that the laptop is known to the central service."""
    return f"本部の「{area}」に登録しました。"
