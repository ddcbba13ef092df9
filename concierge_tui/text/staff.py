"""Words of the staff register."""

from datetime import date
from typing import Final

from concierge_tui.domain.staff import may_end
from concierge_tui.text.welcome import certification_word

TITLE: Final = "スタッフ"
NAME: Final = "名前"
NAME_EMPTY: Final = "名前を入力してください。"
ROLE: Final = "役割"
ROLE_PROMPT: Final = "選んでください"
ROLE_MISSING: Final = "役割を選んでください。"
CERTIFICATION_MISSING: Final = "認定の状態を選んでください。"
CERTIFICATION: Final = "認定"
ADD: Final = "加える"
EMPTY: Final = "まだ誰も登録されていません。"
ME: Final = "いまの担当"

ROLES: Final = (
    ("concierge", "シェア・コンシェルジュ"),
    ("assistant", "補助"),
    ("event_staff", "受付係"),
    ("coordinator", "責任者"),
)


def role_word(role: str) -> str:
    """Return what a role is called."""
    return dict(ROLES).get(role, role)


def certification(state: str, until: date | None) -> str:
    """Return the state of a certification with its last day."""
    word = certification_word(state)
    return f"{word} {until:%Y/%m/%d}まで" if until and may_end(state) else word


def added(name: str) -> str:
    """Say who was entered."""
    return f"{name}さんを加えました。"
