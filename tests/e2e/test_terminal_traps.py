"""What Pilot cannot see: the terminal's own cursor, real bytes, real bursts."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.terminal import BarePty, Terminal, has_tmux, python

pytestmark = pytest.mark.skipif(not has_tmux, reason="tmux is not installed")

APP = Path(__file__).with_name("trap_app.py")


@pytest.fixture(scope="module")
def shared() -> Iterator[Terminal]:
    """One running program for all tests that leave it as they found it."""
    with Terminal(python(APP), width=100) as terminal:
        terminal.wait_for("name='山田'")
        yield terminal


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    with Terminal(python(APP), width=100) as fresh:
        fresh.wait_for("name='山田'")
        yield fresh


def _cursor_rests_at(terminal: Terminal, x: int, label: str) -> None:
    row = terminal.line_of(label) + 1
    terminal.wait_until(lambda: terminal.cursor() == (x, row), f"the cursor at {(x, row)}")


def _empty_the_name(terminal: Terminal) -> None:
    # A binding rises to the screen, letters do not: a burst right behind it would be emptied too.
    terminal.press("Home", "C-k")
    terminal.wait_for("name=''")


def test_the_ime_composes_right_after_the_text_on_the_very_first_focus(terminal: Terminal) -> None:
    # A compact Input has no padding: two kanji are four cells.
    _cursor_rests_at(terminal, 4, "氏名")


def test_the_ime_follows_the_text_and_a_field_that_was_pushed_down(terminal: Terminal) -> None:
    _empty_the_name(terminal)
    terminal.press("Tab")
    terminal.wait_for("お名前を入力してください。")
    _cursor_rests_at(terminal, 0, "電話")

    terminal.type("０９０")
    terminal.wait_for("phone='０９０'")
    _cursor_rests_at(terminal, 6, "電話")

    terminal.press("Left")
    _cursor_rests_at(terminal, 4, "電話")


def test_the_ime_stays_at_the_edge_of_a_text_that_scrolls(terminal: Terminal) -> None:
    terminal.press("F5")
    terminal.wait_for("focus=narrow")
    terminal.type("さいたま市緑区美園")
    terminal.wait_for("緑区美園")
    row = terminal.line_of("緑区美園")

    terminal.wait_until(
        lambda: terminal.cursor()[1] == row and 9 <= terminal.cursor()[0] <= 11,
        "the cursor at the right edge",
    )


def test_the_full_width_space_can_be_typed(terminal: Terminal) -> None:
    terminal.type("\u3000花子")

    terminal.wait_for("name='山田 花子'")


def test_a_long_ime_commit_arrives_whole(terminal: Terminal) -> None:
    _empty_the_name(terminal)
    terminal.type("埼玉県さいたま市緑区美園四丁目十九番一号。、「」〜")

    terminal.wait_for("name='埼玉県さいたま市緑区美園四丁目十九番一号。、「」〜'")


def test_a_paste_of_two_lines_with_escape_sequences_becomes_one_clean_line(
    terminal: Terminal,
) -> None:
    _empty_the_name(terminal)
    terminal.paste("埼玉県\n緑区\u202e\x07美園")

    terminal.wait_for("name='埼玉県 緑区美園'")


def test_names_that_look_like_markup_or_escapes_are_shown_as_they_are(shared: Terminal) -> None:
    screen = shared.wait_for("山田[/]花子")

    assert "[31m赤" in screen


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the kitty protocol")
def test_the_kitty_protocol_is_asked_for_only_where_nothing_was_prepared() -> None:
    with BarePty(python(APP)) as prepared, BarePty(python(APP, "--unprepared")) as unprepared:
        painted = prepared.read_until("山田")
        painted_by_textual = unprepared.read_until("山田")

    assert b"\x1b[>25u" not in painted
    assert b"\x1b[>25u" in painted_by_textual


@pytest.mark.parametrize(
    ("key", "focus"), [("F2", "button"), ("F3", "list"), ("F4", "none"), ("F5", "narrow")]
)
def test_forty_scans_reach_nothing_but_the_desk(terminal: Terminal, key: str, focus: str) -> None:
    terminal.press(key)
    terminal.wait_for(f"focus={focus}")

    for number in range(40):
        terminal.type(f"MS1-{number:06d}-K\r")

    screen = terminal.wait_for("scans=40:40")
    assert "presses=0 strays=0" in screen
    assert "name='山田'" in screen


@pytest.mark.parametrize(
    "burst",
    [
        "ms1-kq7rtw-x\r",
        "ＭＳ１－ＫＱ７ＲＴＷ－Ｘ\r",
        "MS1-KQ7RTW-X",
        "MS1-KQ7RTW-X\t",
        "ｍｓ１ーｋｑ７ｒｔｗーｘ",
    ],
)
def test_a_scan_is_read_whatever_the_keyboard_made_of_it(terminal: Terminal, burst: str) -> None:
    terminal.press("F2")
    terminal.wait_for("focus=button")

    terminal.type(burst)

    screen = terminal.wait_for("scans=1:1")
    assert "presses=0 strays=0" in screen
    assert "focus=button" in screen
