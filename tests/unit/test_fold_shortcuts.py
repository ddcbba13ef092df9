"""The short ways past a fold answer what the long way answers."""

from unicodedata import is_normalized

from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain import cleaning, kana, romaji, search

KATAKANA = st.text(st.characters(min_codepoint=0x30A1, max_codepoint=0x30FC), max_size=8)
WRITTEN = st.text(st.sampled_from("田中髙﨑渡邉々〻ヶァゥォッンシャー゛が゙ﾊ A・-"), max_size=6)


@given(st.lists(KATAKANA, min_size=1, max_size=3))
def test_parts_of_a_reading_fold_as_one_word(parts: list[str]) -> None:
    assert romaji.fold_kana_parts(parts) == romaji.fold_kana("".join(parts))


@given(st.lists(KATAKANA, min_size=1, max_size=3))
def test_a_reading_keeps_its_lengths_by_table_as_by_rules(parts: list[str]) -> None:
    reading = " ".join(parts)

    assert romaji.fold_exactly(reading) == romaji._same_sound(romaji._spell(reading))


@given(st.lists(WRITTEN, min_size=1, max_size=3))
def test_parts_of_a_written_name_fold_as_one_word(parts: list[str]) -> None:
    tokens = [kana.to_katakana(part) for part in parts]

    assert search._written_parts(tokens) == search._written_key("".join(tokens))


def test_what_needs_no_cleaning_is_cleaned_already() -> None:
    for code in range(0x110000):
        character = chr(code)
        if cleaning._PLAIN.fullmatch(character):
            assert is_normalized("NFC", character)
            assert not cleaning._UNSEEN.search(character)
            assert cleaning.clean_text(f"{character}\u3000") == character
