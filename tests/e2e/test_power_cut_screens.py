"""kill -9 between the key and the success line: what a person was shown is true."""

import os
import signal
import time
from pathlib import Path
from random import Random

import pytest

from screens.widgets.scanner import STUCK
from tests.e2e.program import PASSPHRASE, Laptop, program, write_roster
from tests.e2e.terminal import Terminal, has_tmux

pytestmark = pytest.mark.skipif(not has_tmux, reason="tmux is not installed")

ROUNDS = 4
SAVED_AFTER = 1.5
"""Seconds of rest after which what is being typed must be kept."""
DONE = "を受け付けました"
HALF_TYPED = ("当日参加", "みた ゆい", "書きかけを戻しました")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> tuple[Laptop, str]:
    folder = tmp_path_factory.mktemp("laptop")
    laptop = Laptop(folder)
    return laptop, laptop.begin(write_roster(folder / "roster.csv", seed=12, count=24).path)


def unlock(terminal: Terminal) -> None:
    terminal.wait_for("合言葉")
    terminal.paste(PASSPHRASE)
    terminal.press("Enter")


def to_reception(terminal: Terminal) -> None:
    """Unlock, and go to the reception; after a kill it is open already."""
    unlock(terminal)
    terminal.wait_for("来場")
    if "さがす" not in terminal.screen():
        terminal.press("Enter")
        terminal.wait_for("さがす")


def scan(terminal: Terminal, code: str) -> None:
    """Let a scanner read a card, and wait until the family stands there."""
    terminal.type(code)
    terminal.press("Enter")
    terminal.wait_for("の控えです")
    # An Enter right behind a scan is the scanner's own; nobody is that fast.
    time.sleep(STUCK + 0.1)


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(1, ROUNDS))]
)
def test_what_was_shown_as_checked_in_outlives_a_kill(
    opened: tuple[Laptop, str], seed: int
) -> None:
    laptop, meetup = opened
    rng = Random(seed)
    before = laptop.arrived(meetup)
    waiting = [f for f in laptop.answer("families", "--meetup", meetup) if f["id"] not in before]
    first, second = rng.sample(waiting, 2)

    with Terminal([program()], env=laptop.env) as terminal:
        to_reception(terminal)
        scan(terminal, first["code"])
        terminal.press("Enter")
        terminal.wait_for(DONE)
        scan(terminal, second["code"])
        assert DONE not in terminal.screen()
        terminal.press("Enter")
        time.sleep(rng.uniform(0, 0.12))
        os.kill(terminal.pid(), signal.SIGKILL)
        terminal.wait_exit()
        last_seen = terminal.screen()

    arrived = laptop.arrived(meetup)
    assert first["id"] in arrived
    assert DONE not in last_seen or second["id"] in arrived
    assert arrived <= before | {first["id"], second["id"]}
    assert laptop.differences() == []
    assert laptop.answer("audit", "verify")["broken"] == []


def half_typed(terminal: Terminal) -> None:
    """Type half a walk-in from the reception, and rest until it is kept."""
    terminal.press("F3")
    terminal.wait_for("当日参加", "緊急連絡先")
    terminal.type("mita yui")
    terminal.press("Enter", "Enter")
    terminal.wait_for("みた ゆい")
    terminal.type("09001239876")
    time.sleep(SAVED_AFTER)


def test_a_form_in_the_middle_is_open_again_after_a_kill(tmp_path: Path) -> None:
    # How soon, is measured in bench_recovery: a test does not go by a clock.
    laptop = Laptop(tmp_path)
    meetup = laptop.begin(write_roster(tmp_path / "roster.csv", seed=3, count=14).path)
    with Terminal([program()], env=laptop.env) as terminal:
        to_reception(terminal)
        half_typed(terminal)
        os.kill(terminal.pid(), signal.SIGKILL)
        terminal.wait_exit()

    with Terminal([program()], env=laptop.env) as terminal:
        unlock(terminal)
        terminal.wait_for(*HALF_TYPED)
        assert "09001239876" in terminal.screen()
    assert laptop.arrived(meetup) == set()
    assert laptop.differences() == []


def test_the_program_opens_again_after_a_kill(opened: tuple[Laptop, str], tmp_path: Path) -> None:
    laptop, meetup = opened
    here = len(laptop.arrived(meetup))
    with Terminal([program()], env=laptop.env, cwd=tmp_path) as terminal:
        terminal.wait_for("合言葉")
        os.kill(terminal.pid(), signal.SIGKILL)
        terminal.wait_exit()
    with Terminal([program()], env=laptop.env, cwd=tmp_path) as terminal:
        to_reception(terminal)
        terminal.wait_for(f"来場 {here}/")
