"""Large letters: every word there, kana above the kanji, nothing cut at any width."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from concierge_tui.domain.consent import PURPOSES
from concierge_tui.domain.gate import AND, EXCHANGED, Rule
from concierge_tui.services.wordings import Wordings
from concierge_tui.text import agreeing, facing, keying
from screens.widgets.large_text import Words, laid_out, large, spread
from tests.journals.writing import HOSTILE

KANJI = re.compile("[\u4e00-\u9fff々]")


@pytest.mark.parametrize("language", ["ja", "easy"])
@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_kanji_of_our_texts_has_its_reading_above(purpose: str, language: str) -> None:
    for line in Wordings().get(purpose, language).text.splitlines():
        for above, words in laid_out([Words(line)], 10_000):
            for match in re.finditer("[\u4e00-\u9fff々](?: *[\u4e00-\u9fff々])*", words):
                place = slice(cell_len(words[: match.start()]), cell_len(words[: match.end()]))
                kana = _cells(above)[max(0, place.start - 3) : place.stop + 3]
                assert "".join(kana).strip(), (match[0], line)


def test_what_a_screen_says_itself_is_readable_too() -> None:
    said = [text["ja"] for text in (facing.THANKS, facing.READ_BACK, facing.YES)]

    for words in said:
        assert len(KANJI.findall(words)) == 0 or any(above.strip() for above, _ in
                                                     laid_out([Words(words)], 200))  # fmt: skip


@pytest.mark.parametrize("language", ["ja", "easy"])
def test_a_family_that_keys_can_read_every_word(language: str) -> None:
    texts = (keying.FOR, keying.ASK, keying.IN, keying.PASS_ON, keying.WAITS, keying.MADE_WORDS)
    for said in texts:
        for line in keying.filled(said, language, "あ", "い").splitlines():
            for above, words in laid_out([Words(line)], 10_000):
                for match in KANJI.finditer(words):
                    place = cell_len(words[: match.start()])
                    kana = "".join(_cells(above)[max(0, place - 6) : place + 8])
                    assert kana.strip(), (match[0], line)


AMBER = (
    Rule("exchange", (), "amber", "missing", {"what": EXCHANGED}),
    Rule("met", (), "amber", "host_without_child", {"who": ("あ",)}),
    *(Rule("supervisor", (), "amber", reason, {"who": ("あ",)})
      for reason in ("identity_not_seen", "no_lifesaving", "neither_known")),
    Rule("ratio", (), "amber", AND.join(("too_many", "room_full", "no_room")),
         {"minders": 1, "children": 4, "capacity": 3, "rooms": 1, "places": 2}),
)  # fmt: skip


@pytest.mark.parametrize("language", facing.LANGUAGES)
def test_a_guardian_can_read_every_word_to_which_she_agrees(language: str) -> None:
    said = [line for rule in AMBER for line in agreeing.lines(rule, language)]

    assert len(set(said)) == 8
    for line in [*said, facing.of(agreeing.ASK, language)]:
        assert (language == "en") is not bool(re.search("[ぁ-ん]", line)), line
        for above, words in laid_out([Words(line)], 10_000):
            for match in KANJI.finditer(words):
                place = cell_len(words[: match.start()])
                kana = "".join(_cells(above)[max(0, place - 6) : place + 8])
                assert kana.strip(), (match[0], line)


def test_a_name_is_read_as_its_kana_say() -> None:
    words = Words("長谷川 裕子", {"長谷川": "はせがわ", "裕子": "ひろこ"})

    ((above, below),) = laid_out([words], 80)

    assert above.split() == ["はせがわ", "ひろこ"]
    assert below.replace(" ", "") == "長谷川裕子"


def test_kana_that_a_word_shows_itself_are_not_repeated_above_it() -> None:
    ((above, _),) = laid_out([Words("確かめて")], 80)

    assert above.strip() == "たし"


@given(st.lists(st.text(max_size=60) | st.sampled_from(HOSTILE), max_size=4), st.integers(1, 200))
def test_no_row_is_wider_than_its_place_and_no_letter_is_lost(lines: list[str], width: int) -> None:
    rows = laid_out([Words(line) for line in lines], width)
    said = "".join(words for _, words in rows).replace(" ", "")

    assert all(cell_len(words) <= max(8, width) for _, words in rows)
    wanted = "".join(large(line) for line in lines).replace(" ", "")
    assert all(character in said for character in wanted if cell_len(character))


def test_latin_words_are_wide_without_being_torn_apart() -> None:
    assert spread("Yes") == "Ｙｅｓ"
    assert spread("はい") == "は い"


def _cells(words: str) -> list[str]:
    return [cell for letter in words for cell in [letter] + [""] * (cell_len(letter) - 1)]
