"""Words of the list of families that know nobody yet (まだひとりの家庭)."""

from collections.abc import Sequence
from typing import Final

from concierge_tui.text.people import table_name

TITLE: Final = "まだひとりの家庭"
WORDS: Final = "おすすめのお隣と、話のきっかけ"
EMPTY: Final = "まだひとりの家庭はありません。"
NOBODY_ELSE: Final = "いまは、ほかに家庭がいません。"

INTRODUCED: Final = "紹介した"
OTHER: Final = "ほかの相手"
DECLINE: Final = "見送る"
TELL: Final = "話のきっかけです。どなたにも、順番や点数は付けていません。"

_WHYS: Final = {"asked": "紹介の希望", "moved": "転入", "alone": ""}
_COLOURS: Final = {"asked": "care", "moved": "todo", "alone": ""}


def counts(alone: int, introduced: int) -> str:
    """Say how many wait, and how many pairs were brought together."""
    return f"まだ {alone}家庭  紹介 {introduced}組"


def stands(alone: int) -> str:
    """Say on the list of the hall how many wait."""
    return f"{alone}家庭" if alone else "みなさん紹介済み"


def why(word: str) -> tuple[str, str]:
    """Return why a family comes first, and the colour of it."""
    return _WHYS.get(word, ""), _COLOURS.get(word, "")


def ages(months: Sequence[int]) -> str:
    """Return the ages of the children, as anybody in the hall sees them."""
    years = [f"{month // 12}歳" if month >= 12 else "0歳" for month in months]
    return "・".join(years)


def common_short(codes: Sequence[str]) -> str:
    """Return what both have in common, as the list has room for it."""
    return "・".join(filter(None, (_common(code)[0] for code in codes)))


def common(codes: Sequence[str]) -> str:
    """Return what both have in common, as the beginning of a talk."""
    return "、".join(filter(None, (_common(code)[1] for code in codes)))


def _common(code: str) -> tuple[str, str]:
    kind, _, years = code.partition(":")
    match kind:
        case "age":
            return f"{years}歳どうし", f"どちらも{years}歳のお子さん"
        case "close":
            return "月齢が近い", "お子さんの月齢が近い"
        case "moved":
            return "転入どうし", "どちらも引っ越してきた"
        case "ward":
            return "同じ区", "同じ区"
    return "", ""


def pair(one: str, its_table: str, other: str, other_table: str, said: str) -> str:
    """Return the proposal as one reads it before going over."""
    first = f"{one}さん{_at(its_table)}を、{other}さん{_at(other_table)}に"
    return f"{first}紹介してみませんか。{said}。" if said else f"{first}紹介してみませんか。"


def _at(where: str) -> str:
    return f"({table_name(where)})" if where else ""


def introduced(one: str, other: str) -> str:
    """Say that an introduction was noted."""
    return f"{one}さんと{other}さんの紹介を記録しました。"


def declined(one: str, other: str) -> str:
    """Say that these two are not proposed again today."""
    return f"{one}さんと{other}さんは、きょうはもう出しません。"
