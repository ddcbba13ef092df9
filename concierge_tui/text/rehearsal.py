"""What the rehearsal meetup is called."""

from datetime import date, timedelta
from typing import Final

from concierge_tui.text.times import month_day

CENTRAL: Final = "練習の本部"
OTHER_DESK: Final = "受付2"
OTHER_STAFF: Final = "練習 たろう"
NEXT_ONE: Final = "交代 あおい"
TITLE: Final = "みその交流会"
VENUE: Final = "美園コミュニティセンター 多目的室"
PLACE: Final = "和室"
ADDRESS: Final = "さいたま市緑区美園0-0-0 1階ホール(練習用の住所)"
GRAZE_ACTION: Final = "洗って保護した"
GRAZE_SEEN_BY: Final = "練習 はなこ"
BASIS: Final = "練習のために作った、実在しない家庭です。"
SUPERVISOR: Final = "中村 あかり"
LICENCE: Final = "保育士"
PICK_UP: Final = "受付"


def next_event(day: date) -> str:
    """Return what the success line says of the next meetup."""
    return f"次回は{month_day(day + timedelta(days=7))}です。"
