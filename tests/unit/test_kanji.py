import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.kanji import fold_kanji, has_kanji


@pytest.mark.parametrize(
    "family",
    [
        "髙高",
        "﨑崎",
        "邊邉辺",
        "齋斎斉齊",
        "濵濱浜",
        "德徳",
        "櫻桜",
        "嶋嶌島",
        "𠮷吉",
        "凜凛",
        "ヶケ",
        "檜桧",
        "籠篭",
        "藪薮",
        "栁柳",
        "澤沢",
        "祐祐",
        "龍竜",
        "眞真",
        "槗橋",
        "冨富",
        "渕淵",
    ],
)
def test_variants_of_one_kanji_fold_alike(family: str) -> None:
    assert len({fold_kanji(character) for character in family}) == 1


def test_a_variation_selector_makes_no_difference() -> None:
    assert fold_kanji("葛\U000e0100飾") == fold_kanji("葛飾")


def test_a_repetition_mark_equals_the_repeated_kanji() -> None:
    assert fold_kanji("佐々木") == fold_kanji("佐佐木")


@pytest.mark.parametrize(
    "pair", ["崎埼", "崎碕", "祐右", "功切", "師帥", "書昼", "玉王", "土士", "大太"]
)
def test_different_kanji_stay_apart(pair: str) -> None:
    assert len({fold_kanji(character) for character in pair}) == 2


@given(st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), max_size=8))
def test_folding_twice_changes_nothing_more(name: str) -> None:
    folded = fold_kanji(name)

    assert fold_kanji(folded) == folded
    assert len(folded) == len(name)


def test_kanji_are_told_from_kana_and_emoji() -> None:
    assert has_kanji("たなか美")
    assert has_kanji("𠮷")
    assert not has_kanji("タナカ mia 😀")
