"""Words that stand on every screen."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from concierge_tui.text import times

if TYPE_CHECKING:  # the first frame must not wait for the models
    from concierge_tui.domain.meetup import Meetup

BACK: Final = "もどる"
SAVE: Final = "保存"
CARD_LATER: Final = "カードは、この画面を閉じてから読みます。打った内容は残っています。"
HIDE: Final = "画面を隠す"
ROLL_CALL: Final = "いる人・点呼"
UNDO: Final = "取り消す"

CANCELLING: Final = "中止しています。"
STILL_BUSY: Final = "いま作業中です。終わるまで待つか、キャンセルしてください。"
UNDO_HINT: Final = "Ctrl+Z 取り消す"
CLOSED: Final = "この会は締めました"
DRAFT_RESTORED: Final = "前に入力した途中の内容を戻しました。"


def of_meetup(title: str, meetup: "Meetup") -> tuple[str, str]:
    """Return where one is, the longest way of saying it first."""
    return f"{title}  {meetup.title} {times.short_day(meetup.date)}", title


def no_such_number(number: str) -> str:
    """Say that no row bears a number, so that Enter behind it means nobody."""
    return f"{number} 番の行はありません。番号を確かめて、もう一度押してください。"


def closed(counts: str) -> str:
    """Say in the headline that a meetup is over, before how things stand there."""
    return f"{CLOSED}  {counts}" if counts else CLOSED


def crashed(log: Path) -> str:
    """Say that the program has to stop, and what helps whoever repairs it."""
    return (
        "思いがけないことが起きて止まりました。受け付けた内容は保存されています。"
        f"もう一度起動してください。続くときはこのファイルを担当者に渡してください: {log}"
    )
