"""What the tests of links share: two families, and hands that key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from concierge_tui.app import ConciergeApp
from concierge_tui.services.desk import Desk
from screens.link.cancelling import CancelLinkScreen
from screens.link.choosing import ChooseFamilyScreen
from screens.link.keying import KeyingScreen
from screens.link.list import LinksScreen
from screens.link.screen import LinkScreen
from screens.widgets.digit_boxes import DigitBoxes
from tests.journals.desk_families import registered
from tests.journals.linking import come
from tests.ui.at_the_door import on_screen, shown

SIZE = (80, 24)
ONE, OTHER = "09000007351", "09000000042"
MINE, THEIRS = ONE[-4:], OTHER[-4:]
PIN = "2468"


def two_families(desk: Desk, meetup: str) -> tuple[str, str]:
    """Register and check in two families with a mobile each."""
    return come(desk, meetup, "田中 美咲", ONE), come(desk, meetup, "佐藤 花", OTHER)


async def opened(pilot: Pilot[None], desk: Desk, meetup: str, pair: tuple[str, str]) -> None:
    """Open the link between two families."""
    await on_screen(pilot, "HomeScreen")
    pilot.app.push_screen(LinkScreen(desk, meetup, *pair))
    await on_screen(pilot, "LinkScreen")


async def turned(pilot: Pilot[None], desk: Desk, meetup: str, pair: tuple[str, str]) -> None:
    """Turn the laptop to the first of them."""
    await opened(pilot, desk, meetup, pair)
    await pilot.press("enter")
    await on_screen(pilot, "KeyingScreen")
    await pilot.pause()


def typed(app: ConciergeApp, text: str) -> None:
    """Send characters as a terminal does, whatever an IME made of them."""
    for character in text:
        app.post_message(events.Key(character, character))


def letters(app: ConciergeApp) -> str:
    """Return what is shown without the room between the letters."""
    return "".join(shown(app).split())


def boxes(app: ConciergeApp) -> DigitBoxes:
    """Return the boxes of the digits."""
    return app.screen.query_one(DigitBoxes)


def cancel_link(desk: Desk, meetup: str, family: str) -> Screen[Any]:
    """Return the screen that cancels a link."""
    linking, other = desk.linking(meetup), registered(desk).family
    return CancelLinkScreen(desk, linking, linking.wish(family, other, "here"))


def keying(desk: Desk, meetup: str, family: str) -> Screen[Any]:
    """Return the screen on which two families key."""
    one, other = desk.families.get(family), desk.families.get(registered(desk).family)
    return KeyingScreen(desk, desk.linking(meetup), [(one, other), (other, one)])


LINK_SCREENS: dict[str, Callable[[Desk, str, str, Path], Screen[Any]]] = {
    "links": lambda desk, m, _f, _r: LinksScreen(desk, m),
    "choose_family": lambda desk, m, _f, _r: ChooseFamilyScreen(desk, m, ""),
    "link": lambda desk, m, f, _r: LinkScreen(desk, m, f, registered(desk).family),
    "cancel_link": lambda desk, m, f, _r: cancel_link(desk, m, f),
    "keying": lambda desk, m, f, _r: keying(desk, m, f),
}
