"""Words of two families side by side, which may be one."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.kana import to_hiragana
from concierge_tui.text import fields
from concierge_tui.text.people import phone
from concierge_tui.text.repairs import value as said
from concierge_tui.text.times import stamp

TITLE: Final = "同じ家庭ですか"
KIND: Final = "同じ家庭?"
MERGE: Final = "1つにまとめる"
DIFFERENT: Final = "別人"
LATER: Final = "あとで"
CHOOSE: Final = "選ぶ"
SIDES: Final = "← →"
FIRST: Final = "先の登録"
SECOND: Final = "後の登録"
HOLDS: Final = "こうなります"
HINT: Final = (
    "違うところは、左右のキーで正しい方を選びます(* のある方になります)。"
    "アレルギー・お迎え・同意は、用心する方にそろえます。"
)
AGAIN: Final = "まとめた後に、別の端末で入力がありました。Enter でもう一度まとめます。"
BARRED: Final = "お迎えしてはいけない人がいます。まとめた後も変わりません。"
MERGED: Final = "1つにまとめました。どちらの会員番号も使えます。"
TOLD_APART: Final = "別の家庭として覚えました。もうお知らせしません。"
MOVES: Final = "加わります"
SAME: Final = "同じ人"
ONLY_HERE: Final = "そのまま"
NOBODY: Final = "―"
NOT_ASKED: Final = "聞いていない"
YES: Final = "同意"
NO: Final = "やめた"
SEARCHING: Final = "同じ家庭を探しています"
NEWLY: Final = "あとから入力あり"

_PURPOSES: Final = {
    "registration": "登録と連絡の同意",
    "trial": "体験の同意",
    "contact": "お知らせの同意",
    "reuse": "再利用の同意",
}
_ROLES: Final = {"guardian": "保護者", "child": "子ども", "carer": "同伴者"}
_CONSENT: Final = {None: NOT_ASKED, True: YES, False: NO}
_CHOSEN: Final = {"kept": "左の内容", "other": "右の内容"}


def purpose(name: str) -> str:
    """Return what a consent is called."""
    return _PURPOSES.get(name, "同意")


def consent(state: bool | None) -> str:  # noqa: FBT001 - yes, no, and nobody asked
    """Return how a consent stands."""
    return _CONSENT[state]


def field(name: str, person: Person | None) -> str:
    """Return whose field this is, and what it is called."""
    word = "住所" if name == "postal" else fields.name_of(name)
    return f"{short(person)} {word}" if person else word


def short(person: Person) -> str:
    """Return a name short enough for the edge of a table."""
    return person.given or to_hiragana(person.kana).partition(" ")[2] or to_hiragana(person.kana)


def who(person: Person) -> str:
    """Return a person as both sides show one: name, reading, birthday."""
    parts = [person.called]
    if person.name and person.kana and person.role != "child":
        parts.append(to_hiragana(person.kana))
    if person.birthday:
        parts.append(day(person.birthday))
    return " ".join(parts)


def role(person: Person) -> str:
    """Return what a person is in the family."""
    return person.relation or _ROLES[person.role]


def day(born: date) -> str:
    """Return a birthday."""
    return f"{born.year}/{born.month}/{born.day}"


def value(values: Sequence[Any], others: Sequence[Any], first: str) -> str:
    """Return the values of one choice in words; of an address only what differs."""
    if first == "postal":
        return _address(values, others)
    told = values[0]
    if isinstance(told, date):
        return day(told)
    if first in ("phone", "fax") and told:
        return phone(told)
    return said(told, first)


def _address(values: Sequence[Any], others: Sequence[Any]) -> str:
    postal, *place = values
    same = 0
    while same < len(place) and place[same] == others[same + 1]:
        same += 1
    words = "".join(place[same:])
    return words or (f"〒{postal[:3]}-{postal[3:]}" if postal else said(""))


def plainly(told: Any, name: str) -> str:
    """Return one value in words."""
    return said(told, name)


def chosen(side: str) -> str:
    """Return which side holds."""
    return _CHOSEN[side]


def heading(word: str, wall: int | None) -> str:
    """Return the heading of one side: which registration, and when."""
    return f"{word} {stamp(wall)}" if wall else word


def in_full(first: str, second: str, holds: str = "") -> str:
    """Return the values below each other, because a column may be too narrow for them."""
    return f"{FIRST}: {first}\n{SECOND}: {second}" + (f"\n{HOLDS}: {holds}" if holds else "")


def wrote(first: tuple[str, str], second: tuple[str, str]) -> str:
    """Return who wrote each registration, and on which laptop."""
    told = (f"{word}: {who_}({where})" for word, (who_, where) in
            ((FIRST, first), (SECOND, second)))  # fmt: skip
    return "\n".join(told) if first != second else f"どちらの登録も {first[0]}({first[1]})"


def counts(differences: int) -> str:
    """Say how much is to be chosen."""
    return f"選ぶところ {differences}" if differences else "選ぶところはありません"


def beside(one: Family | None, other: Family | None) -> str:
    """Return what a list says of a pair: the other's names, and the towns."""
    if one is None or other is None:
        return ""
    names = "、".join(p.called for p in other.people)
    towns = " / ".join(dict.fromkeys(filter(None, (one.city, other.city))))
    return f"{names}  {towns}".rstrip()
