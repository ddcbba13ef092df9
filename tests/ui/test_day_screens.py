"""The screens of incidents, closing, hand-over and preparation: held keys, hostile words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from concierge_tui.services.desk import Desk
from concierge_tui.services.incidents import Happened
from screens.closing.screen import ClosingScreen
from screens.closing.sheet import ClosingSheetScreen
from screens.incident.card import EmergencyScreen
from screens.incident.list import IncidentsScreen
from screens.incident.record import RecordScreen
from screens.incident.screen import IncidentScreen
from screens.preparation.screen import PreparationScreen
from screens.shift.screen import ShiftScreen
from screens.widgets.jp_input import JpInput
from tests.ui.at_the_door import at_home, on_screen, shown
from tests.ui.held_enter import hold_enter_everywhere, leave_before_it_was_seen
from tests.ui.test_hostile_typing import OWN

SIZE = (80, 24)
Make = Callable[[Desk, str, str], Screen[Any]]


def bumped(desk: Desk, meetup: str, family: str) -> str:
    child = desk.families.get(family).children[0].id
    return desk.incidents(meetup).note(Happened("grave", "head", child, family)).id


SCREENS: dict[str, Make] = {
    "incident": lambda desk, m, _f: IncidentScreen(desk, m),
    "incidents": lambda desk, m, _f: IncidentsScreen(desk, m),
    "record": lambda desk, m, f: RecordScreen(desk, m, bumped(desk, m, f)),
    "emergency": lambda desk, m, _f: EmergencyScreen(desk, m),
    "closing": lambda desk, m, _f: ClosingScreen(desk, m),
    "sheet": lambda desk, m, _f: ClosingSheetScreen(desk, m),
    "shift": lambda desk, m, _f: ShiftScreen(desk, m),
    "preparation": lambda desk, m, _f: PreparationScreen(desk, m),
}


@pytest.mark.parametrize(
    "name",
    [
        each if each == "incident" else pytest.param(each, marks=pytest.mark.soak)
        for each in SCREENS
    ],
)
async def test_a_held_enter_opens_at_most_one_screen_from_wherever_the_focus_is(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path, name: str
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await hold_enter_everywhere(pilot, lambda: SCREENS[name](desk, meetup, tanaka))

    assert not desk.meetups.get(meetup).closed or name == "closing"


@pytest.mark.soak
@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_may_be_left_before_it_was_seen(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path, name: str
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await leave_before_it_was_seen(pilot, lambda: SCREENS[name](desk, meetup, tanaka))


@pytest.mark.parametrize("name", ["incident", "closing", "shift", "sheet"])
async def test_whatever_is_typed_is_a_sentence_and_never_a_crash(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path, name: str
) -> None:
    desk.staff.add("受 葵", "concierge")
    desk.incidents(meetup).note(Happened("call", "head"))  # so that nothing closes
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        screen = SCREENS[name](desk, meetup, tanaka)
        app.push_screen(screen)
        await pilot.pause()
        fields = list(screen.query(JpInput))
        for number, line in enumerate(OWN):
            for field in fields:
                field.value = ""
                field.replace(line, 0, 0)
                field.normalise()
            if number % 6 == 0 and name != "shift":
                await pilot.press("ctrl+s")
                await pilot.pause()
                assert app.screen is screen, f"{line!r} was taken for an answer"
        await pilot.pause()
        assert "Traceback" not in shown(app)
        await pilot.press("escape")
        await on_screen(pilot, "HomeScreen")


async def test_names_with_markup_and_controls_are_words(
    desk: Desk, meetup: str, given: Callable[..., str], tmp_path: Path
) -> None:
    family = given(
        {"name": "[bold]田中[/] 花\x1b[2J", "kana": "タナカ", "phone": "09012345678"},
        {"name": "$x [b]", "kana": "エックス", "role": "child"},
    )
    reception = desk.reception(meetup)
    reception.check_in(family, sorted(reception.household(family).awaited))
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        for name in ("incident", "incidents", "record", "closing", "emergency"):
            if name == "emergency":
                about = desk.incidents(meetup).all()[0]
                app.push_screen(EmergencyScreen(desk, meetup, about))
            else:
                app.push_screen(SCREENS[name](desk, meetup, family))
            await pilot.pause()
            assert app.is_running
            assert "\x1b" not in shown(app)
            if name == "emergency":
                assert "$x [b]" in shown(app)
            await pilot.press("escape")
            await on_screen(pilot, "HomeScreen")
