"""A key that is not let go, other than Enter: no page of the hall falls, or does a deed twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from concierge_tui.services.desk import Desk
from screens.cards.paper import PaperCardScreen
from screens.incident.record import RecordScreen
from tests.ui.at_the_door import at_home, at_the_desk, burst, on_screen, shown
from tests.ui.test_day_screens import bumped
from tests.ui.test_hall_hostile import back_at_the_desk, every_screen
from tests.ui.test_held_through import written

SIZE = (80, 24)
KEYS: Final = (
    *"1234567890", "up", "down", "left", "right", "tab", "shift+tab", "home", "end", "pagedown",
    "space", "backspace", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f11",
    *(f"ctrl+{letter}" for letter in "abdefgknorstwxy"),
)  # fmt: skip
OF_THE_PAGE: Final = ("custody.note",)
"""Written when a page is opened, as that somebody came; what keys add is counted for itself."""
Make = Callable[[], Screen[Any]]


def pages(desk: Desk, meetup: str, family: str, folder: Path) -> Iterator[tuple[str, Make]]:
    """Yield every page of the hall, and those below them that listen to digits."""
    yield from every_screen(desk, meetup, family, folder).items()
    record = bumped(desk, meetup, family)
    yield "record", lambda: RecordScreen(desk, meetup, record)
    card = desk.cards(meetup).of(family)
    assert card is not None
    yield "paper card", lambda: PaperCardScreen(desk, meetup, card)


async def hold(pilot: Pilot[Any], screen: Screen[Any], key: str) -> None:
    """Hold a key on a page for as many repeats as come in a third of a second."""
    pilot.app.push_screen(screen)
    await pilot.pause()
    burst(pilot.app, *[key] * 10)  # type: ignore[arg-type]
    await pilot.pause()


async def hold_everywhere(
    desk: Desk, meetup: str, makes: Iterable[tuple[str, Make]], key: str, folder: Path
) -> None:
    """Hold a key on each page; the same deed is never written down twice."""
    app = at_home(desk, folder / "store")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        for name, make in makes:
            before = written(desk)
            await hold(pilot, make(), key)
            assert app.is_running, name
            assert "Traceback" not in shown(app), name
            deeds = [kind for kind in written(desk)[len(before) :] if kind not in OF_THE_PAGE]
            assert len(deeds) == len(set(deeds)), (name, deeds)
            await back_at_the_desk(pilot)
        await pilot.press("escape")
        await on_screen(pilot, "HomeScreen")


async def test_a_held_digit_tells_and_calls_nobody_twice(
    desk: Desk, meetup: str, tanaka: str, suzuki: str, tmp_path: Path
) -> None:
    desk.reception(meetup).check_in(suzuki, [p.id for p in desk.families.get(suzuki).people])
    found = dict(pages(desk, meetup, tanaka, tmp_path))
    some = [(name, found[name]) for name in ("record", "paper card", "custody contact")]
    await hold_everywhere(desk, meetup, some, "1", tmp_path)


async def test_a_held_digit_tells_the_coordinator_once(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path
) -> None:
    refused = dict(every_screen(desk, meetup, tanaka, tmp_path))["custody refused"]
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await hold(pilot, refused(), "3")

    assert written(desk).count("custody.note") == 2, "somebody came, and it was told"


@pytest.mark.soak
@pytest.mark.parametrize("key", KEYS)
async def test_a_held_key_does_one_deed_at_most_on_any_page_of_the_hall(
    desk: Desk, meetup: str, tanaka: str, suzuki: str, tmp_path: Path, key: str
) -> None:
    desk.reception(meetup).check_in(suzuki, [p.id for p in desk.families.get(suzuki).people])
    await hold_everywhere(desk, meetup, pages(desk, meetup, tanaka, tmp_path), key, tmp_path)


@pytest.mark.soak
async def test_a_card_that_is_read_three_times_does_nothing_on_any_page_of_the_hall(
    desk: Desk, meetup: str, tanaka: str, suzuki: str, tmp_path: Path
) -> None:
    desk.reception(meetup).check_in(suzuki, [p.id for p in desk.families.get(suzuki).people])
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        for name, make in pages(desk, meetup, tanaka, tmp_path):
            app.push_screen(make())
            await pilot.pause()
            before = written(desk)
            burst(app, *[*"MS1-7KQ2WX-X", "enter"] * 3)
            await pilot.pause(0.3)
            assert app.is_running, name
            assert written(desk) == before, name
            await back_at_the_desk(pilot)
