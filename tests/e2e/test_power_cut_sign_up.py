"""kill -9 while somebody writes for a family: at most the field being typed is lost."""

import os
import signal
import time
from pathlib import Path
from random import Random

import pytest

from tests.e2e.program import PASSPHRASE, Laptop, program, write_roster
from tests.e2e.terminal import Terminal, has_tmux

pytestmark = pytest.mark.skipif(not has_tmux, reason="tmux is not installed")

KEPT_AFTER = 0.7
PHONES = ("09000001111", "09000002222")


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    opened = Laptop(tmp_path)
    opened.begin(write_roster(tmp_path / "roster.csv", seed=3, count=6).path)
    return opened


def unlock(terminal: Terminal) -> None:
    terminal.wait_for("合言葉")
    terminal.paste(PASSPHRASE)
    terminal.press("Enter")


def to_sign_up(terminal: Terminal) -> None:
    terminal.wait_for("きょうの会", "来場")
    terminal.press("Enter")
    terminal.wait_for("さがす")
    terminal.press("F4")
    terminal.wait_for("代理入力", "ふりがな", "お迎えしてよい人")


def go_to(terminal: Terminal, label: str) -> None:
    """Press Enter until the terminal's own cursor stands in the field, as a hand would."""

    def calm() -> tuple[str, tuple[int, int]]:
        """Return what stands there once nothing more is painted."""
        seen = terminal.styled_screen(), terminal.cursor()
        while True:
            time.sleep(0.5)
            now = terminal.styled_screen(), terminal.cursor()
            if now == seen:
                return seen
            seen = now

    def has_moved() -> bool:
        return calm() != stood

    stood = calm()
    while terminal.cursor()[1] != terminal.line_of(label):
        terminal.press("Enter")
        terminal.wait_until(has_moved, label)
        stood = calm()


def write(terminal: Terminal, kana: str, shown: str, phone: str) -> None:
    """Write a reading and a telephone number; the focus stays in the second."""
    go_to(terminal, "ふりがな")
    terminal.type(kana)
    terminal.wait_for(kana)
    go_to(terminal, "電話  ")
    terminal.wait_for(shown)
    terminal.type(phone)
    terminal.wait_for(phone)


def cut_power(terminal: Terminal) -> None:
    os.kill(terminal.pid(), signal.SIGKILL)
    terminal.wait_exit()


def test_every_field_but_the_last_outlives_a_kill_and_two_families_stay_apart(
    laptop: Laptop,
) -> None:
    rng = Random(7)
    with Terminal([program()], env=laptop.env) as terminal:
        unlock(terminal)
        to_sign_up(terminal)
        write(terminal, "abe yui", "あべ ゆい", PHONES[0])
        time.sleep(KEPT_AFTER + 0.6)
        cut_power(terminal)

    with Terminal([program()], env=laptop.env) as terminal:
        unlock(terminal)
        terminal.wait_for("代理入力", "書きかけを戻しました", "あべ ゆい", PHONES[0])
        terminal.press("Escape")
        terminal.wait_for("さがす")
        terminal.press("F4")
        terminal.wait_for("書きかけがほかに1件")
        write(terminal, "ono rei", "おの れい", PHONES[1])
        time.sleep(rng.uniform(0, 0.1))
        cut_power(terminal)

    with Terminal([program()], env=laptop.env) as terminal:
        unlock(terminal)
        second = terminal.wait_for("代理入力", "おの れい")
        assert "あべ" not in second
        assert PHONES[0] not in second
        terminal.press("F2")
        terminal.wait_for("書きかけの代理入力", "あべ ゆい")
        rows = [line for line in terminal.screen().splitlines() if "あべ" in line or "おの" in line]
        terminal.press("Down")
        if "あべ" not in rows[0]:
            terminal.press("Down")
        terminal.press("Enter")
        first = terminal.wait_for("答える人", "あべ ゆい", PHONES[0])
        assert "おの" not in first
        assert PHONES[1] not in first

    assert laptop.differences() == []
