"""Every situation, done as a lesson of a rehearsal by real keys in a real terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from concierge_tui.rehearsal.situation import Press, Situation, Step
from concierge_tui.rehearsal.situations import SITUATIONS
from concierge_tui.text import lesson
from screens.widgets import held_digit
from tests.e2e.hands import Hands
from tests.e2e.program import program
from tests.e2e.terminal import Terminal, has_tmux

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(not has_tmux, reason="tmux is not installed"),
]

KEYS = {"enter": "Enter", "escape": "Escape", "space": "Space", "tab": "Tab", "right": "Right"}
"""Names of keys that tmux spells otherwise than Textual."""


@pytest.fixture
def rehearsal(tmp_path: Path) -> Iterator[Hands]:
    """The program as `concierge demo` opens it, at the reception."""
    env = {"CONCIERGE_HOME": str(tmp_path / "store"), "HOME": str(tmp_path)}
    with Terminal([program(), "demo"], env=env) as terminal:
        hands = Hands(terminal)
        hands.sees("みその交流会")
        hands.press("Enter")
        hands.sees("さがす")
        yield hands


def spelt(key: str) -> str:
    return KEYS.get(key) or key.replace("ctrl+", "C-").replace("f", "F")


def number_by_number(hands: Hands, digits: str) -> None:
    """Answer as fingers do: the same digit twice in no time is a key that was never let go."""
    for before, digit in zip(" " + digits, digits, strict=False):
        if digit == before:
            hands.rest(held_digit.FIRST)
        hands.press(digit)


def take(hands: Hands, step: Step) -> None:
    for stroke in step.strokes:
        if isinstance(stroke, Press):
            hands.press(*map(spelt, stroke.keys))
        elif stroke.text.isdigit():
            number_by_number(hands, stroke.text)
        else:
            hands.type(stroke.text)
    # Codes are written with room between their characters, and long lines are folded.
    wanted = ["".join(words.split()) for words in step.shows]
    screen = hands.terminal.screen
    hands.terminal.wait_until(
        lambda: all(words in "".join(screen().split()) for words in wanted), f"{step.shows}"
    )
    hands.rest(0)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: f"{each.number:02}")
def test_a_lesson_is_done_by_its_keys(rehearsal: Hands, situation: Situation) -> None:
    rehearsal.press("C-p")
    rehearsal.type(lesson.LESSONS)
    rehearsal.press("Enter")
    rehearsal.sees("Esc で閉じます")
    rehearsal.press("Home", *["Down"] * SITUATIONS.index(situation), "Enter")
    rehearsal.sees(situation.steps[0].hint[:12])

    for step in situation.steps:
        take(rehearsal, step)

    rehearsal.sees("ができました")
