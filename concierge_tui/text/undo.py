"""Words for what was taken back: whoever presses the key must see what it did."""

from collections.abc import Sequence
from typing import Final

from concierge_tui.domain.family import Family
from concierge_tui.text.people import family_name


def undone(families: Sequence[Family], kinds: Sequence[str]) -> str:
    """Say what was taken back, and whose it was."""
    whose = "・".join(family_name(family) for family in families[:2])
    what = next((word for kind, word in _UNDONE.items() if kind in kinds), "一つ前の操作")
    if "pair.set" in kinds and "consent.grant" not in kinds:
        what = "同じ家庭か別の家庭かの答え"
    elif "consent.grant" in kinds and "family.set" not in kinds:
        what = _CONSENT
    if "seating.set" in kinds:
        whose = ""  # a round is the hall's: the first two of it would be named for no reason
    if "trial.end" in kinds:
        return f"{whose}のお返しを取り消しました。{_ENDED}"
    return f"{whose}の{what}を取り消しました。" if whose else f"{what}を取り消しました。"


_ENDED: Final = "体験は終わったままなので、お子さまは「お預かり」で戻してください。"
_CONSENT: Final = "同意"
"""A registration holds a consent too, and is called by its own name."""
_UNDONE: Final = {
    "seating.set": "席替え",
    "problem.set": "名簿の直し",
    "proposal.set": "新しい名簿への答え",
    "consent.grant": "登録",
    "consent.withdraw": "同意をやめたこと",
    "trial.start": "体験の開始",
    "trial.set": "体験の予定",
    "health.set": "体温・体調",
    "custody.hand": "引き渡し",
    "collector.set": "きょうだけのお迎えの人",
    "rollcall.begin": "点呼の始まり",
    "rollcall.seen": "点呼の印",
    "visit.arrive": "受付",
    "visit.leave": "退場",
    "visit.set": "テーブル",
    "person.set": "変更",
    "family.set": "変更",
    "incident.set": "ヒヤリ・事故の記録",
    "task.set": "「あとで」",
    "card.set": "希望カードの答え",
    "introduction.set": "紹介の記録",
    "link.enter": "つながりの入力",
    "link.wish": "つながりの保留",
}
"""The first kind that an act holds says what it was."""
