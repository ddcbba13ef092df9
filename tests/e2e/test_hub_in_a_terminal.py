"""A hall without internet in three real terminals: two desks, and the hub on a third laptop."""

import os
import re
import signal
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from screens.widgets.held_enter import FIRST
from screens.widgets.scanner import STUCK
from tests.e2e.hands import Hands
from tests.e2e.program import PASSPHRASE, Laptop, program, write_roster
from tests.e2e.terminal import Terminal, has_tmux

pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(600),  # three terminals, and a hub that begins twice
    pytest.mark.skipif(not has_tmux, reason="tmux is not installed"),
]

DONE = "を受け付けました"
AWAY = "ハブ切れ"


def unlocked(terminal: Terminal) -> Hands:
    hands = Hands(terminal)
    hands.sees("合言葉")
    terminal.paste(PASSPHRASE)
    hands.press("Enter")
    return hands


def to_the_hub(hands: Hands) -> None:
    hands.press("F5")
    hands.sees("本部との送受信")
    hands.press("BTab", "BTab", "Enter")
    hands.sees("アドレス", "登録コード")


def be_the_hub(hands: Hands) -> None:
    """Begin the hub from the sync page; the words and the address are then on the screen."""
    to_the_hub(hands)
    hands.press("BTab", "Enter")
    hands.sees("ハブをはじめる")
    hands.rest(FIRST)  # an Enter that follows at once counts as held
    hands.press("Enter")
    hands.sees("確かめる言葉", "動いています")


def new_code(hub: Hands, before: str = "") -> str:
    def shown() -> str:
        found = re.search(
            r"登録コード ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})", hub.terminal.screen()
        )
        return found[1] if found else ""

    hub.press("Enter")
    hub.terminal.wait_until(lambda: shown() not in ("", before), "another code")
    return shown()


def join(desk: Hands, address: str, code: str) -> None:
    to_the_hub(desk)
    desk.type(address)
    desk.press("Enter")
    desk.type(code)
    desk.press("Enter")
    desk.sees("八つの言葉")
    desk.press("Tab", "Enter")
    desk.sees("会場ハブにつながりました")
    desk.press("Escape")
    desk.sees("みその交流会")
    desk.press("Enter")
    desk.sees("さがす", "来場 0")


def check_in(desk: Hands, code: str) -> float:
    """Check a family in by its card; return when the key was pressed."""
    desk.terminal.type(code)
    desk.terminal.press("Enter")
    desk.terminal.wait_for("の控えです")
    time.sleep(STUCK + 0.1)
    pressed = time.monotonic()
    desk.terminal.press("Enter")
    desk.terminal.wait_for(DONE)
    return pressed


def seen_beside(one: Hands, other: Hands, cards: Sequence[str]) -> list[float]:
    """Check families in at two desks by turns; return the seconds until the neighbour saw it."""
    took = []
    for count, card in enumerate(cards, 1):
        busy, neighbour = (one, other) if count % 2 else (other, one)
        pressed = check_in(busy, card)
        neighbour.terminal.wait_for(f"来場 {count}/")
        took.append(time.monotonic() - pressed)
    return took


def test_check_ins_are_seen_at_once_and_a_hub_that_is_killed_costs_nothing(tmp_path: Path) -> None:
    house, first, second = (Laptop(tmp_path / name) for name in ("house", "first", "second"))
    meetup = house.begin(write_roster(tmp_path / "roster.csv", seed=5, count=12).path)
    codes = [family["code"] for family in house.answer("families", "--meetup", meetup)]
    for desk in (first, second):
        desk.answer("init", "--area", "みその", "--staff", "試験 花子")

    with ExitStack() as stack:

        def opened(laptop: Laptop) -> Hands:
            return unlocked(stack.enter_context(Terminal([program()], env=laptop.env)))

        hub = opened(house)
        hub.sees("みその交流会")
        be_the_hub(hub)
        address = "127.0.0.1:8788"
        one, other = opened(first), opened(second)
        for each in (one, other):
            each.sees("会がまだありません")
        code = new_code(hub)
        join(one, address, code)
        join(other, address, new_code(hub, code))

        took = seen_beside(one, other, codes[:5])
        print("from key to the other screen:", [f"{each * 1000:.0f} ms" for each in sorted(took)])  # noqa: T201 - a figure of a long run

        os.kill(hub.terminal.pid(), signal.SIGKILL)
        for each in (one, other):
            each.terminal.wait_for(AWAY)
        check_in(one, codes[5])
        check_in(other, codes[6])
        for each in (one, other):
            assert "来場 6/" in each.terminal.screen()

        again = opened(house)
        again.sees("みその交流会")
        be_the_hub(again)
        for each in (one, other):
            each.terminal.wait_gone(AWAY, patience=40)
            each.terminal.wait_for("来場 7/")
        again.press("C-q")
        again.sees("ハブを止めて終わる")
        again.press("Tab", "Enter")
        assert again.terminal.wait_exit() == 0
    assert first.arrived(meetup) == second.arrived(meetup) == house.arrived(meetup)
    assert len(first.arrived(meetup)) == 7
    assert [laptop.differences() for laptop in (house, first, second)] == [[], [], []]
