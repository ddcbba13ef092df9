"""The form of a meetup furnishes the hall too: rooms, tables, rounds (D23, TK1)."""

from __future__ import annotations

from concierge_tui.services.desk import Desk
from screens.meetup_form.screen import MeetupFormScreen
from screens.widgets.jp_input import JpInput
from tests.staging.stage import Stage

SIZE = (80, 24)
HALL = {"rooms": 3, "room_capacity": 4, "table_size": 5, "rounds": 6, "round_minutes": 12}


async def test_rooms_tables_and_rounds_are_typed_corrected_emptied_and_copied(
    desk: Desk, meetup: str
) -> None:
    app = Stage(MeetupFormScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for name, number in HALL.items():
            app.screen.query_one(f"#{name} JpInput", JpInput).value = str(number)
        app.screen.query_one("#rooms JpInput", JpInput).value = "0"
        await pilot.press("ctrl+s")
        assert "1〜50か空" in app.seen
        app.screen.query_one("#rooms JpInput", JpInput).value = "３"
        await pilot.press("ctrl+s")
        await pilot.pause()
    kept = desk.meetups.get(meetup)
    assert kept.model_dump(include=set(HALL)) == HALL

    app = Stage(MeetupFormScreen(desk, meetup))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.screen.query_one("#rooms JpInput", JpInput).value = ""
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert desk.meetups.get(meetup).rooms is None
    assert desk.meetups.get(meetup).table_size == HALL["table_size"]
