import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_tui.domain.cleaning import clean_text

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)
NASTY = st.text(" \t\r\n　\x1b\u200b\u202e\ufe00\U000e0100\u3099はが神Åe\u0301\ud800", max_size=20)


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("　田中　　美咲 ", "田中 美咲"),
        ("\x1b]52;c;ZXZpbA==\x07田中", "]52;c;ZXZpbA==田中"),
        ("\x1b[2J田中\x9b31m", "[2J田中31m"),
        ("田中\u202e美咲\u2066\u200b\ufeff", "田中美咲"),
        ("か\u3099", "が"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("\U000e0100 \ufe0f田", "田"),
        ("a\r\nb\tc\u2028d", "a b c d"),
        ("\ud800田中", "田中"),
        ("ㅤ", ""),
        ("", ""),
    ],
)
def test_what_was_typed_becomes_safe(typed: str, clean: str) -> None:
    assert clean_text(typed) == clean


def test_several_lines_stay_when_asked_for() -> None:
    assert clean_text(" 卵 \r\n\x0b 乳\n", multiline=True) == "卵\n\n乳"


@pytest.mark.parametrize("name", ["\ufa19田", "\ufa1b島", "髙﨑"])
def test_a_name_keeps_the_form_of_its_kanji(name: str) -> None:
    assert clean_text(name) == name


def test_every_control_and_format_character_goes() -> None:
    unseen = {"Cc", "Cf", "Cs"}
    left = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in unseen
        and clean_text(f"a{chr(code)}b") not in ("ab", "a b")
    ]

    assert left == []


@given(ANYTHING | NASTY, st.booleans())
def test_cleaning_twice_changes_nothing_more(raw: str, multiline: bool) -> None:
    once = clean_text(raw, multiline=multiline)

    assert clean_text(once, multiline=multiline) == once
    assert once.encode().decode() == once
    assert "  " not in once


@given(ANYTHING)
def test_nothing_unseen_is_left(raw: str) -> None:
    assert not any(
        unicodedata.category(character) in ("Cc", "Cf", "Cs") for character in clean_text(raw)
    )
