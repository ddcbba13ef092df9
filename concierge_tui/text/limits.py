"""Words of the limits of an area: each with where it comes from, and who changed it when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from concierge_tui.domain.area import Area
from concierge_tui.domain.policy import CONTACTS, LIMITS, is_decided, limit_of
from concierge_tui.text import people, times

TITLE: Final = "決まりと連絡先"
OPEN: Final = "ひらく"
HINT: Final = "Enter でひらきます。変えるのは責任者だけで、だれがいつ変えたかが残ります。"
READ_ONLY: Final = "変えられるのは責任者だけです。変えるときは、責任者に代わってもらってください。"
CHANGE: Final = "変える"
USUAL: Final = "もとの決まりにもどす"
SAME: Final = "変わったところはありません。"
BACK_TO_USUAL: Final = "もとの決まり"
NOW: Final = "いま"
SOURCE: Final = "もと"
PAST: Final = "これまで"
NEVER: Final = "まだ一度も変えていません。"
NOT_SET: Final = "まだありません"

NAMES: Final[Mapping[str, str]] = {
    "trial_from_months": "預かりをはじめる年齢",
    "fever_tenths": "預からない熱",
    "ratio_under_1": "0歳: 大人1名で",
    "ratio_1": "1歳: 大人1名で",
    "ratio_2": "2歳以上: 大人1名で",
    "guardian_age": "保護者の同意がいる年齢",
    "coordinator": "責任者",
    "coordinator_phone": "責任者の電話",
    "insurer_phone": "保険の窓口の電話",
}
_LABELS: Final[Mapping[str, str]] = {
    "trial_from_months": "何か月から(1歳は 12)",
    "fever_tenths": "何度から(例: 37.5)",
    "ratio_under_1": "何人まで",
    "ratio_1": "何人まで",
    "ratio_2": "何人まで",
    "guardian_age": "何歳未満",
}
_SOURCES: Final[Mapping[str, str]] = {
    "A19": "A19 事業者の資料(2013〜2019年)",
    "TK1": "TK1 イベント託児室の公開の規程",
    "TK2": "TK2 イベント託児室の公開の規程",
    "E3": "E3 市の相談窓口(令和2年)",
}
_MORE: Final[Mapping[str, str]] = {
    "A19": "「対象年齢は1歳以上」。小さい子は、眠っている間の事故が多いためです。",
    "TK1": "0歳1人、1歳2人、2歳以上3人までと定めています。",
    "TK2": "この熱からはお断りしています。地域の園や病児保育の決まりがあれば、それに合わせます。",
    "E3": "18歳未満を子どもとしています。法律に決まった年齢はないので、責任者が変えられます。",
}
_CONTACT_SOURCE: Final = "地域で決めます。緊急カード、交代、二人目の確認に出ます。"


def value(name: str, number: int) -> str:
    """Return one limit as people say it."""
    match name:
        case "trial_from_months":
            return f"{times.age(number)}から"
        case "fever_tenths":
            return f"{number // 10}.{number % 10}度から"
        case "guardian_age":
            return f"{number}歳未満"
    return f"{number}人まで"


def now(area: Area, name: str) -> str:
    """Return how a limit or a contact stands."""
    if name in LIMITS:
        return value(name, limit_of(area, name))
    held = getattr(area, name)
    return _contact(name, held) or NOT_SET


def source(area: Area, name: str) -> str:
    """Say where a value comes from, for the list; a decided one names what stood before it."""
    if name in CONTACTS:
        return "地域で決めたもの" if getattr(area, name) else "地域で決めます"
    if is_decided(area, name):
        return f"地域で決めた値(もとは{value(name, LIMITS[name].default)})"
    return _SOURCES[LIMITS[name].source]


def source_lines(name: str) -> str:
    """Say at length where a limit comes from, and what it may be."""
    if name in CONTACTS:
        return _CONTACT_SOURCE
    limit = LIMITS[name]
    usual = f"{_SOURCES[limit.source]}: {value(name, limit.default)}。"
    return f"{usual}{_MORE[limit.source]}{bounds(name)}"


def bounds(name: str) -> str:
    """Say between which values a limit may lie."""
    allowed = LIMITS[name].allowed
    low, high = allowed[0], allowed[-1]
    if name == "fever_tenths":
        return f"{low // 10}.{low % 10}度から{high // 10}.{high % 10}度のあいだで決められます。"
    return f"{low}から{high}のあいだで決められます。"


def label(name: str) -> str:
    """Return what is asked."""
    return _LABELS.get(name, NAMES[name])


def typed(area: Area, name: str) -> str:
    """Return how a value is typed into its field."""
    if name in CONTACTS:
        held: str = getattr(area, name)
        return held
    number = limit_of(area, name)
    return f"{number // 10}.{number % 10}" if name == "fever_tenths" else str(number)


def past(name: str, held: Any) -> str:
    """Return one earlier value."""
    if name in CONTACTS:
        return _contact(name, str(held or "")) or "(空)"
    return value(name, held) if held is not None else BACK_TO_USUAL


def past_label(wall: int, today: datetime) -> str:
    """Return when it was written."""
    return times.today_or_stamp(wall, today)


def saved(area: Area, name: str) -> str:
    """Say what holds from now on."""
    return f"{NAMES[name]}を「{now(area, name)}」にしました。地域のどのパソコンでも同じになります。"


def _contact(name: str, held: str) -> str:
    return people.phone(held) if name.endswith("_phone") and held else held
