"""The reception screen: find, see, check in, take back."""

from __future__ import annotations

import pytest

from concierge_tui.services.desk import Desk
from screens.reception.screen import ReceptionScreen
from tests.staging.stage import Keys, Stage


@pytest.mark.usefixtures("suzuki")
async def test_two_letters_and_enter_check_the_whole_family_in(desk: Desk, meetup: str) -> None:
    app = Stage(ReceptionScreen(desk, meetup))
    async with app.run_test(size=(80, 24)) as pilot:
        keys = Keys(app, pilot)
        await keys.type("suz")
        await keys.press("enter")

        assert "鈴木家 2名を受け付けました。次回は12/12です。" in app.said
        assert keys.commands == 1
    assert desk.reception(meetup).counts().people_here == 2
