"""Words of the hall: the list of what one does while families are in the house."""

from collections.abc import Sequence
from typing import Final

from concierge_tui.domain.meetup import Meetup
from concierge_tui.text import times

TITLE: Final = "会場"
OPEN: Final = "ひらく"
BACK: Final = "もどる"
BUTTON: Final = "会場"
HINT: Final = "番号を押すか、選んで Enter。"

INSIDE: Final = "いる人"
INSIDE_WORDS: Final = "いま会場にいる家庭。帰る人もここから"

INCIDENT: Final = "ヒヤリ・事故"
INCIDENT_WORDS: Final = "けが・急病を残す(F4)。署名もここ"
PREPARATION: Final = "今日の準備"
PREPARATION_WORDS: Final = "ひらく前に。緑か、次にすること"
SHIFT: Final = "引き継ぎ"
SHIFT_WORDS: Final = "いまの様子を読み上げ、次の人に渡す"
CLOSING: Final = "締め"
CLOSING_WORDS: Final = "残りを確かめて締め、記録を残す"
REPORT: Final = "ヒヤリ"


def titles(meetup: Meetup) -> tuple[str, ...]:
    """Return where one is, the longest way of saying it first."""
    return (f"{TITLE}  {meetup.title} {times.short_day(meetup.date)}", TITLE)


def people_inside(families: int, children: int) -> str:
    """Say how many are in the house."""
    return f"{families}家庭 子ども{children}名" if families else "まだいません"


def joined(parts: Sequence[str]) -> str:
    """Return several facts as one line, without those that say nothing."""
    return "  ".join(part for part in parts if part)
