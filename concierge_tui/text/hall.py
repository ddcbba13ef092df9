"""Words of the hall: the list of what one does while families are in the house."""

from typing import Final

TITLE: Final = "会場"
OPEN: Final = "ひらく"
BACK: Final = "もどる"
HINT: Final = "番号(10は 0)を押すか、選んで Enter。F4 は新しいヒヤリ、F5 は12をひらきます。"

INSIDE: Final = "いる人・点呼"
INSIDE_WORDS: Final = "会場にいる人。点呼も退場もここ(F5)"
LINKS: Final = "つながり"
LINKS_WORDS: Final = "シェア友に。番号はご家庭が入れます"
CUSTODY: Final = "お預かり"
CUSTODY_WORDS: Final = "どの子がだれといるか。渡す・お迎え"


ORDER: Final = (
    "preparation", "seating", "mingling", "introductions", "links", "trials", "custody", "cards",
    "shift", "closing", "incident", "inside",
)  # fmt: skip
"""The ways of the hall in the order of the list; the last two have keys of their own."""
DIGITS: Final = "1234567890"
"""By which the first ten are opened."""


def number(way: str) -> str:
    """Return under which digit a way stands; manuals and lessons name it."""
    return DIGITS[ORDER.index(way)]


TRIALS: Final = "体験"
TRIALS_WORDS: Final = "安全確認から、お返しと感想まで"
INCIDENT: Final = "ヒヤリ・事故"
INCIDENT_WORDS: Final = "けが・急病を残す(F4)。署名もここ"
PREPARATION: Final = "今日の準備"
PREPARATION_WORDS: Final = "ひらく前に。緑か、次にすること"
SHIFT: Final = "引き継ぎ"
SHIFT_WORDS: Final = "いまの様子を読み上げ、次の人に渡す"
CLOSING: Final = "締め"
CLOSING_WORDS: Final = "残りを確かめて締め、記録を残す"
REPORT: Final = "ヒヤリ"


def people_inside(families: int, children: int) -> str:
    """Say how many are in the house."""
    return f"{families}家庭 子ども{children}名" if families else "まだいません"
