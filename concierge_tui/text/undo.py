"""Words for what was taken back: whoever presses the key must see what it did."""

from collections.abc import Sequence
from typing import Final

from concierge_tui.domain.family import Family
from concierge_tui.text.people import family_name


def undone(families: Sequence[Family], kinds: Sequence[str]) -> str:
    """Say what was taken back, and whose it was."""
    whose = "・".join(family_name(family) for family in families[:2])
    what = next((word for kind, word in _UNDONE.items() if kind in kinds), "一つ前の操作")
    return f"{whose}の{what}を取り消しました。" if whose else f"{what}を取り消しました。"


_UNDONE: Final = {
    "problem.set": "名簿の直し",
    "proposal.set": "新しい名簿への答え",
    "consent.grant": "登録",
    "consent.withdraw": "同意の取り消し",
    "visit.arrive": "受付",
    "visit.leave": "退場",
    "visit.set": "テーブル",
    "person.set": "変更",
    "family.set": "変更",
    "task.set": "「あとで」",
}
"""The first kind that an act holds says what it was."""
