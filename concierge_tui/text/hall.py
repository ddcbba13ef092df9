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

INSIDE: Final = "いる人・点呼"
CUSTODY_NUMBER: Final = "2"
"""Under which number the children are; the lessons press it."""
CUSTODY: Final = "お預かり"
CUSTODY_WORDS: Final = "どの子がだれといるか。渡す・お迎え"
INSIDE_WORDS: Final = "会場にいる人。点呼も退場もここ"


def titles(meetup: Meetup) -> tuple[str, ...]:
    """Return where one is, the longest way of saying it first."""
    return (f"{TITLE}  {meetup.title} {times.short_day(meetup.date)}", TITLE)


def people_inside(families: int, children: int) -> str:
    """Say how many are in the house."""
    return f"{families}家庭 子ども{children}名" if families else "まだいません"


def joined(parts: Sequence[str]) -> str:
    """Return several facts as one line, without those that say nothing."""
    return "  ".join(part for part in parts if part)
