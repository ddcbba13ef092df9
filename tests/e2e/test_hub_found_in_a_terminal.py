"""A hub found by name: two terminals in two network namespaces that one cable joins."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from screens.widgets.held_enter import FIRST
from tests.e2e.hands import Hands
from tests.e2e.program import Laptop, program, write_roster
from tests.e2e.terminal import Terminal, has_tmux
from tests.e2e.test_hub_in_a_terminal import be_the_hub, check_in, new_code, to_the_hub, unlocked

pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(600),  # three programs begin, and the network is looked through twice
    pytest.mark.skipif(not has_tmux, reason="tmux is not installed"),
]

ADDRESSES = ("10.77.0.1", "10.77.0.2")


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@pytest.fixture
def machines() -> Iterator[tuple[str, str]]:
    """Two machines as far as their networks go; answers with the names of their namespaces."""
    one, other = names = (f"mbx{os.getpid()}a", f"mbx{os.getpid()}b")
    try:
        _ip("netns", "add", one)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this machine lets nobody make a network namespace")
    try:
        _ip("netns", "add", other)
        _ip("link", "add", one, "netns", one, "type", "veth", "peer", "name", other, "netns", other)
        for name, address in zip(names, ADDRESSES, strict=True):
            for device in ("lo", name):
                _ip("-n", name, "link", "set", device, "up")
            _ip("-n", name, "address", "add", f"{address}/24", "dev", name)
            _ip("-n", name, "route", "add", "default", "dev", name)
        yield names
    finally:
        for name in names:
            subprocess.run(["ip", "netns", "delete", name], check=False, capture_output=True)


def on(machine: str, laptop: Laptop) -> Terminal:
    """Start the program on a machine."""
    return Terminal(["ip", "netns", "exec", machine, program()], env=laptop.env)


def the_words_are_the_same(desk: Hands) -> None:
    desk.sees("八つの言葉")
    desk.press("Tab", "Enter")


def joined_by_name(desk: Hands, code: str) -> None:
    """Find the hub, compare its words, type the code that it asks for: no address is typed."""
    to_the_hub(desk)
    desk.press("Tab", "Tab", "Tab", "Enter")
    desk.sees("見つかったハブを選んで", f"{ADDRESSES[0]}:8788")
    desk.rest(FIRST)  # an Enter that follows at once counts as held
    desk.press("Enter")
    the_words_are_the_same(desk)
    desk.sees("会場ハブがこの端末を知りません")
    desk.type(code)
    desk.press("Enter")
    the_words_are_the_same(desk)
    desk.sees("会場ハブにつながりました")


def test_a_hub_on_another_machine_is_found_and_joined_without_an_address(
    tmp_path: Path, machines: tuple[str, str]
) -> None:
    house, first = (Laptop(tmp_path / name) for name in ("house", "first"))
    meetup = house.begin(write_roster(tmp_path / "roster.csv", seed=6, count=4).path)
    codes = [family["code"] for family in house.answer("families", "--meetup", meetup)]
    first.answer("init", "--area", "みその", "--staff", "試験 花子")

    with ExitStack() as stack:
        hub = unlocked(stack.enter_context(on(machines[0], house)))
        hub.sees("みその交流会")
        be_the_hub(hub)
        desk = unlocked(stack.enter_context(on(machines[1], first)))
        desk.sees("会がまだありません")
        joined_by_name(desk, new_code(hub))

        desk.press("Escape")
        desk.sees("みその交流会")
        desk.press("Enter")
        desk.sees("さがす", "来場 0")
        check_in(desk, codes[0])
        hub.press("Escape", "Escape")
        hub.sees("みその交流会")
        hub.press("Enter")
        hub.sees("来場 1/")
    assert first.arrived(meetup) == house.arrived(meetup)
