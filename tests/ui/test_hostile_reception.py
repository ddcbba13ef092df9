"""Whatever is typed at the reception: a sentence, never a crash, nothing a terminal obeys."""

from __future__ import annotations

from typing import Any
from unicodedata import category

import pytest
from textual.screen import Screen

from concierge_tui.services.desk import Desk
from screens.household.screen import HouseholdScreen
from screens.reception.screen import ReceptionScreen
from screens.walk_in.screen import WalkInScreen
from screens.widgets.choice_line import ChoiceLine
from screens.widgets.jp_input import JpInput
from tests.staging.stage import Stage
from tests.ui.test_hostile_typing import OWN, hostile

SIZE = (80, 24)
OBEYED = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def harmless(seen: str) -> bool:
    """Say whether nothing in the text would be obeyed by a terminal."""
    return not any(category(character) in OBEYED for character in seen.replace("\n", ""))


@pytest.mark.usefixtures("tanaka")
async def test_every_line_can_be_searched_for(desk: Desk, meetup: str) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        field = app.screen.query_one("#query", JpInput)
        for number, line in enumerate(hostile()):
            field.value = line
            if number % 30 == 0:
                await pilot.press("enter")
                await pilot.pause()
                assert isinstance(app.screen, ReceptionScreen)
        await pilot.pause()

        assert harmless(app.seen)
    assert desk.reception(meetup).counts().people_arrived == 0


@pytest.mark.soak
@pytest.mark.parametrize("name", ["walk_in", "household"])
async def test_every_line_can_be_written_on_a_form(
    desk: Desk, meetup: str, tanaka: str, name: str
) -> None:
    form: Screen[Any] = (
        WalkInScreen(desk, meetup) if name == "walk_in" else HouseholdScreen(desk, tanaka)
    )
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for line in hostile():
            for field in form.query(JpInput):
                field.value = line
                field.normalise()
        for line in OWN[::6]:
            for field in form.query(JpInput):
                field.value = line
            await pilot.press("tab", "ctrl+s")
            await pilot.pause()
            if app.answers:
                break
            assert harmless(app.seen)


@pytest.mark.parametrize("line", OWN[::3])
async def test_a_family_of_hostile_names_is_registered_shown_and_found(
    desk: Desk, meetup: str, line: str
) -> None:
    form = WalkInScreen(desk, meetup)
    app = Stage(form)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for name in ("kana", "name", "emergency_name"):
            form.query_one(f"#{name}", JpInput).value = f"あ{line}"
        form.query_one("#consent", ChoiceLine).choose("yes")
        await pilot.press("ctrl+s")
        await pilot.pause()

    (family,) = desk.families.ids()
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        app.type("あ")
        await pilot.pause()
        assert harmless(app.seen)
        app.push_screen(HouseholdScreen(desk, family))
        await pilot.pause()
        assert harmless(app.seen)
