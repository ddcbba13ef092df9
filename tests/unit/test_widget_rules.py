"""The rules of the widgets that need no screen."""

import os
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.color import Color

from concierge_tui.domain.cleaning import clean_text
from screens.widgets.cell_text import fit, plain, typed
from screens.widgets.column_layout import GAP, Column, widths
from screens.widgets.jp_input import Kind, normalised
from screens.widgets.key_names import key_name
from screens.widgets.terminal_quirks import prepare_terminal
from screens.widgets.theme import STATES, THEMES

OBEYED = {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text(), st.integers(min_value=0, max_value=40))
@example("山田", 3)
@example("葛\U000e0100飾区立石", 5)
@example("👨‍👩‍👧👶🏻", 3)
@example("\x1b]52;c;eHg=\x07", 9)
def test_fitted_text_has_exactly_the_cells_asked_for(text: str, width: int) -> None:
    fitted = fit(text, width)

    assert cell_len(fitted) == width
    assert not OBEYED & {unicodedata.category(character) for character in fitted}


def test_a_wide_character_is_never_cut_in_half() -> None:
    assert fit("田中美咲", 5) == "田中…"
    assert fit("田中美咲", 6) == "田中… "
    assert fit("田中美咲", 8) == "田中美咲"
    assert fit("田中 美咲", 6) == "田中… "


@given(st.text(alphabet=st.characters(exclude_categories=["Cn"])))
def test_what_is_shown_holds_nothing_a_terminal_obeys(text: str) -> None:
    for shown in (plain(text), typed(text)):
        assert not OBEYED & {unicodedata.category(character) for character in shown}


def test_typing_keeps_the_blanks_between_words() -> None:
    assert typed("山田\u3000 ") == "山田  "


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("digits", "０９０ー１２３４－５６７８", "090-1234-5678"),
        ("digits", " 3360001 ", "3360001"),
        ("date", "令和５年４月１日", "令和5年4月1日"),
        ("kana", "ﾀﾅｶ\u3000ﾐｻｷ", "タナカ ミサキ"),
        ("text", "\u3000山田\u3000花子 ", "山田 花子"),
        ("text", "ＡＢＣ保育園", "ＡＢＣ保育園"),
        ("secret", " あいことば\u3000", " あいことば\u3000"),
    ],
)
def test_a_field_keeps_what_its_kind_promises(kind: Kind, before: str, after: str) -> None:
    assert normalised(before, kind) == after


@given(st.text(), st.sampled_from(["text", "kana", "digits", "date"]))
def test_normalising_twice_changes_nothing(value: str, kind: Kind) -> None:
    once = normalised(value, kind)

    assert normalised(once, kind) == once
    assert clean_text(once) == once


@given(st.integers(min_value=20, max_value=200))
def test_columns_fill_the_room_and_never_more(room: int) -> None:
    columns = (Column(10, grow=1), Column(8, grow=2), Column(6), Column(12, from_width=90))

    cells = widths(columns, room)

    assert sum(cells) + GAP * sum(1 for width in cells if width) <= max(room, 10 + 8 + 6 + 3)
    assert (cells[3] > 0) == (room >= 90)
    assert cells[2] == 6


@pytest.mark.parametrize(
    ("key", "name"),
    [("ctrl+z", "Ctrl+Z"), ("f12", "F12"), ("escape", "Esc"), ("shift+tab", "Shift+Tab")],
)
def test_keys_are_called_as_they_are_printed(key: str, name: str) -> None:
    assert key_name(key) == name


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_colour_stands_out_from_every_background(theme) -> None:  # type: ignore[no-untyped-def]
    colours = theme.to_color_system().generate() | theme.variables
    inks = ["foreground", "text-muted", "practice", *(f"state-{state}" for state in STATES)]
    papers = ["background", "surface", "panel", "row-highlight"]

    ratios = {
        (ink, paper): _contrast(Color.parse(colours[ink]), Color.parse(colours[paper]))
        for ink in inks
        for paper in papers
    }

    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}


def _contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_preparing_the_terminal_does_not_import_textual_before_its_environment_is_set() -> None:
    script = (
        "import sys; from screens.widgets.terminal_quirks import prepare_terminal;"
        "prepare_terminal(platform='linux'); assert 'textual' not in sys.modules;"
        "import textual.constants; print(textual.constants.DISABLE_KITTY_KEY)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )

    assert done.stdout.strip() == "True"


def test_on_windows_the_kitty_protocol_stays_and_long_commits_are_parsed_whole() -> None:
    script = """
from screens.widgets.terminal_quirks import prepare_terminal
environ = {"TEXTUAL_DISABLE_KITTY_KEY": "1"}
prepare_terminal(environ, platform="win32")
assert environ == {"TEXTUAL_FPS": "120"}
from textual._xterm_parser import XTermParser
kanji = "\\u7dd1\\u533a\\u7f8e\\u5712\\u56db" * 20
codes = ":".join(str(ord(c)) for c in kanji)
parser = XTermParser(debug=False)
got = "".join(e.character or "" for e in parser.feed(f"\\x1b[0;;{codes}u"))
assert got == kanji, got
print("whole")
"""

    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=False,
        text=True,
        env={name: value for name, value in os.environ.items() if not name.startswith("TEXTUAL")},
    )

    assert done.stdout.strip() == "whole", done.stderr


def test_nothing_in_the_environment_can_copy_the_screen_to_a_file() -> None:
    environ = {"TEXTUAL_LOG": "a", "TEXTUAL_SCREENSHOT": "1", "TEXTUAL": "devtools", "HOME": "/x"}

    prepare_terminal(environ, platform="linux")

    assert environ == {"HOME": "/x", "TEXTUAL_DISABLE_KITTY_KEY": "1", "TEXTUAL_FPS": "120"}
