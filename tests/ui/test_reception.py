"""The reception screen: find, see, check in, take back."""

from __future__ import annotations

from screens.reception.screen import ReceptionScreen


async def test_two_letters_and_enter_check_the_whole_family_in(desk, meetup, stage, suzuki) -> None:
    app = stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        app.type("suz")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        print(app.seen)

    assert desk.reception(meetup).counts().people_here == 2
