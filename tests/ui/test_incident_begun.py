"""Where an incident begins: of now, by whoever stands here, and from a roll call too."""

from __future__ import annotations

from pathlib import Path

import pytest

from concierge_tui.app import ConciergeApp
from concierge_tui.domain.clock import milliseconds
from concierge_tui.services.desk import Desk
from concierge_tui.text import incident as text
from concierge_tui.text.times import clock_time
from screens.incident.screen import IncidentScreen
from screens.widgets.result_list import ResultList
from tests.ui.at_the_door import at_home, at_the_desk, burst, on_screen, shown

SIZE = (80, 24)


@pytest.fixture
def app(desk: Desk, here: str, tmp_path: Path) -> ConciergeApp:
    assert here
    return at_home(desk, tmp_path / "store")


async def test_the_form_is_of_now_until_something_is_said_and_waits_for_how_grave_it_is(
    desk: Desk, meetup: str, app: ConciergeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f6", "f4")
        await on_screen(pilot, "IncidentScreen")
        burst(app, *"himari", "enter")
        await pilot.pause()
        await pilot.press("escape")
        await on_screen(pilot, "HallScreen")
        later = milliseconds(desk.now()) + 10 * 60_000
        monkeypatch.setattr(IncidentScreen, "_moment", later)
        monkeypatch.setattr(IncidentScreen, "_me", "受付 次郎")
        await pilot.press("f4")
        await on_screen(pilot, "IncidentScreen")
        values = app.screen.values()  # type: ignore[attr-defined]
        assert values["person"], "whom one chose is kept"
        assert (values["at"], values["seen_by"]) == (clock_time(later), "受付 次郎")

        app.screen.query_one("#what").focus()
        await pilot.press("1", "enter")
        assert app.screen.focused is app.screen.query_one("#level")
        assert text.LEVEL_NEEDED in shown(app)
        await pilot.press("1")
        assert text.LEVEL_NEEDED not in shown(app)
        await pilot.press("escape")
        await on_screen(pilot, "HallScreen")
        monkeypatch.undo()
        await pilot.press("f4")
        await on_screen(pilot, "IncidentScreen")
        assert app.screen.values()["at"] == clock_time(later)  # type: ignore[attr-defined]


async def test_something_that_happens_at_a_roll_call_is_one_key_away_and_who_is_missing_is_named(
    desk: Desk, meetup: str, here: str, app: ConciergeApp
) -> None:
    child = desk.families.get(here).children[0]
    calls = desk.roll_calls(meetup)
    calls.begin(drill=True)
    calls.tick([p.id for p in desk.families.get(here).people if p.id != child.id], seen=True)
    async with app.run_test(size=SIZE) as pilot:
        await at_the_desk(pilot, desk, meetup)
        await pilot.press("f5")
        await on_screen(pilot, "InsideScreen")
        await pilot.pause()
        (row,) = (r for r in app.screen.query_one(ResultList).rows if "見えない" in str(r.cells))
        assert child.given in str(row.cells)
        await pilot.press("ctrl+s")
        await on_screen(pilot, "ConfirmScreen")
        assert child.called.replace(" ", "") in shown(app)
        await pilot.press("escape", "f4")
        await on_screen(pilot, "IncidentScreen")
        await pilot.press("escape")
        await on_screen(pilot, "InsideScreen")

    assert calls.running() is not None
