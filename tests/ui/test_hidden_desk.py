"""Nothing lifts the hidden desk but the PIN, and nothing shows beneath it on the way out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.message import Message
from textual.screen import Screen

from concierge_tui.services.desk import Desk
from screens.household.screen import HouseholdScreen
from screens.inside.screen import InsideScreen
from screens.lock.screen import LockScreen
from screens.long_work import LongWork
from tests.ui.at_the_door import at_home, at_the_desk, burst, name_of, on_screen, until

SIZE = (80, 24)


@pytest.mark.parametrize("ends", ["leaves", "opens"])
async def test_work_that_ends_behind_the_hidden_desk_does_not_lift_the_clock(
    desk: Desk, meetup: str, tmp_path: Path, ends: str
) -> None:
    app, gone_on = at_home(desk, tmp_path / "store"), "InsideScreen"
    desk.staff.set_pin(desk.author().actor, "2468")
    async with app.run_test(size=SIZE) as pilot:
        await on_screen(pilot, "HomeScreen")
        page = LongWork(desk)
        app.push_screen(page)
        await pilot.pause()
        await pilot.press("f12")
        assert isinstance(app.screen, LockScreen)

        def leave(page: LongWork) -> None:
            page.dismiss()

        def open_inside() -> None:
            app.push_screen(InsideScreen(desk, meetup))

        if ends == "leaves":
            page.start("", lambda *_: None, lambda _: leave(page))
            gone_on = "HomeScreen"
        else:
            page.start("", lambda *_: None, lambda _: open_inside())
        await until(pilot, lambda: not page.busy)
        await pilot.pause(0.1)
        assert isinstance(app.screen, LockScreen)

        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*"2468", "enter")
        await on_screen(pilot, gone_on)


async def test_nothing_opens_over_the_hidden_desk_and_no_burst_lifts_it(
    desk: Desk, meetup: str, tmp_path: Path
) -> None:
    app = at_home(desk, tmp_path / "store")
    desk.staff.set_pin(desk.author().actor, "2468")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        for opening in ("ctrl+p", "f1", "ctrl+g"):
            await pilot.press("f12")
            await pilot.press("a")
            await pilot.pause()
            await pilot.press(opening)
            await pilot.pause(0.1)
            assert name_of(app) == "PinScreen"
            burst(app, opening, "escape", "enter", opening, "escape", "escape")
            await pilot.pause(0.2)

            assert any(isinstance(screen, LockScreen) for screen in app.screen_stack)
            while name_of(app) == "PinScreen":
                await pilot.press("escape")
                await pilot.pause()
            app.pop_screen()
            assert name_of(app) == "LockScreen"
            await pilot.press("a")
            await pilot.pause()
            await pilot.press(*"2468", "enter")
            await on_screen(pilot, "ReceptionScreen")


async def test_no_screen_comes_to_light_when_the_store_is_closed(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, lit = at_home(desk, tmp_path / "store"), list[str]()
    desk.staff.set_pin(desk.author().actor, "2468")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        app.push_screen(HouseholdScreen(desk, tanaka))
        await pilot.pause()
        await pilot.press("f12", "a")
        await pilot.pause()
        post = Screen.post_message

        def note(screen: Screen[Any], message: Message) -> bool:
            if isinstance(message, events.ScreenResume):
                lit.append(type(screen).__name__)
            return post(screen, message)

        monkeypatch.setattr(Screen, "post_message", note)

        for _ in range(5):
            await pilot.press("1", "enter")
            await pilot.pause()
        await on_screen(pilot, "WelcomeScreen")

        assert set(lit) <= {"LockScreen", "WelcomeScreen"}
        assert [type(screen).__name__ for screen in app.screen_stack] == ["WelcomeScreen"]


@pytest.mark.parametrize("keys", [["f12"], ["f3", "escape", "f12", "enter"], ["ctrl+p", "enter"]])
async def test_keys_that_follow_the_end_are_not_heard(
    desk: Desk, meetup: str, tmp_path: Path, keys: list[str]
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        burst(app, "ctrl+q", *keys, *keys)
        await pilot.pause(0.3)

    assert app.return_code == 0
