"""Sentences are broken where a printer would break them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from concierge_tui.text.widgets import NEVER_FIRST
from screens.reception.query import read_line
from screens.widgets.prose import Prose, folded


def test_no_line_begins_with_a_full_stop() -> None:
    assert folded("これは文です。次です。", 12) == ["これは文で", "す。次です。"]


@given(st.text(alphabet="あいう「」。、aA ", max_size=120), st.integers(4, 60))
def test_nothing_is_lost_and_no_line_is_too_long(text: str, width: int) -> None:
    words = " ".join(text.split())

    lines = folded(words, width)

    assert "".join(lines) == words
    assert all(cell_len(line) <= width for line in lines)


def test_the_last_line_is_more_than_a_letter_or_two() -> None:
    words = "合言葉が違います。大文字・小文字と空白を確かめて、もう一度入力してください。"

    assert folded(words, 74) == [
        "合言葉が違います。大文字・小文字と空白を確かめて、",
        "もう一度入力してください。",
    ]


def test_what_is_read_aloud_is_not_torn_inside_a_word() -> None:
    words = "書いたものはすべて残ります。だれが、いつまでにご連絡するかを決めます。"

    assert folded(words, 44) == [
        "書いたものはすべて残ります。だれが、",
        "いつまでにご連絡するかを決めます。",
    ]
    assert folded("子どもの アレルギーを、あの 家族に つたえます。", 34) == [
        "子どもの アレルギーを、あの ",
        "家族に つたえます。",
    ]


def test_a_mark_stays_with_its_word_where_there_is_room() -> None:
    lines = folded("よろしいですか。" * 10, 13)

    assert not any(line[0] in NEVER_FIRST for line in lines)


def test_a_key_stays_with_what_it_does() -> None:
    words = "緊急連絡先を入力して Enter。きっかけは Enter でとばせます。"

    for width in range(30, 60):
        lines = folded(words, width)
        assert not any(line.rstrip().endswith("きっかけは Enter") for line in lines[:-1])
        assert not any(line.strip()[:1] in {*"nter"} for line in lines)
    assert all(len(line) == 40 for line in folded("a" * 200, 40))


def test_a_number_behind_a_name_chooses_a_row_and_nothing_else_does() -> None:
    assert read_line("たなか2") == ("たなか", 2)
    assert read_line("ｔａｎａ３") == ("tana", 3)
    assert read_line("田中 1") == ("田中", 1)
    assert read_line("5678") == ("5678", None)
    assert read_line("2") == ("2", None)
    assert read_line("たなか12") == ("たなか12", None)
    assert read_line("MS1-7KQ2WX-2") == ("MS1-7KQ2WX-2", None)
    assert read_line("たなか\u3000みさき") == ("たなか\u3000みさき", None)


def test_the_lines_of_a_point_begin_beneath_its_first_letter() -> None:
    lines = Prose("・すぐに、この端末では見えなくなります。\n・次の点です。")._lines(24)

    assert lines == ["・すぐに、この端末では見", "  えなくなります。", "・次の点です。"]
