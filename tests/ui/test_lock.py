"""The hidden screen tells nothing and opens by the PIN alone."""

from __future__ import annotations

from textual import events, on
from textual.widgets import Digits

from concierge_tui.services.desk import Desk
from screens.front import LeaveWished
from screens.lock.screen import LockScreen, PinScreen
from tests.staging.stage import Stage


def _with_pin(desk: Desk) -> Desk:
    desk.staff.set_pin(desk.author().actor, "2468")
    return desk


async def test_the_screen_shows_a_clock_and_no_word(desk: Desk) -> None:
    app = Stage(LockScreen(desk))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()

        assert not any("\u3041" <= character <= "\u9fff" for character in app.seen)


async def test_the_clock_stands_in_the_middle(desk: Desk) -> None:
    app = Stage(LockScreen(desk))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        clock = app.screen.query_one(Digits).region

    assert abs(clock.x + clock.right - 80) <= 1
    assert abs(clock.y + clock.bottom - 24) <= 1


async def test_the_right_pin_opens_and_the_key_that_woke_it_is_not_typed(desk: Desk) -> None:
    app = Stage(LockScreen(_with_pin(desk)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("9")
        await pilot.pause()
        app.type("2468\r")
        await pilot.pause()

    assert app.answers == [True]


async def test_a_burst_of_keys_asks_for_the_pin_once(desk: Desk) -> None:
    app = Stage(LockScreen(_with_pin(desk)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for character in "24689":
            app.post_message(events.Key(character, character))
        await pilot.pause()
        asked = [screen for screen in app.screen_stack if isinstance(screen, PinScreen)]
        await pilot.press("ctrl+u")
        app.type("2468\r")
        await pilot.pause()

    assert len(asked) == 1
    assert app.answers == [True]


class Door(Stage):
    """Notes that the store is to be closed."""

    closed = 0

    @on(LeaveWished)
    def close(self) -> None:
        self.closed += 1


async def test_five_wrong_pins_close_the_store(desk: Desk) -> None:
    app = Door(LockScreen(_with_pin(desk)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("space")
        await pilot.pause()
        for left in (4, 3, 2, 1):
            app.type("1111\r")
            await pilot.pause()
            assert f"あと{left}回" in app.seen
        app.type("1111\r")
        await pilot.pause()

        assert isinstance(app.screen, LockScreen)
    assert (app.closed, app.answers) == (1, [])


async def test_escape_returns_to_the_clock_and_a_card_opens_nothing(desk: Desk) -> None:
    app = Stage(LockScreen(_with_pin(desk)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("space")
        await pilot.pause()
        app.type("MS1-7KQ2WX-X\r")
        await pilot.pause(0.1)
        assert isinstance(app.screen, PinScreen)
        await pilot.press("escape")
        await pilot.pause()

        assert isinstance(app.screen, LockScreen)
    assert app.answers == []


async def test_a_rehearsal_without_a_pin_opens_by_any_key(desk: Desk) -> None:
    app = Stage(LockScreen(desk))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()

    assert app.answers == [True]


async def test_an_enter_in_passing_is_no_try(desk: Desk) -> None:
    app = Stage(PinScreen(_with_pin(desk), has_pin=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.type("\r\r\r\r\r\r")
        await pilot.pause()
        assert app.answers == []
        app.type("2468\r")
        await pilot.pause()
    assert app.answers == [True]
