"""Allergies on a list: what it is, cut between two things, and in full below."""

import pytest

from concierge_tui.domain.family import Allergy, Family, Person
from concierge_tui.text.allergies import in_full, short


def child(text: str, has: str = "yes") -> Person:
    return Person.model_validate(
        {"id": text or has, "family": "f", "role": "child", "name": "小川 陽葵",
         "kana": "オガワ ヒマリ", "allergy": Allergy.model_validate({"has": has, "text": text})}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("卵", "卵アレルギー"),
        ("卵アレルギー", "卵アレルギー"),
        ("卵(加熱は可)・乳", "卵・乳アレルギー"),
        ("そば(エピペン所持)", "そばアレルギー"),
        ("えび、かに、ピーナッツ", "えび・かにほかアレルギー"),
        ("ピーナッツバター", "ピーナッツバターアレルギー"),
        ("", "アレルギー"),
        ("(内容は未確認)", "アレルギー"),
    ],
)
def test_a_list_says_which_and_says_when_there_are_more(told: str, shown: str) -> None:
    assert short(child(told)) == shown


def test_nobody_without_one_is_named_and_nothing_is_cut_in_full() -> None:
    some = [child("卵(加熱は可)・乳・小麦・えび"), child("", "no"), child("")]
    family = Family.model_validate({"id": "f", "people": some})

    assert short(some[1]) == ""
    assert in_full(some, family) == (
        "陽葵: 卵(加熱は可)・乳・小麦・えび、陽葵: あり(内容は保護者に確かめる)"
    )
