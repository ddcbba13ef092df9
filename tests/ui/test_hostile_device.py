"""What a hostile device brought stands on every screen without doing anything there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from textual.screen import Screen

from concierge_tui.domain.clock import milliseconds
from concierge_tui.domain.operation import Draft
from concierge_tui.services.desk import Desk
from db.laptop import intake
from screens.home.screen import HomeScreen
from screens.household.screen import HouseholdScreen
from screens.meetup_form.screen import MeetupFormScreen
from screens.reception.screen import ReceptionScreen
from screens.repairs.screen import RepairsScreen
from screens.staff.screen import StaffScreen
from screens.sync.screen import SyncScreen
from tests.conftest import NOON
from tests.journals.hostile_device import HostileDevice
from tests.journals.stores import desk_and_store
from tests.staging.stage import Stage
from tests.ui.test_hostile_reception import harmless

SIZE = (80, 24)


@pytest.fixture
def attacked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk to which a hostile device has brought all it wrote."""
    desk, store = desk_and_store(monkeypatch)
    written = HostileDevice(desk.area, 4).write_much(200)
    intake.apply(store, written, now_ms=milliseconds(NOON))
    yield desk
    desk.close()


def _screens(desk: Desk) -> Iterator[Callable[[], Screen[Any]]]:
    meetup, family = desk.meetups.all()[0].id, desk.families.ids()[0]
    yield from (partial(made, desk) for made in (RepairsScreen, StaffScreen, SyncScreen))
    yield lambda: HouseholdScreen(desk, family)
    yield lambda: MeetupFormScreen(desk, meetup)
    yield lambda: ReceptionScreen(desk, meetup)


async def test_every_screen_can_be_looked_at_and_walked_through(attacked: Desk) -> None:
    app = Stage(HomeScreen(attacked))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for made in _screens(attacked):
            app.push_screen(made())
            await pilot.pause()
            app.type("あ")
            for key in ("down", "enter", "down", "escape"):
                await pilot.press(key)
                await pilot.pause()
                assert harmless(app.seen)
            while not isinstance(app.screen, HomeScreen):
                app.pop_screen()
                await pilot.pause()


async def test_a_meetup_of_a_kind_that_is_not_offered_can_be_opened(
    desk: Desk, meetup: str
) -> None:
    draft = Draft("meetup.set", meetup, {"kind": "of-a-newer-program"}, meetup=meetup)
    desk.journal.append([draft], desk.author())
    app = Stage(MeetupFormScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()

        assert "みその交流会" in app.seen


async def test_a_disputed_telephone_number_stands_on_no_list(desk: Desk, tanaka: str) -> None:
    mother = desk.families.get(tanaka).people[0].id
    for typed in ("090-1111-2222", "080-3333-4444"):
        body = {"phone": typed.replace("-", ""), "phone_typed": typed}
        draft = Draft("person.set", mother, body, subject=tanaka, base=())
        desk.journal.append([draft], desk.author())
    app = Stage(RepairsScreen(desk))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()

        assert app.seen.count("田中") >= 2
        assert not any(digits in app.seen for digits in ("2222", "4444"))
