"""A card that is read three times in a row: no screen falls, and Escape still leads home."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual import events

from concierge_tui.services.desk import Desk
from concierge_tui.text import hall
from screens.hall.ways import WAYS
from tests.ui.at_the_door import at_home, at_the_desk, name_of, on_screen, shown, until

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from concierge_tui.app import ConciergeApp
    from tests.ui.conftest import Family

CODE = "MS1-7KQ2WX-X"
TIMES = 3
STEPS = 8
"""Nothing lies deeper than so many steps from the reception."""

PLACES: dict[str, list[str]] = {
    "household": ["f2"],
    "walk-in": ["f3"],
    "sign-up": ["f4"],
    "inside": ["f5"],
    "consent": ["f8"],
    "slip": ["f11"],
    "help": ["f1"],
    "table": ["tab"],
}
"""Where one is when the card is read, by the keys from the reception with a family shown."""


def scan(app: ConciergeApp) -> None:
    """Read the card as often as an impatient hand does."""
    for _ in range(TIMES):
        for letter in CODE:
            app.post_message(events.Key(letter, letter))
        app.post_message(events.Key("enter", None))


async def home_again(pilot: Pilot[None], app: ConciergeApp) -> None:
    """Go back to the reception by Escape alone."""
    await until(pilot, lambda: not app.keys_wait)
    await pilot.pause(0.3)
    for _ in range(STEPS):
        if name_of(app) == "ReceptionScreen":
            break
        await pilot.press("escape")
        await pilot.pause(0.05)
    assert name_of(app) == "ReceptionScreen"
    assert app.is_running


@pytest.fixture(autouse=True)
def _a_family_with_a_card_is_inside(arrived: Family) -> None:
    arrived(
        {"role": "guardian", "name": "田中 美咲", "kana": "タナカ ミサキ"},
        {"role": "child", "name": "田中 陽葵", "kana": "タナカ ヒマリ", "birthday": "2024-07-02"},
        code="7KQ2WX",
    )


async def show_family(pilot: Pilot[None], app: ConciergeApp) -> None:
    app.screen.query_one("#query").focus()
    await pilot.press("ctrl+u", *"tanaka")
    await until(pilot, lambda: "田中家" in shown(app))


@pytest.mark.parametrize(
    "places",
    [["household", "walk-in", "inside"], pytest.param(list(PLACES), marks=pytest.mark.soak)],
)
async def test_at_the_reception(desk: Desk, meetup: str, tmp_path: Path, places: list[str]) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=(80, 24)) as pilot:
        await at_the_desk(pilot, desk, meetup)
        for place in places:
            await show_family(pilot, app)
            await pilot.press(*PLACES[place])
            scan(app)
            await home_again(pilot, app)

    assert desk.reception(meetup).counts().people_here == 2


@pytest.mark.soak
async def test_on_every_screen_of_the_hall(desk: Desk, meetup: str, tmp_path: Path) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=(80, 24)) as pilot:
        await at_the_desk(pilot, desk, meetup)
        for place, way in enumerate(WAYS):
            for deeper in ([], ["enter"], ["f3"], ["f4"]):
                await pilot.press("ctrl+a")
                await on_screen(pilot, "HallScreen")
                if place < len(hall.DIGITS):
                    await pilot.press(hall.number(way.name))
                else:
                    await pilot.press("end", *["up"] * (len(WAYS) - place - 1), "enter")
                await pilot.press(*deeper)
                scan(app)
                await home_again(pilot, app)
