import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.kana import is_kana, to_hiragana, to_katakana


@pytest.mark.parametrize(
    "typed", ["たなか　みさき", "ﾀﾅｶ ﾐｻｷ", "タナカ  ミサキ", " タナカ\tミサキ "]
)
def test_any_kana_becomes_one_katakana_form(typed: str) -> None:
    assert to_katakana(typed) == "タナカ ミサキ"


@pytest.mark.parametrize("typed", ["ﾊﾞﾊﾟ", "ハ゛ハ゜", "は゛は゜", "ハﾞハﾟ", "ばぱ"])
def test_sound_marks_join_their_kana(typed: str) -> None:
    assert to_katakana(typed) == "バパ"


@pytest.mark.parametrize(
    "reading", ["タナカ", "たなか みさき", "ﾔﾏﾀﾞ", "ローズ・ミア", "いすゞ", "ゔぃ"]
)
def test_readings_are_recognised(reading: str) -> None:
    assert is_kana(reading)


@pytest.mark.parametrize("other", ["", " ", "ー", "田中", "たなかM", "タナカ1", "タナカ\x1b"])
def test_what_is_no_reading_is_refused(other: str) -> None:
    assert not is_kana(other)


@given(st.text(st.characters(min_codepoint=0x3041, max_codepoint=0x3096), max_size=12))
def test_hiragana_survives_the_way_there_and_back(text: str) -> None:
    assert to_hiragana(to_katakana(text)) == text
