"""Readings typed with the input method off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.kana import is_kana, to_katakana
from concierge_tui.domain.kana_typing import digit_from_typing, kana_from_typing


@pytest.mark.parametrize(
    ("typed", "kana"),
    [
        ("tanaka misaki", "タナカ ミサキ"),
        ("matsumoto", "マツモト"),
        ("shin'ichi", "シンイチ"),
        ("kennichi", "ケンイチ"),
        ("hattori", "ハットリ"),
        ("matcha", "マッチャ"),
        ("nambu", "ナンブ"),
        ("juNichirou", "ジュニチロウ"),
        ("yu-ta", "ユータ"),
        ("honda", "ホンダ"),
        ("sonnen", "ソンエン"),
    ],
)
def test_letters_become_what_an_input_method_would_write(typed: str, kana: str) -> None:
    assert kana_from_typing(typed) == kana


@pytest.mark.parametrize("typed", ["", "たなか", "Smith", "o'brien", "ｔａｎａｋａ", "田中"])
def test_what_is_no_reading_in_letters_stays_as_it_was(typed: str) -> None:
    assert kana_from_typing(typed) == typed


@given(st.text(max_size=20))
def test_the_answer_is_kana_or_what_was_typed(text: str) -> None:
    read = kana_from_typing(text)

    assert read == text or (is_kana(read) and to_katakana(read) == read) or not text.strip("- ")


@pytest.mark.parametrize("row", ["1234567890", "１２３４５６７８９０", "ぬふあうえおやゆよわ",
                                 "ヌフアウエオヤユヨワ", "ﾇﾌｱｳｴｵﾔﾕﾖﾜ", "①②③④⑤⑥⑦⑧⑨０"])  # fmt: skip
def test_the_digit_of_a_key_is_known_whatever_an_ime_made_of_it(row: str) -> None:
    assert [digit_from_typing(each) for each in row] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]


@given(st.characters() | st.text(max_size=3) | st.none())
def test_whatever_is_no_digit_is_none(typed: str | None) -> None:
    digit = digit_from_typing(typed)

    assert digit is None or (typed is not None and len(typed) == 1 and 0 <= digit <= 9)
