"""Words of the staff register."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from concierge_tui.domain.staff import Staff, may_end
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

OPEN: Final = "ひらく"
LIST_HINT: Final = "一覧で Enter: 身分証・資格・救命講習の記録。下は、新しい人を加えます。"
IDENTITY: Final = "身分証を見た日"
IDENTITY_HINT: Final = "見たことだけを残します。写しや番号は残しません。"
LICENCE: Final = "資格"
LICENCE_HINT: Final = "例: 保育士。資格者証を見てから書きます。"
LIFESAVING: Final = "救命講習を受けた日"
LIFESAVING_HINT: Final = "修了証の日付。例: R8.4.1"
SAME: Final = "変わったところはありません。"
NOT_YET: Final = "これからの日付です。見た日、受けた日を入れてください。"

ROLES: Final = (
    ("concierge", "シェア・コンシェルジュ"),
    ("assistant", "補助"),
    ("event_staff", "受付係"),
    ("coordinator", "責任者"),
)

BY_RECOVERY: Final = (
    "復旧キーで開いています。責任者も加えられ、復旧キーで加えたことが記録に残ります。"
)


def role_word(role: str) -> str:
    """Return what a role is called."""
    return dict(ROLES).get(role, role)


def certification(state: str, until: date | None, today: date) -> str:
    """Return the state of a certification with its last day, or that this has passed."""
    word = certification_word(state)
    if until and until < today and may_end(state):
        return f"期限切れ {until:%Y/%m/%d}"
    return f"{word} {until:%Y/%m/%d}まで" if until and may_end(state) else word


def proofs(member: Staff) -> str:
    """Return in a word what was seen of a member of staff."""
    seen = ("身分証", member.identity_seen), ("資格", member.licence), ("救命", member.lifesaving)
    return " ".join(word for word, is_seen in seen if is_seen) or "記録なし"


def me(name: str) -> str:
    """Say who stands at the desk now."""
    return f"{ME} {name}" if name else ""


def rescued(days: Sequence[datetime]) -> str:
    """Say on which days her role or certification was given by the recovery key."""
    return (
        "、".join(f"{day.astimezone():%Y/%m/%d}" for day in days)
        + " に、復旧キーで役割か認定がつきました。"
    )


def recorded(name: str) -> str:
    """Say whose record was written; the words before stay in the history."""
    return f"{name}さんの記録を残しました。"


def added(name: str) -> str:
    """Say who was entered."""
    return f"{name}さんを加えました。"
