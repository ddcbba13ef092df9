"""Words of the form on which a household is corrected."""

from collections.abc import Sequence
from typing import Any, Final

from concierge_tui.domain.family import Family, Person
from concierge_tui.domain.kana import to_hiragana
from concierge_tui.text import fields, times
from concierge_tui.text.people import family_name, masked_phone, short_name
from concierge_tui.text.walk_in import (
    ALLERGIES,
    CATEGORY_WORDS,
    SMARTPHONES,
    VISIBILITIES,
)

TITLE: Final = "家庭を直す"
SAVE: Final = "保存"
BACK: Final = "もどる"
NEXT: Final = "次へ"
UNDO: Final = "取り消す"
REVEAL: Final = "10秒見る"
ADD: Final = "加える"
COMPLETE: Final = "二枚目"
REMOVE: Final = "外す"

WHO: Final = "だれ"
FAMILY: Final = "家庭"
HISTORY: Final = "履歴"
CONSENT: Final = "同意"
FACE: Final = "相手に向ける"
SAVE_FIRST: Final = "先に Ctrl+S で保存するか、Ctrl+Z で元に戻してから、相手に向けてください。"
READ_BACK_WRONG: Final = "「ちがいます」と答えました。どこが違うか聞いて、直してください。"
READ_BACK_RIGHT: Final = "ご家族が、合っていると答えました。"
NEW_PERSON: Final = "新しい人"

CHOICES: Final = {
    "role": (("child", "子ども"), ("guardian", "保護者"), ("carer", "同伴者")),
    "allergy": ALLERGIES,
    "rights": (
        ("may_bring", "連れて来る"),
        ("may_collect", "お迎え"),
        ("must_not_collect", "お迎え不可"),
    ),
    "photo_visibility": VISIBILITIES,
    "age_visibility": VISIBILITIES,
    "categories": CATEGORY_WORDS,
    "smartphone": SMARTPHONES,
    "host_may_collect": (("yes", "この家の子をお迎えしてよい"),),
}
SEVERAL: Final = frozenset({"rights", "categories", "host_may_collect"})

LABELS: Final = {
    "role": "立場",
    "kana": "ふりがな",
    "name": "名前",
    "relation": "続柄",
    "birthday": "生年月日",
    "phone": "電話",
    "email": "メール",
    "allergy": "アレルギー",
    "allergy_text": "何の",
    "rights": "できること",
    "photo_visibility": "写真の公開",
    "age_visibility": "年齢の公開",
    "name_exception": "本名でない",
    "notes": "メモ",
    "emergency_name": "緊急連絡先",
    "emergency_phone": "その電話",
    "channel": "きっかけ",
    "categories": "区分",
    "moved_in": "転入",
    "smartphone": "スマホ",
    "host_may_collect": "招いた家庭",
}
HINTS: Final = {
    "kana": "ローマ字でもOK",
    "relation": "例: 母、祖母、里親、友人",
    "birthday": "例: 令和6年4月1日、2024/4/1",
    "name_exception": "理由(本名が原則です)",
    "allergy_text": "例: 卵、牛乳",
    "phone": "消すときは「なし」",
}

DRAFT_RESTORED: Final = "直しかけを戻しました。Ctrl+Z で元の内容になります。"
REVERTED: Final = "直しかけを捨てて、元の内容に戻しました。"
NOTHING_CHANGED: Final = "変わったところはありません。"
REVEALED: Final = "10秒だけ表示します。見たことは記録しました。"
MISREAD: Final = "番号を読み取れませんでした。もう一度読み取ってください。"
LAST_PERSON: Final = "最後のひとりは外せません。"
HIDDEN: Final = "(非公開)"


def title(family: Family) -> str:
    """Return whose form this is."""
    return f"{TITLE}  {family_name(family)}"


def section(person: Person, family: Family) -> str:
    """Return what the part of one person is called."""
    name = short_name(person, family)
    return f"{name}({person.relation})" if person.relation else name


def masked(field: str, value: str) -> str:
    """Return what stands where something private is hidden."""
    if not value:
        return ""
    return masked_phone(value) if "phone" in field else HIDDEN


def saved(family: Family, before: Family) -> str:
    """Say that the changes were written; a paper that was printed does not know of an allergy."""
    known = {person.id: person.allergy for person in before.people}
    if any(known.get(each.id, each.allergy) != each.allergy for each in family.people):
        return (
            f"{family_name(family)}のアレルギーを直しました。刷った名簿にも、書き足してください。"
        )
    return f"{family_name(family)}を直しました。前の内容は履歴に残ります。"


def removed(person: Person, family: Family) -> str:
    """Say who was taken off the household."""
    return f"{short_name(person, family)}を{family_name(family)}から外しました。"


def past(field: str, value: Any, *, hidden: bool) -> str:
    """Return one earlier value as a phrase."""
    said = HIDDEN if hidden and value else said_value(field, value)
    return f"{fields.name_of(field)} {said}"


def past_label(wall: int) -> str:
    """Return when it was written."""
    return times.stamp(wall)


def said_value(field: str, value: Any) -> str:
    """Return a stored value as people say it."""
    if value in (None, "", []):
        return "(空)"
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, dict):
        return _said_record(value)
    if isinstance(value, list):
        return "・".join(map(str, value))
    said = str(value)
    return to_hiragana(said) if field == "kana" else dict(VISIBILITIES).get(said, said)


def _said_record(value: dict[str, Any]) -> str:
    if "has" in value:
        word = dict(ALLERGIES).get(str(value["has"]), "")
        return " ".join(filter(None, dict.fromkeys((word, str(value.get("text") or "")))))
    return f"{value.get('name', '')} {masked_phone(str(value.get('phone', '')))}".strip()


def contested(field: str, said: Sequence[tuple[Any, str, int]]) -> str:
    """Say that two desks wrote differently; saving this field settles it."""
    each = "、".join(
        f"「{said_value(field, value)}」({who} {times.stamp(wall)})" for value, who, wall in said
    )
    return f"食い違いがあります: {each}。正しい方にして保存してください。"
