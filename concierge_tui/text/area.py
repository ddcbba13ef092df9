"""Words about the area: which wards it has, and how near a family lives."""

import re
from collections.abc import Iterable
from typing import Final

TITLE: Final = "地域"
BUTTON: Final = "地域"
CITIES: Final = "この地域の区・市町村"
CITIES_HINT: Final = "例: さいたま市緑区、さいたま市岩槻区"
NEIGHBOURS: Final = "まわりの区・市町村"
NEIGHBOURS_HINT: Final = "例: 越谷市、川口市。住まいで受付を断ることはありません。"
CONTACT: Final = "紙に刷る問い合わせ先"
CONTACT_HINT: Final = "例: みその地区事務局 048-000-0000。空なら、事業者の窓口を刷ります。"
LIMITS: Final = "決まりと連絡先"
MARK: Final = "認証マークの文"
MARK_HINT: Final = "いつからかも書きます。空なら、もとの紹介文のままです。壁の案内に刷ります。"
SAVED: Final = "地域を保存しました。受付の「地域内・近く・遠方」と、これから刷る紙に出ます。"
SAME: Final = "変わったところはありません。"

_BETWEEN: Final = re.compile("[、,\uff0c;\uff1b\\s]+")

_NEARNESS: Final = {"home": "地域内", "nearby": "近く", "elsewhere": "遠方"}


def nearness(word: str) -> str:
    """Return how near a family lives; nothing where it is not known."""
    return _NEARNESS.get(word, "")


def listed(names: Iterable[str]) -> str:
    """Return names as they are typed into one line."""
    return "、".join(names)


def names_of(line: str) -> list[str]:
    """Return the names that were typed into one line."""
    return [name for name in _BETWEEN.split(line) if name]


def unknown(name: str) -> str:
    """Say that there is no such ward or town."""
    return f"「{name}」は見つかりません。「さいたま市緑区」のように、市から入力してください。"
