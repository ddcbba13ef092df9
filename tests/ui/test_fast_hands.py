"""Hands that are faster than the screen: Enter goes to the next line, not to where room is free."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from concierge_tui.services.desk import Desk
from concierge_tui.text import walk_in as text
from screens.walk_in.screen import WalkInScreen
from tests.ui.at_the_door import at_home, at_the_desk, burst, name_of, shown


@pytest.mark.parametrize("gap", [0.0, 0.02, 0.05, 0.1])
async def test_a_fast_enter_goes_to_the_next_line_also_while_the_form_is_still_growing(
    desk: Desk, meetup: str, tmp_path: Path, gap: float
) -> None:
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=(80, 24)) as pilot:
        await at_the_desk(pilot, desk, meetup)
        burst(app, "f3")
        # Pilot's own pauses would wait until everything has been laid out.
        for _ in range(500):
            await asyncio.sleep(0.005)
            if name_of(app) == "WalkInScreen" and text.EMERGENCY in shown(app):
                break
        await asyncio.sleep(gap)
        burst(app, *"yui", "enter", "enter")
        await asyncio.sleep(0.2)
        burst(app, *"09001239876")
        await pilot.pause(0.3)

        form = app.screen
        assert isinstance(form, WalkInScreen)
        assert form.lines.answers.phone == "09001239876"
