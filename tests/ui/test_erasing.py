"""A coordinator erases a family: what goes is read first, and its reading is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Button

from concierge_tui.domain.consent import REGISTRATION
from concierge_tui.domain.operation import Author
from concierge_tui.services.desk import Desk
from concierge_tui.text import erasing as text
from concierge_tui.text import page
from screens.consent.erasing import EraseScreen, erase_screen
from screens.consent.overview import OverviewScreen
from tests.journals.desk_families import MOTHER, registered
from tests.staging.stage import Stage
from tests.ui.at_the_door import at_home, on_screen, shown, until

SIZE = (80, 24)


def gone(desk: Desk) -> str:
    family = registered(desk).family
    desk.consents.withdraw(family, REGISTRATION, "said")
    return family


async def test_it_is_erased_from_the_list_of_what_needs_a_person(
    enrolled: Desk, tmp_path: Path
) -> None:
    family, desk = gone(enrolled), enrolled
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f2")
        await on_screen(pilot, "RepairsScreen")
        assert text.KIND in shown(app)
        assert "田中" not in shown(app)
        await pilot.press("enter")
        await on_screen(pilot, "EraseScreen")
        assert "田中" in shown(app)
        await pilot.press("escape")
        await on_screen(pilot, "RepairsScreen")
        await pilot.press("enter")
        await on_screen(pilot, "EraseScreen")
        await pilot.press(*"tanaka", "enter")
        await until(pilot, lambda: text.WRONG in shown(app))
        await pilot.press(*"misaki", "enter")
        assert desk.erasing.wishing() == [family], "one Enter erases nothing"
        await pilot.press("enter")
        await on_screen(pilot, "RepairsScreen")
        await until(pilot, lambda: text.DONE.partition("。")[0] in shown(app))
        assert shown(app).count(page.UNDO_HINT) == 1, "in the footer alone, not beside the words"
        assert text.KIND not in shown(app)

    assert desk.families.get(family).people == ()


async def test_somebody_else_is_told_whom_to_ask(desk: Desk, tmp_path: Path) -> None:
    family = gone(desk)
    helper = desk.staff.add("受付 係", "event_staff").id
    desk.erasing._author = lambda: Author(desk.area, helper)
    app = at_home(desk, tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        await pilot.press("f2")
        await on_screen(pilot, "RepairsScreen")
        await pilot.press("enter")
        await until(pilot, lambda: "責任者" in shown(app))

    assert desk.erasing.wishing() == [family]


@pytest.mark.parametrize("size", [SIZE, pytest.param((120, 40), marks=pytest.mark.soak)])
async def test_all_of_it_can_be_read_before_and_a_rehearsal_erases_nobody(
    desk: Desk, size: tuple[int, int]
) -> None:
    family = gone(desk)
    app = Stage(OverviewScreen(desk))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        app.screen.query_one("#erase", Button).press()
        await pilot.pause()
        assert isinstance(app.screen, EraseScreen)
        seen = app.seen.replace("\n", "").replace(" ", "")
        for words in (text.FOR_GOOD, text.GOES, text.STAYS, text.NOT_OURS):
            assert words.replace(" ", "")[-16:] in seen
        await pilot.press(*"tanakamisaki", "enter", "enter")
        await pilot.pause()
        assert text.PRACTICE in app.said

    assert desk.erasing.wishing() == [family]


async def test_what_stays_of_an_open_incident_is_said(desk: Desk, meetup: str) -> None:
    from concierge_tui.services.incidents import Happened

    nasty = MOTHER.model_copy(update={"name": "田中 [/b]\x1b[31m[@click=app.quit]美咲"})
    family = registered(desk, nasty)
    desk.incidents(meetup).note(Happened("call", "転んだ", family=family.family))
    desk.consents.withdraw(family.family, REGISTRATION, "said")
    app = Stage(erase_screen(desk, family.family))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "記録 1件" in app.seen
        assert "[/b]" in app.seen
        assert "署名が済むまで" in app.seen
