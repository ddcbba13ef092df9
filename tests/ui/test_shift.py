"""引き継ぎ on screen: the next one's name, the call of one alone, too many wrong PINs."""

from __future__ import annotations

from pathlib import Path

import pytest

from concierge_tui.app import ConciergeApp
from concierge_tui.domain.meetup_day import Shift
from concierge_tui.services.desk import Desk
from concierge_tui.services.incidents import Happened
from concierge_tui.text import hall
from concierge_tui.text import shift as text
from screens.widgets.jp_input import JpInput
from tests.ui.at_the_door import at_home, at_the_desk, burst, on_screen, shown, until

SIZE = (80, 24)
NUMBER = hall.number("shift")


@pytest.fixture
def app(desk: Desk, tmp_path: Path) -> ConciergeApp:
    desk.staff.set_pin(desk.author().actor, "1111")
    desk.staff.set_pin(desk.staff.add("受 葵", "concierge").id, "2222")
    desk.areas.decide({"coordinator": "責任 者子", "coordinator_phone": "0480000111"})
    return at_home(desk, tmp_path / "store")


async def test_a_wrong_pin_is_asked_again_and_both_right_ones_hand_over(
    desk: Desk, meetup: str, app: ConciergeApp
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f6", NUMBER)
        await on_screen(pilot, "ShiftScreen")
        assert "署名のない事故の記録" not in shown(app)
        desk.incidents(meetup).note(Happened("grave", "head"))
        await pilot.press("f5", "escape")
        await on_screen(pilot, "ShiftScreen")
        assert "署名のない事故の記録" in shown(app), "it is read aloud as it is by now"
        await pilot.press("enter")
        burst(app, *"1111", "enter", *"9999", "enter")
        await until(pilot, lambda: "違います" in shown(app))
        assert "1111" not in shown(app)
        assert app.screen.query_one("#giver", JpInput).value == ""
        burst(app, *"1111", "enter", *"2222", "enter")
        await on_screen(pilot, "HallScreen")
        assert text.done("受 葵") in shown(app)

    assert desk.staff.me() is not None
    assert desk.author().actor == desk.day.of(Shift, meetup)[0].taker


async def test_one_alone_calls_the_number_that_is_known(
    desk: Desk, meetup: str, app: ConciergeApp
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f6", NUMBER)
        await on_screen(pilot, "ShiftScreen")
        app.screen.query_one("#how").focus()
        await pilot.press("2")
        assert "責任 者子" in shown(app)
        assert not app.screen.query_one("#giver-line").display
        await pilot.press("enter", "enter")
        burst(app, *"2222", "enter")
        await on_screen(pilot, "HallScreen")

    (shift,) = desk.day.of(Shift, meetup)
    assert (shift.how, shift.called, shift.number) == ("telephone", "責任 者子", "0480000111")


async def test_too_many_wrong_pins_close_the_store(
    desk: Desk, meetup: str, app: ConciergeApp
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f6", NUMBER)
        await on_screen(pilot, "ShiftScreen")
        await pilot.press("enter")
        for _ in range(5):
            burst(app, *"9999", "enter", *"9999", "enter")
            await pilot.pause(0.3)
        await on_screen(pilot, "WelcomeScreen")

        assert app.desk is None
