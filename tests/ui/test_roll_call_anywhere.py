"""F5 lists who is inside from every page and every question that lies over a meetup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.screen import Screen

from concierge_tui.services.desk import Desk
from concierge_tui.services.incidents import Happened
from concierge_tui.text import incident as text
from screens.custody.release import ReleaseScreen
from screens.hall.page import HallPage
from screens.incident.asking import CallScreen
from screens.incident.card import EmergencyScreen
from screens.incident.record import RecordScreen
from screens.incident.screen import IncidentScreen
from screens.link.choosing import ChooseFamilyScreen
from screens.print.screen import PrintScreen
from screens.trial.plan import PlanScreen
from screens.widgets.confirm import ConfirmScreen
from screens.widgets.jp_input import JpInput
from tests.ui.at_the_door import at_home, at_the_desk, on_screen, shown
from tests.ui.custody_screens import CUSTODY, with_child

SIZE = (80, 24)
Make = Callable[[], Screen[Any]]
PAGES = (IncidentScreen, RecordScreen, EmergencyScreen, ReleaseScreen, PlanScreen)


def makes(desk: Desk, meetup: str, family: str, other: str, folder: Path) -> dict[str, Make]:
    """Return what makes the pages that used to know nothing of the hall."""
    child = with_child(desk, meetup, family)[1].child.id
    noted = desk.incidents(meetup).note(Happened("grave", "head", child, family))
    return {
        "incident": lambda: IncidentScreen(desk, meetup),
        "record": lambda: RecordScreen(desk, meetup, noted.id),
        "card": lambda: EmergencyScreen(desk, meetup, noted),
        "refused": lambda: CUSTODY["refused"](desk, meetup, family, folder),
        "who": lambda: CUSTODY["who"](desk, meetup, family, folder),
        "release": lambda: CUSTODY["release"](desk, meetup, family, folder),
        "choose": lambda: ChooseFamilyScreen(desk, meetup, "x"),
        "plan": lambda: PlanScreen(desk, meetup, family, other),
        "print": lambda: PrintScreen(desk, meetup),
        "call": lambda: CallScreen(()),
        "confirm": lambda: ConfirmScreen("x", "y", "z"),
    }


async def test_f5_lists_who_is_inside_over_whatever_is_open_and_loses_nothing(
    desk: Desk, meetup: str, tanaka: str, suzuki: str, tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        for name, make in makes(desk, meetup, tanaka, suzuki, tmp_path).items():
            page = make()
            app.push_screen(page)
            await pilot.pause()
            await pilot.press("f5")
            await on_screen(pilot, "InsideScreen")
            assert "陽葵" in shown(app), name
            await pilot.press("escape")
            await pilot.pause()
            assert app.screen is page, name
            await app.pop_screen()
            await on_screen(pilot, "ReceptionScreen")
    assert all(issubclass(each, HallPage) for each in PAGES)


async def test_f5_over_an_incident_that_is_being_written_leads_back_to_it(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path
) -> None:
    with_child(desk, meetup, tanaka)
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        form = IncidentScreen(desk, meetup)
        app.push_screen(form)
        await pilot.pause()
        form.query_one("#place", JpInput).value = "廊下"
        await pilot.press("f4")
        assert app.screen is form, "no second record over the first"
        await pilot.press("f5")
        await on_screen(pilot, "InsideScreen")
        await pilot.press("f4")
        await pilot.pause()
        assert text.BEING_WRITTEN[:12] in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert form.query_one("#place", JpInput).value == "廊下"


async def test_where_no_meetup_lies_below_f5_lists_nobody(desk: Desk, tmp_path: Path) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        app.push_screen(ConfirmScreen("x", "y", "z"))
        await pilot.pause()
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmScreen)
