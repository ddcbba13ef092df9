"""Words of the first screen of the desk: today's meetups, and what needs a person."""

from datetime import date, datetime
from typing import Final

from concierge_tui.domain.clock import Past
from concierge_tui.domain.inbox import Counts
from concierge_tui.text.sync import is_behind, last
from concierge_tui.text.times import short_day

TITLE: Final = "きょうの会"
EMPTY: Final = "会がまだありません。F3 で会をつくってください。"
RECEPTION: Final = "受付"
MEND: Final = "要確認"
NEW: Final = "新しい会"
ROSTER: Final = "名簿"
SYNC: Final = "本部"
SIGN_UP: Final = "代理入力"
EDIT: Final = "会を直す"
PRINT: Final = "印刷"
STAFF: Final = "スタッフ"
BACKUP: Final = "バックアップ"
END_PRACTICE: Final = "練習をおわる"

TODAY: Final = "きょう"
PLANNED: Final = "予定"
PAST: Final = "終わり"
CLOSED: Final = "締め"
LEFT_OPEN: Final = "残り"
"""Closed, and then a sync brought something that nobody settled."""

ROSTER_NEEDS_MEETUP: Final = "名簿を入れる会がありません。先に F3 で会をつくってください。"
PREPARE: Final = "今日の準備"
PREPARE_NEEDS_MEETUP: Final = "先に会をつくってください(F3)。"
PRINT_NEEDS_MEETUP: Final = "印刷する会がありません。先に F3 で会をつくってください。"
SAVED: Final = "会を保存しました。つぎは F4 で名簿を取り込むか、Enter で受付をはじめます。"

NO_CENTRAL: Final = "この端末に保存済み。本部は未設定です"
CLOCK_BEHIND: Final = "この端末の時計が遅れています。日付と時刻を直してください"
REVOKED: Final = "この端末の登録は、本部で取り消されています。F5 で確かめてください。"
PRACTICE: Final = "練習のデータです。本部には送られません"


def arrived(here: int, expected: int) -> str:
    """Say how many of the expected families have come."""
    return f"来場 {here}/{expected}家庭" if expected else f"来場 {here}家庭"


def when(day: date, today: date) -> str:
    """Return 12/5(土), with the year where it is another one."""
    return short_day(day) if day.year == today.year else f"{day.year}/{short_day(day)}"


def hours(starts: str, ends: str) -> str:
    """Return 10:00–12:00."""
    return f"{starts}–{ends}" if starts or ends else ""


def to_mend(counts: Counts, unfinished: int = 0) -> str:
    """Say what needs a person, only what there is; what can hurt stands first."""
    parts = [
        f"{word} {count}"
        for word, count in (
            ("居場所", counts.contested),
            ("人が決める", counts.decide),
            ("同じ家庭?", counts.pairs),
            ("保留", counts.refused),
            ("消去", counts.wishes),
            ("直すところ", counts.problems),
            ("名簿の変更", counts.proposals),
            ("そろえ済み", counts.merged),
            ("あとで", counts.later),
        )
        if count
    ]
    written = f"  代理入力の書きかけ {unfinished}" if unfinished else ""
    if not parts:
        return f"要確認はありません{written}"
    return "要確認  " + "  ".join(parts) + "  (F2)" + written


def signed_up(name: str) -> str:
    """Say that a family was registered."""
    return f"{name}を登録しました。"


def sent_state(pending: int, last_sync: Past | None, now: datetime, withheld: int = 0) -> str:
    """Say how much waits to be sent, when the last sync was, and a clock that cannot be right."""
    waiting = f"未送信 {pending:,}件" if pending else "すべて本部が受領しました"
    if withheld:
        waiting += f"(同意待ち {withheld:,}件を除く)"
    clock = f"。{CLOCK_BEHIND}" if is_behind(last_sync, now) else ""
    return f"この端末に保存済み。{waiting}。{last(last_sync, now)}{clock}"


def unsent(pending: int) -> str:
    """Return the count for the headline."""
    return f"未送信 {pending:,}" if pending else ""
