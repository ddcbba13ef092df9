"""Words for what is taken back: whoever presses the key must see what it does."""

from collections.abc import Collection, Sequence
from typing import Final

from concierge_tui.domain.family import Family
from concierge_tui.text.names import by_house

ASK_TITLE: Final = "取り消す前に"
YES: Final = "取り消す"
NO: Final = "そのまま"
PLAN: Final = "紹介の案づくり"
_LARGEST_GROUP: Final = 3
"""More families than these are no group: their names side by side would say that they are."""


def leading(kinds: Collection[str]) -> str:
    """Return the kind by which an act of several is called."""
    if "family.set" in kinds and "consent.grant" in kinds:
        return REGISTERED
    if "pair.set" in kinds:
        return "pair.set"
    return next((kind for kind in _UNDONE if kind in kinds), "")


def named(
    families: Sequence[Family], kinds: Collection[str], children: Collection[str] = ()
) -> str:
    """Return what an act was, and whose; of a hand-over, also which of the children."""
    kind = leading(kinds)
    if kind == "introduction.set" and len(families) > _LARGEST_GROUP:
        return PLAN
    # A round is the hall's: the first two of it would be named for no reason.
    houses = by_house(families[:2])
    whose = "" if kind == "seating.set" else "・".join(houses[each.id] for each in families[:2])
    what = _UNDONE.get(kind, "一つ前の操作")
    if kind == "custody.hand" and (handed := _given(families, children)):
        what += f"({handed})"
    return f"{whose}の{what}" if whose else what


def undone(families: Sequence[Family], kinds: Sequence[str], children: Collection[str] = ()) -> str:
    """Say what was taken back, and whose it was."""
    ended = _ENDED if "trial.end" in kinds else ""
    return f"{named(families, kinds, children)}を取り消しました。{ended}"


def ask(what: str, at: str) -> str:
    """Ask before something is taken back that is not to be seen where the key was pressed."""
    return f"{at}  {what}\nこの端末で最後にしたことです。取り消しますか。"


def elsewhere(what: str, at: str) -> str:
    """Say what was done last, where it is not taken back."""
    return f"最後にしたのは{what}({at})です。受付か会場の画面で取り消せます。"


def _given(families: Sequence[Family], children: Collection[str]) -> str:
    people = [person for family in families for person in family.people if person.id in children]
    return "・".join(person.given for person in people)


_ENDED: Final = "体験は終わったままなので、お子さまは「お預かり」で戻してください。"
REGISTERED: Final = "family.new"
"""A registration holds a consent too, and is called by its own name."""
_UNDONE: Final = {
    "trial.end": "お返し",
    "seating.set": "席替え",
    "pair.set": "同じ家庭か別の家庭かの答え",
    "problem.set": "名簿の直し",
    "proposal.set": "新しい名簿への答え",
    REGISTERED: "登録",
    "consent.grant": "同意",
    "consent.withdraw": "同意をやめたこと",
    "trial.start": "体験の開始",
    "trial.set": "体験の予定",
    "health.set": "体温・体調",
    "custody.hand": "引き渡し",
    "collector.set": "きょうだけのお迎えの人",
    "rollcall.begin": "点呼の始まり",
    "rollcall.seen": "点呼の印",
    "rollcall.missed": "点呼の印",
    "visit.arrive": "受付",
    "visit.leave": "退場",
    "visit.expect": "参加の予定",
    "visit.void": "来場の取り消し",
    "visit.set": "テーブル",
    "person.set": "変更",
    "family.set": "変更",
    "incident.set": "ヒヤリ・事故の記録",
    "task.set": "「あとで」",
    "card.set": "希望カードの答え",
    "introduction.set": "紹介の記録",
    "exclusion.set": "紹介しない組の印",
    "duty.set": "きょうの担当",
    "refusal.set": "本部が受け取らなかった記録への答え",
    "link.enter": "つながりの入力",
    "link.wish": "つながりの保留",
}
"""The first kind that an act holds says what it was."""
