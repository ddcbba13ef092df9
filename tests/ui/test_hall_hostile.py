"""Every screen of the hall bears whatever is typed, and a held Enter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from concierge_tui.services.desk import Desk
from screens.hall.ways import WAYS
from screens.incident.screen import IncidentScreen
from screens.introductions.why import WhyScreen
from screens.trial.telling import TellCentreScreen
from screens.widgets.jp_input import JpInput
from tests.ui.at_the_door import at_home, at_the_desk, burst, on_screen, shown
from tests.ui.custody_screens import CUSTODY
from tests.ui.held_enter import hold_enter_everywhere
from tests.ui.test_hostile_typing import OWN

SIZE = (80, 24)
Make = Callable[[], Screen[Any]]


def every_screen(desk: Desk, meetup: str, family: str, folder: Path) -> dict[str, Make]:
    """Return what makes each screen of the hall, about a family that has arrived."""
    people = [person.id for person in desk.families.get(family).people]
    desk.reception(meetup).check_in(family, people)
    found: dict[str, Make] = {
        way.name: (lambda opens=way.opens: opens(desk, meetup))  # type: ignore[misc]
        for way in WAYS
    }
    for name, make in CUSTODY.items():
        found[f"custody {name}"] = lambda make=make: make(desk, meetup, family, folder)  # type: ignore[misc]
    hall = desk.proposals(meetup).hall()
    found["why"] = lambda: WhyScreen(desk, meetup, hall, family)
    found["happened"] = lambda: IncidentScreen(desk, meetup)
    found["insurance"] = lambda: TellCentreScreen(desk, meetup)
    return found


async def back_at_the_desk(pilot: Pilot[None]) -> None:
    app = pilot.app
    while len(app.screen_stack) > 1 and type(app.screen).__name__ != "ReceptionScreen":
        await app.pop_screen()
    await on_screen(pilot, "ReceptionScreen")


@pytest.mark.soak
async def test_whatever_is_typed_anywhere_in_the_hall_is_a_sentence_and_no_crash(
    desk: Desk, meetup: str, tanaka: str, suzuki: str, tmp_path: Path
) -> None:
    makes = every_screen(desk, meetup, tanaka, tmp_path)
    desk.reception(meetup).check_in(suzuki, [p.id for p in desk.families.get(suzuki).people])
    tried = 0
    async with at_home(desk, tmp_path / "store").run_test(size=SIZE) as pilot:
        app = pilot.app
        await at_the_desk(pilot, desk, meetup)
        for name, make in makes.items():
            app.push_screen(make())
            await pilot.pause()
            screen = app.screen
            for field in screen.query(JpInput):
                for line in OWN[::2]:
                    field.value = ""
                    field.replace(line, 0, 0)
                    field.normalise()
                tried += 1
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert app.is_running, name
            assert "Traceback" not in shown(app)  # type: ignore[arg-type]
            await back_at_the_desk(pilot)
    assert tried > len(CUSTODY)


@pytest.mark.soak
async def test_a_held_enter_opens_one_screen_at_most(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path
) -> None:
    makes = every_screen(desk, meetup, tanaka, tmp_path)
    async with at_home(desk, tmp_path / "store").run_test(size=SIZE) as pilot:
        app = pilot.app
        await at_the_desk(pilot, desk, meetup)
        for name, make in makes.items():
            app.push_screen(make())
            await pilot.pause()
            deep = len(app.screen_stack)
            burst(app, *["enter"] * 4)  # type: ignore[arg-type]
            await pilot.pause()
            assert app.is_running, name
            assert len(app.screen_stack) <= deep + 1, name
            await back_at_the_desk(pilot)


@pytest.mark.soak
async def test_enter_is_held_on_each_widget_of_each_screen_of_the_hall(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path
) -> None:
    makes = every_screen(desk, meetup, tanaka, tmp_path)
    async with at_home(desk, tmp_path / "store").run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        for make in makes.values():
            await hold_enter_everywhere(pilot, make)
