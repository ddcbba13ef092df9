"""What went wrong is read to its end, and nothing smaller is said over it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from concierge_tui.bootstrap import practise
from concierge_tui.domain.errors import StoreFull
from concierge_tui.domain.ids import new_id
from concierge_tui.services.desk import Desk
from concierge_tui.text.backup import COPY_FAILED
from concierge_tui.text.errors import sentence
from screens.household.screen import HouseholdScreen
from screens.inside.screen import InsideScreen
from screens.reception.screen import ReceptionScreen
from screens.sign_up.screen import SignUpScreen
from screens.staff.screen import StaffScreen
from screens.walk_in.screen import WalkInScreen
from screens.widgets.notice import Notice
from screens.widgets.telling import telling
from tests.staging.stage import Stage
from tests.ui.at_the_door import at_home

FULL = sentence(StoreFull())


def unfolded(app: Any) -> str:
    return "".join(app.seen.split())


async def test_a_correction_that_finds_no_room_says_what_to_do(
    desk: Desk, tanaka: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = Stage(HouseholdScreen(desk, tanaka))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*"sato")
        with monkeypatch.context() as patch:
            patch.setattr(type(desk.journal), "append", _refuse)
            await pilot.press("ctrl+s")
            await pilot.pause()
        assert FULL in unfolded(app)


@pytest.mark.parametrize("name", ["walk-in", "sign-up", "inside"])
async def test_a_form_that_finds_no_room_says_what_to_do(
    desk: Desk, meetup: str, name: str
) -> None:
    screens: dict[str, Callable[[], Screen[Any]]] = {
        "walk-in": lambda: WalkInScreen(desk, meetup),
        "sign-up": lambda: SignUpScreen(desk, new_id(), meetup=meetup),
        "inside": lambda: InsideScreen(desk, meetup),
    }
    screen = screens[name]()
    app = Stage(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        with telling(screen.query_one(Notice)):
            _refuse()
        await pilot.pause()
        assert FULL in unfolded(app)


async def test_an_arrival_that_finds_no_room_says_what_to_do_and_leaves_the_line_again(
    desk: Desk, meetup: str, tanaka: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    del tanaka
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*"tana")
        await pilot.pause()
        with monkeypatch.context() as patch:
            patch.setattr(type(desk.journal), "append", _refuse)
            await pilot.press("enter")
            await pilot.pause()
        assert FULL in unfolded(app)
        notice = app.screen.query_one("#said")
        assert notice.size.height == 2
        await pilot.press("enter")
        await pilot.pause()
        assert notice.size.height == 1


async def test_a_copy_that_fails_is_told_when_nothing_worse_is_read(tmp_path: Path) -> None:
    desk = practise(area="みその", staff="試験 花子")
    app = at_home(desk, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        notice: Any = app.screen.notice  # type: ignore[attr-defined]
        notice.say(FULL, "error")
        app._tell(StoreFull())
        app.copy_when_due()
        assert FULL in notice.sentence
        notice.clear()
        app.copy_when_due()
        assert COPY_FAILED in notice.sentence
        notice.clear()
        app._tell(StoreFull())
        assert not notice.sentence  # once
    desk.close()


async def test_a_copy_that_fails_while_a_screen_opens_is_told_once_it_is_there(
    tmp_path: Path,
) -> None:
    desk = practise(area="みその", staff="試験 花子")
    app = at_home(desk, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.push_screen(StaffScreen(desk))
        app._tell(StoreFull())  # nothing of it is composed yet
        await pilot.pause()
        app.copy_when_due()
        assert COPY_FAILED in app.screen.query_one(Notice).sentence
    desk.close()


def _refuse(*_: object) -> None:
    raise StoreFull
