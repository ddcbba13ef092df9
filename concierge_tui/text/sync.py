"""Words of the sync with the central service, and of joining it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from concierge_tui.domain.clock import Past
from concierge_tui.domain.urgency import Backlog, Urgency
from concierge_tui.text.times import is_to_come, today_or_stamp

TITLE: Final = "本部との送受信"
SYNC: Final = "送受信する"
OPEN: Final = "ひらく"
ENROL: Final = "本部につなぐ"
SYNCING: Final = "送受信しています"
NO_CENTRAL: Final = "この端末に保存済み。本部は未設定です"
NO_CENTRAL_MORE: Final = (
    "本部で登録コードをもらったら「本部につなぐ」を選んでください。\n"
    "つながなくても受付はこのまま使えます。"
)
PRACTICE: Final = "練習のデータです。本部には送られません"
PRACTICE_MORE: Final = "本番をはじめると、ここから本部に送れます。"
REVOKED: Final = "この端末の登録は、本部で取り消されています"
REVOKED_MORE: Final = (
    "責任者に電話してください。受付は続けられ、書いた記録はこの端末に残ります。\n"
    "送った記録は本部が預かり、責任者が受け入れるまで使われません。"
)
ENROLLED: Final = "送るのは手の空いたときでかまいません。受付はいつでも使えます。"
SEND: Final = "送受信"
BEGUN: Final = "送受信を始めました。受付はこのまま続けられます。"
STILL: Final = "送受信の途中です。受付はこのまま続けられます。"
NOT_ENROLLED: Final = "本部は未設定です。記録はこの端末に残っています。"
NEVER: Final = "まだ送受信していません"
_BY_CENTRAL: Final = "(本部の時計)"
SET_ASIDE: Final = "本部が受け取らなかった記録"
NOTHING_SET_ASIDE: Final = "受け取られなかった記録はありません。"
CANCELLED: Final = "途中で止めました。送れた分は届いています。続きは次に送ります。"

UNSENT: Final = "未送信"
SENT: Final = "送信済"
RECEIVED: Final = "受領"
SECOND_COPY: Final = "控えあり"
WITHHELD: Final = "同意待ち"
WAITING: Final = "続き待ち"
UNREAD: Final = "更新待ち"
REFUSED: Final = "保留"
HANDLED: Final = "対応済"

EXPLAINED: Final = {
    UNSENT: "まだ本部に送っていません",
    SENT: "送りましたが、本部の受領がまだです",
    SECOND_COPY: "本部にまだない分のうち、会場のほかの端末にもあります",
    RECEIVED: "本部に到着しました",
    WITHHELD: "同意をもらうまで送りません",
    WAITING: "ほかの端末の記録が届くと使えます",
    UNREAD: "新しい版の記録です。更新すると読めます",
    REFUSED: "本部が受け取りませんでした。下で Enter を押してください",
    HANDLED: "保留だった記録を、人が確かめました",
}
_FIRST: Final = "急ぎ(まだ本部にありません)"
_THEN: Final = "そのあと"
_WAITS: Final = "まだ本部にない記録"
_LEVELS: Final = {
    Urgency.INSURANCE: "保険の前提",
    Urgency.WITHDRAWAL: "同意の取りやめ",
    Urgency.ERASURE: "家庭の消去",
    Urgency.TOMBSTONE: "取り消し",
    Urgency.REGISTRATION: "登録",
    Urgency.REST: "そのほか",
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
    "pair": "同じ家庭かどうか",
    "paper": "紙の番号",
    "device": "端末の名前",
    "refusal": "保留への答え",
    "custody": "引き渡し",
    "link": "つながり",
    "trial": "体験",
    "incident": "ヒヤリ・事故",
    "health": "体温・体調",
    "collector": "きょうだけのお迎え",
    "shift": "引き継ぎ",
    "rollcall": "点呼",
    "looked": "見た記録",
    "act": "取り消し",
    "segment": "別の端末のまとまり",
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


def backlog(waiting: Backlog) -> str:
    """Return what the service does not have yet, the most urgent first; nothing for nothing."""
    urgent = [pair for pair in waiting.counts if pair[0].is_urgent]
    others = [pair for pair in waiting.counts if not pair[0].is_urgent]
    lines = [(_FIRST, urgent), (_THEN if urgent else _WAITS, others)]
    return "\n".join(f"{word}: {_listed(pairs)}" for word, pairs in lines if pairs)


def _listed(pairs: Sequence[tuple[Urgency, int]]) -> str:
    return "、".join(f"{_LEVELS[level]} {count:,}" for level, count in pairs)


def urgent_arrived(number: int) -> str:
    """Say that what was urgent is at the central service."""
    return f"急ぎの{number:,}件を本部が受領しました。"


def refused(number: int) -> str:
    """Say how many records were not taken."""
    return f"{number:,}件は本部が受け取りませんでした。要確認の「保留」を見てください。"


NO_ROOM: Final = (
    "取り消された端末の記録は、本部が預かれる量に達しました。残りはこの端末にあります。"
    "責任者に知らせてください。"
)


def under_way(at: tuple[int, int]) -> str:
    """Return how far a sync is, for a headline."""
    done, total = at
    return f"送受信中 {done:,}/{total:,}" if total else "送受信中"


def set_aside(number: int) -> str:
    """Return how many records wait for a person, for a headline."""
    return f"保留 {number:,}"


def last(found: Past | None, now: datetime) -> str:
    """Say when the last sync was, and by which clock where it was not this laptop's."""
    if found is None:
        return NEVER
    return f"前回 {today_or_stamp(found.at, now)}{_BY_CENTRAL if found.by_central else ''}"


def is_behind(found: Past | None, now: datetime) -> bool:
    """Say whether the service's clock was past `now` already when the last sync ended."""
    return found is not None and found.by_central and is_to_come(found.at, now)


def noun(kind: str) -> str:
    """Return what a record is about."""
    return _NOUNS.get(kind.partition(".")[0], "記録")


def enrolled(area: str) -> str:
    """Say that the laptop is known to the central service."""
    return f"本部の「{area}」に登録しました。"
