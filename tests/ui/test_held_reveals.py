"""A key that is held shows no telephone number and tells nobody, however long it is held."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.pilot import Pilot

from concierge_tui.app import ConciergeApp
from concierge_tui.services.desk import Desk
from concierge_tui.services.incidents import Happened
from screens.custody.refused import RefusedScreen
from screens.hall.screen import HallScreen
from screens.incident.record import RecordScreen
from screens.incident.screen import IncidentScreen
from screens.widgets.choice_line import ChoiceLine
from tests.ui.at_the_door import at_home, at_the_desk, on_screen, shown
from tests.ui.custody_screens import with_child

SIZE = (80, 24)
HELD = (0.0, 0.5, 0.53, 0.56, 0.59)
"""Seconds at which a keyboard types a key that is held: once, a pause, and then fast."""
LATER = 60.0
"""By then the finger is off the key."""
PHONE = "090-1234-5678"


async def press(
    pilot: Pilot[None], app: ConciergeApp, key: str, *after: float, begun: float | None = None
) -> None:
    """Let a key come at some moments from now on, by the clock of the keyboard."""
    begun = events.Key("x", "x").time if begun is None else begun
    for seconds in after:
        event = events.Key(key, key if len(key) == 1 else None)
        event.time = begun + seconds
        app.post_message(event)
        await pilot.pause()


async def test_a_held_digit_shows_no_number_before_whoever_was_refused(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path
) -> None:
    of = with_child(desk, meetup, tanaka)
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        for key, page in (("1", "ContactScreen"), ("2", "TemporaryScreen")):
            app.push_screen(RefusedScreen(desk, *of))
            await pilot.pause()
            await press(pilot, app, key, *HELD)
            await on_screen(pilot, page)
            assert PHONE not in shown(app)
            await pilot.press("escape", "escape")
        app.push_screen(RefusedScreen(desk, *of))
        await pilot.pause()
        await press(pilot, app, "1", *HELD)
        await press(pilot, app, "1", LATER)
        assert PHONE in shown(app), "a digit that is meant shows it"


async def test_a_held_digit_opens_no_emergency_card(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path
) -> None:
    child = with_child(desk, meetup, tanaka)[1].child.id
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        app.push_screen(HallScreen(desk, meetup))
        await pilot.pause()
        app.screen.action_report()  # type: ignore[attr-defined]
        await pilot.pause()
        form = app.screen
        assert isinstance(form, IncidentScreen)
        form._take(child)
        form.query_one("#what", ChoiceLine).focus()
        await press(pilot, app, "3", *HELD)
        assert app.screen is form
        assert not desk.incidents(meetup).all()
        await press(pilot, app, "3", LATER)
        await on_screen(pilot, "EmergencyScreen")
        assert PHONE in shown(app)


async def test_a_held_enter_neither_shows_a_number_nor_says_that_a_guardian_knows(
    desk: Desk, meetup: str, tanaka: str, tmp_path: Path
) -> None:
    child = with_child(desk, meetup, tanaka)[1].child.id
    noted = desk.incidents(meetup).note(Happened("call", "head", child, tanaka))
    app = at_home(desk, tmp_path / "store")
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        begun = events.Key("x", "x").time
        await press(pilot, app, "enter", 0.0, begun=begun)
        app.push_screen(RecordScreen(desk, meetup, noted.id))
        await press(pilot, app, "enter", *HELD[1:], begun=begun)
        assert PHONE not in shown(app)
        await press(pilot, app, "enter", *(LATER + each for each in HELD))
        await on_screen(pilot, "CallScreen")
        assert PHONE in shown(app)
    assert desk.incidents(meetup).get(noted.id).guardian_told is None
